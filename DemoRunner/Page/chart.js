// Calls per second by version with failures in red, and the latency below, by Apache ECharts. Drawn once a second at most, from at most
// a few hundred points however long the time that is shown: a browser beside the measured machine must not become part of the measurement.
import { $, clock, css, element, number } from './dom.js';
import { all, colourOf } from './versions.js';

const mostPoints = 200;
const kept = 3700;
const [minute, hour] = [60_000, 3_600_000];
const seconds = [];
let chart = null;
let planned = false;

export function take(second) {
  const at = Date.parse(second.at);
  while (seconds.length && seconds.at(-1).at >= at) seconds.pop();
  seconds.push({ ...second, at });
  if (seconds.length > kept) seconds.shift();
}

export const forget = () => seconds.splice(0);
export const latest = () => seconds.at(-1);

export function plan(state) {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => { planned = false; draw(state); });
}

export function resize() { chart?.resize(); }

function draw(state) {
  if (!$('chart').clientHeight) return;
  chart ??= echarts.init($('chart'));
  const [start, end] = timeShown(state, seconds.length ? seconds.at(-1).at + 1000 : Date.now());
  const range = end - start;
  const points = bucketed(seconds.filter(second => second.at >= start), Math.ceil(range / 1000 / mostPoints));
  const versions = all();
  legend(state, versions, points);
  const text = { color: css('--soft'), fontSize: parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.85 };
  const left = text.fontSize * 4.6;
  chart.setOption({
    animation: false,
    grid: [{ left, right: text.fontSize * 2, top: text.fontSize * 1.7, bottom: '36%' }, { left, right: text.fontSize * 2, top: '70%', bottom: text.fontSize * 1.8 }]
      .map(grid => ({ ...grid, outerBoundsMode: 'none' })),
    xAxis: [0, 1].map(gridIndex => ({
      gridIndex, type: 'time', min: start, max: end, axisLine: { lineStyle: { color: css('--line') } }, splitLine: { show: false }, axisTick: { show: false },
      axisLabel: { ...text, show: gridIndex === 1, hideOverlap: true, formatter: at => clock(at) },
    })),
    yAxis: [
      { gridIndex: 0, type: 'value', min: 0, splitNumber: 2, axisLabel: text, splitLine: { lineStyle: { color: css('--line') } } },
      { gridIndex: 1, type: 'value', min: 0, splitNumber: 1, axisLabel: { ...text, formatter: '{value} ms' }, splitLine: { lineStyle: { color: css('--line') } } },
    ],
    series: [
      ...versions.map(version => area(version, css(colourOf(version)), points.map(point => [point.at, point.versions[version] ?? 0]))),
      { ...area('reads', css('--soft'), points.map(point => [point.at, point.other])), ...marks(state, start, end, text) },
      area('failed', css('--bad'), points.map(point => [point.at, point.failed / point.seconds])),
      flags(points, text),
      line('p50', css('--v2'), points.map(point => [point.at, point.p50])),
      line('p99', css('--ink'), points.map(point => [point.at, point.p99])),
    ],
  // Series that are merged keep their places in the stack: a version that comes later would lie above the failures.
  }, { notMerge: true });
  describe(points);
}

// What the picture shows, for those who cannot see it.
function describe(points) {
  const shown = all().filter(version => points.some(point => point.versions[version] > 0));
  const failed = points.reduce((sum, point) => sum + point.failed, 0);
  $('chart').setAttribute('aria-label', `Calls per second by version: ${shown.join(', ') || 'none'}; ${failed} failed; latency below`);
}

// The story, from its first call on; what is done by hand after it is seen in the last minutes.
function timeShown(state, now) {
  if ($('range').value !== 'story') return [now - Number($('range').value) * 1000, now];
  const { story, status } = state;
  const first = Date.parse(story?.marks.find(mark => mark.name === 'load-started')?.at);
  const isStory = first && (!story.end || !status.load.running || now - Date.parse(story.end.at) < 5000);
  return isStory ? [Math.max(first, now - hour), Math.max(now, first + minute)] : [now - 3 * minute, now];
}

// One failure in fifty is a thin line: a flag above it, with how many there were, is seen from the last row.
const flags = (points, text) => ({
  id: 'flags', type: 'scatter', symbol: 'triangle', symbolRotate: 180, symbolSize: text.fontSize, silent: true, z: 5, itemStyle: { color: css('--bad'), opacity: 1 },
  data: points.filter(point => point.failed > 0).map(point => ({ value: [point.at, point.most], name: String(point.failed) })),
  label: { show: true, position: 'top', formatter: '{b}', color: css('--bad'), fontWeight: 700, fontSize: text.fontSize },
});

const area = (id, color, data) => ({
  id, type: 'line', stack: 'calls', step: 'end', data, symbol: 'none', silent: true, lineStyle: { width: 0 }, areaStyle: { color, opacity: 0.95 }, itemStyle: { color },
});
const line = (id, color, data) => ({
  id, type: 'line', xAxisIndex: 1, yAxisIndex: 1, data, symbol: 'none', silent: true, lineStyle: { width: id === 'p99' ? 2 : 1.5, color }, itemStyle: { color },
});

// A place where nothing was measured stays empty: two seconds that are far from each other are not one line.
function bucketed(shown, size) {
  const points = [];
  for (let i = 0; i < shown.length;) {
    const from = shown[i].at;
    const bucket = [];
    while (i < shown.length && shown[i].at < from + size * 1000) bucket.push(shown[i++]);
    if (points.length && from - points.at(-1).until > 2500) points.push(nothing(points.at(-1).until), nothing(from - 1));
    points.push({ ...joined(bucket), at: from, until: from + size * 1000 });
  }
  if (points.length) points.push({ ...points.at(-1), at: points.at(-1).until, failed: 0 });
  return points;
}

const nothing = at => ({ at, until: at, versions: {}, other: 0, failed: 0, seconds: 1, p50: null, p99: null });

// Calls per second on average; of failures every one, of the latency the worst second: a long time shown must not hide either.
function joined(bucket) {
  const versions = {};
  let known = 0;
  for (const second of bucket) {
    for (const [version, calls] of Object.entries(second.versions)) {
      versions[version] = (versions[version] ?? 0) + calls / bucket.length;
      known += calls;
      colourOf(version);
    }
  }
  const sum = take => bucket.reduce((total, second) => total + take(second), 0);
  return {
    versions,
    other: Math.max(0, sum(second => second.succeeded) - known) / bucket.length,
    failed: sum(second => second.failed),
    seconds: bucket.length,
    most: Math.max(...bucket.map(second => second.succeeded + second.failed)),
    p50: Math.max(...bucket.map(second => second.p50Ms)),
    p99: Math.max(...bucket.map(second => second.p99Ms)),
  };
}

function legend(state, versions, points) {
  const short = state.focus.replace('ddd-', '');
  const bars = new Set(versions.map(version => version.split('/')[1]));
  const entries = versions.map(version => entry(css(colourOf(version)), `${short} ${bars.size > 1 ? version.replace('/', ' ') : version.split('/')[0]}`));
  if (points.some(point => point.other > 0)) entries.push(entry(css('--soft'), 'reads'));
  entries.push(entry(css('--bad'), 'failed'));
  $('legend').replaceChildren(...entries);
}

function entry(colour, words) {
  const whole = element('span', '', 'entry');
  const key = element('i');
  key.style.setProperty('--c', colour);
  whole.append(key, words);
  return whole;
}

// The moments of the change: push, webhook, build, and the rollout in the callers' namespace as a shaded time.
function marks(state, start, end, text) {
  const lines = [];
  const spans = [];
  const mark = (at, name) => { if (at && Date.parse(at) >= start) lines.push({ name, xAxis: Date.parse(at) }); };
  for (const run of state.runs) {
    const stage = name => run.stages.find(one => one.name === name);
    const pushed = state.story?.marks.find(one => one.name.endsWith('-pushed') && Math.abs(Date.parse(one.at) - Date.parse(run.pushedAt)) < 15000);
    mark(run.pushedAt, pushed ? 'webhook' : 'push');
    mark(stage('build')?.startedAt, 'build');
    const rollout = stage(`deploy ${state.story?.request.namespace ?? 'ddd-test'}`);
    const until = rollout?.durationMs == null ? seconds.at(-1)?.at : Date.parse(rollout.startedAt) + rollout.durationMs;
    if (rollout && until >= start) spans.push([{ name: 'rollout', xAxis: Math.max(start, Date.parse(rollout.startedAt)) }, { xAxis: until }]);
  }
  for (const one of state.story?.marks ?? []) if (one.name.endsWith('-pushed')) mark(one.at, one.name.startsWith('rollback') ? 'revert' : 'push');
  const label = { ...text, color: css('--ink'), fontWeight: 600 };
  return {
    markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { color: css('--soft'), type: 'solid', width: 1.5 },
      label: { ...label, formatter: '{b}', position: 'end' }, data: together(lines, (end - start) / 15).map(one => ({ ...one, label: { align: one.xAxis > end - (end - start) / 8 ? 'right' : 'center' } })) },
    markArea: { silent: true, animation: false, itemStyle: { color: css('--accent'), opacity: 0.16 }, label: { ...label, position: 'insideTop', color: css('--ink') }, data: spans },
  };
}

// Moments that lie too close to each other to be told apart share a line and their names.
function together(lines, near) {
  const shown = [];
  for (const one of lines.sort((first, second) => first.xAxis - second.xAxis)) {
    const last = shown.at(-1);
    if (last && one.xAxis - last.xAxis < near) last.names.push(one.name);
    else shown.push({ ...one, names: [one.name] });
  }
  // The push is told when git has returned, which may be after the webhook: its own order is the one that is meant.
  const order = ['push', 'revert', 'webhook', 'build'];
  return shown.map(({ names, xAxis }) => ({ xAxis, name: names.sort((one, other) => order.indexOf(one) - order.indexOf(other)).join(' · ') }));
}

export function showFigures(state) {
  const last = latest();
  const load = state.status.load;
  $('rate').textContent = last && load.running ? number(last.succeeded + last.failed) : '0';
  $('callers').textContent = `${$('rate').textContent}/s`;
  $('p50').textContent = last ? number(last.p50Ms) : '–';
  $('p99').textContent = last ? number(last.p99Ms) : '–';
  $('succeeded').textContent = number(load.succeeded ?? 0);
  $('failed').textContent = number(load.failed ?? 0);
  $('failedBox').className = load.failed > 0 ? 'bad' : 'clean';
}
