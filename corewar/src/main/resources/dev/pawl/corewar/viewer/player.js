"use strict";
// Plays a recorded round. The tape is two tables in columns (Tape.java): steps and writes. The state
// of a cell is the number of the last write to it, so the core at any step is one Int32Array, kept
// every few thousand steps for jumps.
(async () => {
  const $ = (id) => document.getElementById(id);
  const round = JSON.parse($("round").textContent);
  const { size, steps, writes, loaded, fighters } = round;
  const OPCODES = ["MOV", "ADD", "SUB", "MUL", "DIV", "MOD", "JMZ", "JMN", "DJN", "CMP", "SLT", "SPL", "DAT", "JMP", "SEQ", "SNE", "NOP", "LDP", "STP"];
  const MODIFIERS = ["A", "B", "AB", "BA", "F", "X", "I"];
  const MODES = ["#", "$", "@", "<", ">", "*", "{", "}"];
  const DAT = OPCODES.indexOf("DAT");

  // ---- the tape
  const packed = Uint8Array.from(atob($("tape").textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let at = 0;
  const column = (n) => bytes.subarray(at, at += n);
  const wide = (n) => {
    const raw = column(2 * n), out = new Uint16Array(n);
    for (let i = 0; i < n; i++) out[i] = raw[2 * i] | raw[2 * i + 1] << 8;
    return out;
  };
  const stepWarrior = column(steps), stepAddress = wide(steps), stepWrites = column(steps);
  const stepTasks = new Int8Array(column(steps));
  const writeAddress = wide(writes), writeOperation = column(writes), writeModes = column(writes);
  const writeA = wide(writes), writeB = wide(writes);
  const writeOwner = new Uint8Array(writes);
  {
    let w = 0;
    fighters.forEach((f, i) => { for (let k = 0; k < f.length; k++) writeOwner[w++] = i; });
    for (let s = 0; s < steps; s++) for (let k = 0; k < stepWrites[s]; k++) writeOwner[w++] = stepWarrior[s];
  }

  // ---- the state at a step
  const EVERY = 8192, TRAIL = 160;
  const state = { step: 0, write: 0, cells: new Int32Array(size).fill(-1), died: new Int32Array(size).fill(-1), tasks: fighters.map(() => 1) };
  for (; state.write < loaded; state.write++) state.cells[writeAddress[state.write]] = state.write;
  const copy = (s) => ({ step: s.step, write: s.write, cells: s.cells.slice(), died: s.died.slice(), tasks: s.tasks.slice() });
  const forward = (s) => {
    for (let k = stepWrites[s.step]; k > 0; k--) {
      s.cells[writeAddress[s.write]] = s.write;
      s.died[writeAddress[s.write]] = -1;
      s.write++;
    }
    const change = stepTasks[s.step], w = stepWarrior[s.step];
    s.tasks[w] += change;
    if (change < 0) s.died[stepAddress[s.step]] = w;
    s.step++;
  };
  const marks = [copy(state)];
  const SAMPLES = 600, samples = fighters.map(() => new Uint16Array(SAMPLES));
  let peak = 1;
  {
    const s = copy(state);
    for (let i = 0; i < SAMPLES; i++) {
      const until = Math.round(steps * (i + 1) / SAMPLES);
      while (s.step < until) {
        forward(s);
        if (s.step % EVERY === 0) marks.push(copy(s));
      }
      s.tasks.forEach((n, w) => { samples[w][i] = n; peak = Math.max(peak, n); });
    }
  }
  let now = copy(state);
  const seek = (step) => {
    const target = Math.max(0, Math.min(steps, Math.round(step)));
    if (target < now.step || target > now.step + EVERY) now = copy(marks[Math.min(marks.length - 1, Math.floor(target / EVERY))]);
    while (now.step < target) forward(now);
  };

  // ---- drawing
  const core = $("core"), chart = $("chart");
  const columns = size === 8000 ? 100 : Math.ceil(Math.sqrt(size * 1.25));
  const rows = Math.ceil(size / columns);
  let ink = {};
  const readInk = () => {
    const style = getComputedStyle(document.documentElement);
    const v = (name) => style.getPropertyValue(name).trim();
    ink = { grid: v("--grid"), glow: v("--glow"), died: v("--died"), line: v("--line"), hues: [] };
    for (let i = 0; i < 8; i++) ink.hues.push(v("--w" + i));
  };
  const hue = (w) => ink.hues[w % 8];
  const fit = (canvas, width, height) => {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    return canvas.getContext("2d");
  };
  let brush, pen, edge = 1;
  const layout = () => {
    readInk();
    const width = core.clientWidth;
    core.style.height = Math.round(width * rows / columns) + "px";
    brush = fit(core, width, width * rows / columns);
    edge = core.width / columns;
    pen = fit(chart, chart.clientWidth, chart.clientHeight);
  };
  const drawCore = () => {
    const b = brush, gap = edge > 5 ? 1 : edge > 3 ? 0.5 : 0, side = edge - gap;
    b.clearRect(0, 0, core.width, core.height);
    const small = Math.max(1, side * 0.42), inset = (side - small) / 2, speck = Math.max(1, edge * 0.14);
    const square = (cell, d, s) => b.fillRect(cell % columns * edge + d, Math.floor(cell / columns) * edge + d, s, s);
    b.fillStyle = ink.grid;
    for (let c = 0; c < size; c++) if (now.cells[c] < 0) square(c, (side - speck) / 2, speck);
    for (let w = 0; w < fighters.length; w++) {
      b.fillStyle = hue(w);
      b.globalAlpha = now.tasks[w] > 0 ? 1 : 0.35;
      for (let c = 0; c < size; c++) {
        const write = now.cells[c];
        if (write < 0 || writeOwner[write] !== w) continue;
        const data = Math.floor(writeOperation[write] / 7) === DAT;
        square(c, data ? inset : 0, data ? small : side);
      }
    }
    b.globalAlpha = 1;
    b.strokeStyle = ink.died;
    b.lineWidth = Math.max(1, edge * 0.13);
    b.beginPath();
    for (let c = 0; c < size; c++) {
      if (now.died[c] < 0) continue;
      const x = c % columns * edge, y = Math.floor(c / columns) * edge, p = side * 0.2;
      b.moveTo(x + p, y + p); b.lineTo(x + side - p, y + side - p);
      b.moveTo(x + side - p, y + p); b.lineTo(x + p, y + side - p);
    }
    b.stroke();
    b.fillStyle = ink.glow;
    for (let i = Math.min(TRAIL, now.step); i > 1; i--) {
      b.globalAlpha = 0.5 * (1 - i / (TRAIL + 1));
      square(stepAddress[now.step - i], 0, side);
    }
    b.globalAlpha = 1;
    for (let i = 1; i <= Math.min(fighters.length, now.step); i++) {
      const s = now.step - i, cell = stepAddress[s];
      b.fillStyle = ink.glow;
      square(cell, -edge * 0.3, side + edge * 0.6);
      b.fillStyle = hue(stepWarrior[s]);
      square(cell, edge * 0.05, side - edge * 0.1);
    }
  };
  const drawChart = () => {
    const p = pen, w = chart.width, h = chart.height, pad = 6 * (window.devicePixelRatio || 1);
    const y = (n) => h - pad - (h - 2 * pad) * Math.log1p(n) / Math.log1p(peak);
    p.clearRect(0, 0, w, h);
    p.lineWidth = 1.6 * (window.devicePixelRatio || 1);
    p.lineJoin = "round";
    fighters.forEach((f, i) => {
      p.strokeStyle = hue(i);
      p.beginPath();
      p.moveTo(0, y(1));
      for (let k = 0; k < SAMPLES; k++) p.lineTo((k + 1) / SAMPLES * w, y(samples[i][k]));
      p.stroke();
    });
    p.fillStyle = ink.glow;
    p.fillRect(Math.min(w - 1, now.step / Math.max(1, steps) * w), 0, Math.max(1, pad / 6), h);
  };
  const counts = fighters.map((f, i) => {
    const item = document.createElement("li"), name = document.createElement("b");
    const by = document.createElement("small"), count = document.createElement("span");
    item.style.setProperty("--hue", "var(--w" + i % 8 + ")");
    name.textContent = f.name;
    by.textContent = "by " + f.author + ", loaded at " + f.position;
    item.append(name, by, count);
    $("fighters").append(item);
    return count;
  });
  $("peak").textContent = "peak " + peak.toLocaleString("en") + ", logarithmic";
  const starts = []; // the first step of each cycle: one in which a warrior's turn comes again
  {
    let seen = new Set();
    for (let s = 0; s < steps; s++) {
      if (seen.has(stepWarrior[s])) seen = new Set();
      if (seen.size === 0) starts.push(s);
      seen.add(stepWarrior[s]);
    }
  }
  const stepAt = (cycle) => cycle >= starts.length ? steps : starts[Math.floor(cycle)];
  const cycleOf = (step) => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (starts[middle] < step) low = middle + 1; else high = middle;
    }
    return low;
  };
  const text = (write) => {
    if (write < 0) return "DAT.F  $0, $0";
    const signed = (n) => n > size / 2 ? n - size : n;
    const op = writeOperation[write], modes = writeModes[write];
    return OPCODES[Math.floor(op / 7)] + "." + MODIFIERS[op % 7] + "  " + MODES[modes >> 3] + signed(writeA[write]) + ", " + MODES[modes & 7] + signed(writeB[write]);
  };
  let pointed = -1;
  const drawCell = () => {
    const cell = pointed >= 0 ? pointed : now.step > 0 ? stepAddress[now.step - 1] : -1;
    if (cell < 0) { $("cell").textContent = "\u00a0"; return; }
    const write = now.cells[cell];
    const owner = write < 0 ? "empty" : fighters[writeOwner[write]].name;
    $("cell").textContent = String(cell).padStart(5, "\u00a0") + "  " + text(write) + "  (" + owner + ")";
  };
  const draw = () => {
    drawCore();
    drawChart();
    drawCell();
    counts.forEach((count, w) => {
      const n = now.tasks[w];
      count.textContent = n === 0 ? "dead" : n === 1 ? "1 process" : n.toLocaleString("en") + " processes";
      count.parentElement.classList.toggle("dead", n === 0);
    });
    $("scrub").value = now.step;
    $("clock").textContent = "cycle " + cycleOf(now.step).toLocaleString("en") + " of " + starts.length.toLocaleString("en");
  };

  // ---- playing
  const SPEEDS = [5, 25, 100, 400, 1600, 6400, 25600];
  const speed = $("speed");
  for (const s of SPEEDS) speed.add(new Option(s.toLocaleString("en") + " cycles/s", s, s === 400, s === 400));
  let playing = false, before = 0, cycle = 0;
  const show = (on) => {
    playing = on;
    $("play").textContent = on ? "❚❚" : "▶";
    if (on) {
      if (now.step >= steps) seek(0);
      cycle = cycleOf(now.step);
      before = performance.now();
      requestAnimationFrame(frame);
    }
  };
  const frame = (time) => {
    if (!playing) return;
    cycle += Math.max(0, Math.min(100, time - before)) / 1000 * Number(speed.value);
    before = time;
    const target = stepAt(cycle);
    if (target > now.step) { seek(target); draw(); }
    if (now.step >= steps) show(false); else requestAnimationFrame(frame);
  };
  const go = (step) => { show(false); seek(step); draw(); };
  const faster = (by) => { speed.selectedIndex = Math.max(0, Math.min(SPEEDS.length - 1, speed.selectedIndex + by)); };
  $("scrub").max = steps;
  $("scrub").addEventListener("input", (e) => go(Number(e.target.value)));
  $("play").addEventListener("click", () => show(!playing));
  $("start").addEventListener("click", () => go(0));
  $("back").addEventListener("click", () => go(now.step - 1));
  $("next").addEventListener("click", () => go(now.step + 1));
  $("end").addEventListener("click", () => go(steps));
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target === speed) return;
    const stride = e.shiftKey ? 100 : 1;
    const keys = {
      " ": () => show(!playing), ArrowRight: () => go(now.step + stride), ArrowLeft: () => go(now.step - stride),
      ArrowUp: () => faster(1), ArrowDown: () => faster(-1), Home: () => go(0), End: () => go(steps),
    };
    if (!Object.hasOwn(keys, e.key) || (e.key === " " && e.target.tagName === "BUTTON")) return;
    e.preventDefault();
    keys[e.key]();
  });
  core.addEventListener("mousemove", (e) => {
    const box = core.getBoundingClientRect();
    const x = Math.floor((e.clientX - box.left) / box.width * columns), y = Math.floor((e.clientY - box.top) / box.height * rows);
    const cell = y * columns + x;
    pointed = cell >= 0 && cell < size ? cell : -1;
    drawCell();
  });
  core.addEventListener("mouseleave", () => { pointed = -1; drawCell(); });
  window.addEventListener("resize", () => { layout(); draw(); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { layout(); draw(); });
  const fragment = /^#step=(\d{1,9})$/.exec(location.hash);
  if (fragment) seek(Number(fragment[1]));
  layout();
  draw();
  if (!fragment && !window.matchMedia("(prefers-reduced-motion: reduce)").matches) show(true);
})();
