// Draws what the page's data describe, in the colours of its style sheet. Text from the data reaches the page through
// textContent or the canvas only, never as markup.
(() => {
  'use strict';
  const specs = JSON.parse(document.getElementById('data').textContent);
  const drawn = new Map();
  let theme;

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    const get = name => style.getPropertyValue('--' + name).trim();
    theme = {
      ink: get('ink'), soft: get('soft'), rule: get('rule'), hair: get('hair'), paper: get('paper'),
      font: get('data-font'), arms: [0, 1, 2, 3, 4, 5, 6, 7].map(i => get('arm' + i)),
      ramp: get('ramp').split(' '), shade: get('shade').split(' '), parted: get('parted').split(' '),
    };
  }

  // Colours

  function mix(ramp, at) {
    const place = Math.min(1, Math.max(0, at)) * (ramp.length - 1);
    const i = Math.min(ramp.length - 2, Math.floor(place));
    const channel = (color, k) => parseInt(color.slice(1 + 2 * k, 3 + 2 * k), 16);
    const mixed = [0, 1, 2].map(
        k => Math.round(channel(ramp[i], k) + (place - i) * (channel(ramp[i + 1], k) - channel(ramp[i], k))));
    return 'rgb(' + mixed.join(',') + ')';
  }

  function color(name) {
    const [kind, argument] = name.split(' ');
    if (kind === 'arm') return theme.arms[Number(argument) % theme.arms.length];
    if (kind === 'shade') return mix(theme.shade, Number(argument));
    return kind === 'ink' ? theme.ink : theme.soft;
  }

  // Numbers

  function short(value) {
    const size = Math.abs(value);
    for (const [unit, word] of [[1e15, 'quad'], [1e12, 'tn'], [1e9, 'bn'], [1e6, 'M']]) {
      if (size >= unit) return Number((value / unit).toPrecision(3)) + ' ' + word;
    }
    return Number(value.toPrecision(4)).toLocaleString('en-US');
  }

  function say(value, form) {
    if (form === 'percent') return (100 * value).toFixed(1) + ' %';
    if (form === 'integer' || Number.isInteger(value)) return value.toLocaleString('en-US');
    return Math.abs(value) >= 1e4 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(4)));
  }

  // Tooltips

  function tip(title, rows, lines) {
    const box = document.createElement('div');
    box.className = 'tip';
    const head = document.createElement('b');
    head.textContent = title;
    box.append(head);
    const columns = document.createElement('div');
    columns.className = 'columns';
    box.append(columns);
    let table;
    for (const [i, [key, name, value]] of rows.entries()) {
      if (i % 10 === 0) {
        table = document.createElement('table');
        columns.append(table);
      }
      const row = table.insertRow();
      const swatch = row.insertCell();
      if (key) {
        const dot = document.createElement('canvas');
        dot.width = dot.height = 9;
        dot.className = 'key';
        const pen = dot.getContext('2d');
        pen.fillStyle = key;
        pen.fillRect(0, 0, 9, 9);
        swatch.append(dot);
      }
      row.insertCell().textContent = name;
      const cell = row.insertCell();
      cell.textContent = value;
      cell.className = 'n';
    }
    for (const line of lines) {
      const text = document.createElement('div');
      text.textContent = line;
      box.append(text);
    }
    return box;
  }

  function frame() {
    return {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: {fontFamily: theme.font, color: theme.soft, fontSize: 12},
      tooltip: {
        backgroundColor: theme.paper, borderColor: theme.rule, borderWidth: 1, padding: [6, 9], confine: true,
        transitionDuration: 0, textStyle: {color: theme.ink, fontSize: 12}, extraCssText: 'box-shadow:none',
      },
    };
  }

  function caption(text, side, top) {
    return {text, [side]: 0, top: top + 4, padding: 0, textStyle: {color: theme.soft, fontSize: 12, fontWeight: 'normal'}};
  }

  // Curves

  function ticks(low, high) {
    let found = [];
    for (const steps of [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
      const finer = [];
      for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
        for (const step of steps) {
          const tick = Number((step * Math.pow(10, power)).toPrecision(6));
          if (tick >= low * 0.999 && tick <= high * 1.001) finer.push(tick);
        }
      }
      if (finer.length > (high < 1000 ? 7 : 6)) break;
      found = finer;
    }
    return found.length > 1 ? found : [0, 1, 2].map(i => Number((low * Math.pow(high / low, i / 2)).toPrecision(3)));
  }

  function axis(spec, vertical, values) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const made = {
      type: spec.form === 'log' ? 'log' : 'value', name: vertical ? '' : spec.name, nameLocation: 'middle', nameGap: 28,
      nameTextStyle: {color: theme.soft, fontSize: 12},
      scale: !spec.zero, axisLine: {show: !vertical, lineStyle: {color: theme.rule}},
      axisTick: {show: !vertical, lineStyle: {color: theme.rule}},
      splitLine: {show: vertical, lineStyle: {color: theme.hair}}, minorTick: {show: false},
      axisLabel: {
        color: theme.soft, hideOverlap: true,
        formatter: value => spec.form === 'percent' ? Number((100 * value).toFixed(1)) + ' %' : short(value),
      },
      axisPointer: {lineStyle: {color: theme.rule}, label: {show: false}},
    };
    if (spec.form === 'integer') made.minInterval = 1;
    if (!vertical && Number.isFinite(low) && !spec.zero) {
      made.min = low;
      made.max = high > low ? high : low + 1;
      if (spec.form === 'log') {
        made.axisLabel.customValues = ticks(made.min, made.max);
        made.axisTick.customValues = made.axisLabel.customValues;
      }
    }
    return made;
  }

  // The value of a curve at x: of steps the one that holds there, else that of the nearest point.
  function valueAt(series, x, reach) {
    let before = -1;
    let low = 0;
    let high = series.points.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (series.points[middle][0] <= x) { before = middle; low = middle + 1; } else high = middle - 1;
    }
    if (series.draw === 'step') {
      const end = series.points[series.points.length - 1];
      return before < 0 || !end || x > end[0] + 0.5 ? null : before;
    }
    let best = null;
    for (const i of [before, before + 1]) {
      const point = series.points[i];
      if (point && Math.abs(point[0] - x) <= reach
          && (best === null || Math.abs(point[0] - x) < Math.abs(series.points[best][0] - x))) best = i;
    }
    return best;
  }

  function drawXy(spec) {
    const option = frame();
    const xs = spec.series.flatMap(s => s.points.map(p => p[0]));
    const ys = spec.series.flatMap(s => s.points.map(p => p[1]).concat(s.band.flatMap(b => [b[1], b[2]])));
    const named = spec.series.filter(s => s.draw === 'line' && !s.dashed);
    const legend = named.length > 1;
    option.grid = {left: 4, right: 18, top: legend ? 56 : 30, bottom: 30, containLabel: true};
    option.title = caption(spec.y.name, 'left', legend ? 26 : 0);
    option.xAxis = axis(spec.x, false, xs);
    option.yAxis = axis(spec.y, true, ys);
    if (legend) {
      option.legend = {data: named.map(s => s.name), top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 4,
        type: 'scroll', textStyle: {color: theme.ink, fontSize: 12}, pageTextStyle: {color: theme.soft}};
    }
    const span = xs.length ? Math.max(...xs) - Math.min(...xs) : 1;
    option.tooltip.trigger = 'axis';
    option.tooltip.formatter = params => {
      const x = params[0].axisValue;
      const rows = [];
      for (const s of spec.series) {
        if (s.draw === 'cloud' || s.draw === 'dots' || s.dashed) continue;
        const i = valueAt(s, x, span / 30);
        if (i === null) continue;
        const y = s.points[i][1];
        const edge = s.band.find(b => b[0] === s.points[i][0]);
        rows.push([color(s.color), s.name, say(y, spec.y.form)
            + (edge ? '  [' + say(edge[1], spec.y.form) + ', ' + say(edge[2], spec.y.form) + ']' : '')]);
      }
      return tip(spec.x.name.replace(' (log scale)', '') + ' ' + say(Number(x), 'number'), rows, []);
    };
    option.series = [];
    for (const s of spec.series) {
      const paint = color(s.color);
      if (s.band.length > 1) option.series.push(band(s, paint));
      const cloud = s.draw === 'cloud';
      const dots = s.draw === 'dots' || cloud;
      option.series.push({
        name: dots ? '' : s.name, type: dots ? 'scatter' : 'line', data: s.points, step: s.draw === 'step' ? 'end' : undefined,
        symbol: 'circle', symbolSize: cloud ? 2.2 : dots ? 4 : s.draw === 'line' && !s.dashed && s.points.length <= 60 ? 5 : 0,
        showSymbol: s.draw === 'line', silent: true, z: dots ? 2 : 3, large: false,
        lineStyle: {color: paint, width: s.dashed ? 1.2 : 1.6, type: s.dashed ? [5, 4] : 'solid', opacity: s.dashed ? 0.8 : 1},
        itemStyle: {color: paint, opacity: cloud ? 0.4 : dots ? 0.4 : 1}, emphasis: {disabled: true},
      });
    }
    option.series.push({
      type: 'line', data: [], silent: true, animation: false,
      markLine: {
        silent: true, symbol: 'none', animation: false,
        data: spec.marks.map(m => ({
          [m.axis === 'x' ? 'xAxis' : 'yAxis']: m.at,
          label: {show: m.label !== '', formatter: () => m.label, position: 'insideEndTop', color: theme.soft, fontSize: 11},
          lineStyle: {color: m.axis === 'x' ? theme.rule : theme.soft, type: m.axis === 'x' ? 'solid' : [2, 3], width: m.axis === 'x' ? 0.7 : 1},
        })),
      },
    });
    return option;
  }

  function band(series, paint) {
    return {
      type: 'custom', silent: true, z: 1, data: [series.band[0].slice(0, 2)],
      encode: {x: 0, y: 1}, tooltip: {show: false},
      renderItem: (params, api) => {
        const upper = series.band.map(b => api.coord([b[0], b[2]]));
        const lower = series.band.map(b => api.coord([b[0], b[1]])).reverse();
        const box = params.coordSys;
        return {
          type: 'polygon', shape: {points: upper.concat(lower)}, style: {fill: paint, opacity: 0.16},
          clipPath: {type: 'rect', shape: {x: box.x, y: box.y, width: box.width, height: box.height}},
        };
      },
    };
  }

  // Rectangles

  function drawHeat(spec, index) {
    const option = frame();
    const frameShown = spec.frames[index];
    const values = frameShown.cells.map(c => c[2]);
    const own = spec.frames.length > 1;
    const low = spec.scale.low;
    const high = own ? Math.max(low + 1e-9, ...values) : spec.scale.high;
    const ramp = spec.scale.middle.length ? theme.parted : theme.ramp;
    const category = (a, vertical) => ({
      type: 'category', data: a.names, name: vertical ? '' : a.name, nameLocation: 'middle', nameGap: 28,
      nameTextStyle: {color: theme.soft, fontSize: 12},
      axisLine: {show: false}, axisTick: {show: false}, splitArea: {show: false}, splitLine: {show: false},
      axisLabel: {
        show: !vertical || a.names.length <= 40, color: theme.soft, fontSize: 11, hideOverlap: true,
        interval: a.names.length <= (vertical ? 40 : 12) ? 0 : 'auto',
      },
    });
    const rows = spec.y.names.length;
    option.grid = {left: 4, right: 4, top: 48, bottom: 30, containLabel: true};
    option.xAxis = category(spec.x, false);
    option.yAxis = category(spec.y, true);
    option.title = [caption(spec.y.name, 'left', 22), caption(spec.scale.name, 'right', 0)];
    option.visualMap = {
      type: 'continuous', min: low, max: high, dimension: 2, calculable: false, orient: 'horizontal', right: 0, top: 20, padding: 0,
      itemWidth: 10, itemHeight: 110, text: [say(high, spec.scale.form), say(low, spec.scale.form)],
      textStyle: {color: theme.soft, fontSize: 11}, textGap: 6, inRange: {color: ramp}, hoverLink: false,
    };
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = p => {
      const [x, y, value] = p.data.value;
      const lines = frameShown.tips.length ? frameShown.tips[p.dataIndex].split('\n') : [];
      const place = [[null, spec.x.name, spec.x.names[x]]];
      if (rows > 1) place.push([null, /^\d/.test(spec.y.name) ? '' : spec.y.name, spec.y.names[y]]);
      return tip(spec.scale.name + ': ' + say(value, spec.scale.form), place, lines);
    };
    const reach = Math.max(1e-12, high - low);
    option.series = [{
      type: 'heatmap', animation: false, progressive: 0, emphasis: {itemStyle: {borderColor: theme.ink, borderWidth: 1}},
      itemStyle: {borderColor: theme.paper, borderWidth: rows > 40 ? 0 : spec.printed ? 2 : 0.5},
      data: frameShown.cells.map(c => {
        const deep = (c[2] - low) / reach;
        const strong = ramp === theme.parted ? Math.abs(deep - 0.5) > 0.3 : deep > 0.5;
        return {value: c, label: {color: strong ? theme.paper : theme.ink}};
      }),
      label: {show: spec.printed, fontSize: 11, formatter: p => say(Number(p.data.value[2].toPrecision(3)), spec.scale.form)},
    }];
    return option;
  }

  // The page

  function draw(box) {
    const spec = specs[box.dataset.chart];
    const state = drawn.get(box) || {index: spec.frames ? spec.frames.length - 1 : 0};
    if (!state.chart) {
      state.chart = echarts.init(box, null, {renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio || 1)});
      drawn.set(box, state);
      if (spec.frames && spec.frames.length > 1) leaf(box, spec, state);
    }
    state.chart.setOption(spec.kind === 'heat' ? drawHeat(spec, state.index) : drawXy(spec), true);
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
  const drawAll = () => { readTheme(); document.querySelectorAll('.chart').forEach(box => visible(box) && draw(box)); };

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
