// Puts the charts in their places and keeps them right when theme, size or paper change; and what little else the page does.
(() => {
  'use strict';
  const specs = JSON.parse(document.getElementById('data').textContent);
  const drawn = new Map();

  function draw(box) {
    const spec = specs[box.dataset.chart];
    const state = drawn.get(box) || {index: spec.frames ? spec.frames.length - 1 : 0};
    if (!state.chart) {
      state.chart = echarts.init(box, null, {renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio || 1)});
      drawn.set(box, state);
      if (spec.frames && spec.frames.length > 1) leaf(box, spec, state);
    }
    state.chart.setOption(spec.kind === 'heat' ? charts.drawHeat(spec, state.index) : charts.drawXy(spec), true);
  }

  function leaf(box, spec, state) {
    const label = document.createElement('label');
    label.className = 'frames';
    const choice = document.createElement('select');
    spec.frames.forEach((f, i) => choice.add(new Option(f.name, i, false, i === state.index)));
    choice.addEventListener('change', () => { state.index = Number(choice.value); draw(box); });
    label.append('show ', choice);
    box.after(label);
  }

  const visible = box => box.offsetWidth > 0;
  const drawAll = () => { charts.readTheme(); document.querySelectorAll('.chart').forEach(box => visible(box) && draw(box)); };

  drawAll();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const around = target && target.closest('details');
    if (around) {
      around.open = true;
      target.scrollIntoView();
    }
  };
  openTarget();
  window.addEventListener('hashchange', openTarget);
  window.addEventListener('resize', () => drawn.forEach(state => state.chart.resize()));
  document.querySelectorAll('details').forEach(d => d.addEventListener('toggle', () => d.open
      && d.querySelectorAll('.chart').forEach(box => visible(box) && !drawn.has(box) && draw(box))));
  const print = matchMedia('print');
  print.addEventListener('change', () => { drawAll(); drawn.forEach(state => state.chart.resize()); });
  document.querySelectorAll('button[data-copy]').forEach(button => button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = 'Copied';
    } catch {
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      button.textContent = 'Selected: press Ctrl+C';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2500);
  }));
})();
