'use strict';
// The page is a fold of what the runner sends on /page/events; the buttons only post orders, nothing is assumed about their effect.
const $ = id => document.getElementById(id);
const secondsShown = 150;
const colours = ['--v0', '--v1', '--v2', '--v3'];
const state = { seconds: [], versions: [], ...JSON.parse($('state').textContent) };

function text(tag, value, className = '') {
  const element = document.createElement(tag);
  element.textContent = value;
  element.className = className;
  return element;
}

const clock = at => new Date(at).toISOString().slice(11, 19);
const number = value => Math.round(value).toLocaleString('en');
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function colourOf(version) {
  if (!state.versions.includes(version)) state.versions.push(version);
  return css(colours[state.versions.indexOf(version) % colours.length]);
}

// Calls

function showCalls() {
  const last = state.seconds.at(-1);
  const load = state.status.load;
  $('rate').textContent = last && load.running ? number(last.succeeded + last.failed) : '0';
  $('p99').textContent = last ? number(last.p99Ms) : '–';
  $('succeeded').textContent = number(load.succeeded ?? 0);
  $('failed').textContent = number(load.failed ?? 0);
  $('failedBox').className = load.failed > 0 ? 'bad' : 'clean';
  const legend = $('legend');
  legend.replaceChildren();
  for (const version of state.versions) {
    legend.append(entry(colourOf(version), `${state.focus} ${version}`));
  }
  if (state.seconds.some(second => second.succeeded > Object.values(second.versions).reduce((sum, calls) => sum + calls, 0))) {
    legend.append(entry(css('--soft'), 'reads, which ask no shop'));
  }
  draw();
}

function entry(colour, words) {
  const key = text('span', '', 'key');
  key.style.background = colour;
  const whole = text('span', '', 'entry');
  whole.append(key, words);
  return whole;
}

// A name takes the first row on which it lies over no other; near the right edge it stands left of its line.
function placeMarks(marks, x, widthOf, right) {
  const ends = [];
  return marks.map(mark => {
    const at = x(mark.at);
    const width = widthOf(mark.name);
    const from = at + width > right ? at - width : at;
    const free = ends.findIndex(end => end <= from);
    const row = free < 0 ? ends.length : free;
    ends[row] = from + width;
    return { name: mark.name, at, from, width, row };
  });
}

function draw() {
  const canvas = $('chart');
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  const em = parseFloat(getComputedStyle(canvas).fontSize);
  pen.font = `600 ${em * 0.85}px system-ui, sans-serif`;
  const [bottom, left] = [em * 1.3, em * 2.6];
  const end = state.seconds.length ? Date.parse(state.seconds.at(-1).at) + 1000 : Date.now();
  const start = end - secondsShown * 1000;
  const x = at => left + (at - start) / (secondsShown * 1000) * (width - left);
  const shown = (state.story?.marks ?? []).map(mark => ({ name: mark.name, at: Date.parse(mark.at) })).filter(mark => mark.at >= start);
  const marks = placeMarks(shown, x, name => pen.measureText(name).width + em * 0.6, width);
  const top = em * (0.6 + Math.max(1, ...marks.map(mark => mark.row + 1)));
  const most = Math.max(10, ...state.seconds.map(second => second.succeeded + second.failed));
  const tall = calls => calls / most * (height - top - bottom);
  const bar = (width - left) / secondsShown;
  pen.fillStyle = css('--soft');
  pen.textAlign = 'right';
  pen.fillText(most, left - em * 0.4, top + em * 0.3);
  pen.fillText('0', left - em * 0.4, height - bottom);
  pen.textAlign = 'center';
  for (let ago = 30; ago < secondsShown; ago += 30) pen.fillText(`${ago} s ago`, x(end - ago * 1000), height - em * 0.2);
  pen.fillStyle = css('--line');
  pen.fillRect(left, height - bottom, width - left, 1);
  for (const second of state.seconds) {
    const at = Date.parse(second.at);
    if (at < start) continue;
    let floor = height - bottom;
    const stack = (calls, colour) => {
      pen.fillStyle = colour;
      pen.fillRect(x(at), floor - tall(calls), Math.max(1, bar - 1), tall(calls));
      floor -= tall(calls);
    };
    let known = 0;
    for (const [version, calls] of Object.entries(second.versions)) {
      stack(calls, colourOf(version));
      known += calls;
    }
    if (second.succeeded > known) stack(second.succeeded - known, css('--soft'));
    if (second.failed > 0) stack(second.failed, css('--bad'));
  }
  pen.textAlign = 'left';
  pen.fillStyle = css('--ink');
  for (const mark of marks) pen.fillRect(mark.at, em * (0.1 + mark.row), 2, height - bottom - em * (0.1 + mark.row));
  for (const mark of marks) {
    pen.fillStyle = css('--panel');
    pen.fillRect(mark.from + 2, em * (0.1 + mark.row), mark.width - 2, em);
    pen.fillStyle = css('--ink');
    pen.fillText(mark.name, mark.from + em * 0.3, em * (0.9 + mark.row));
  }
}

// Story

function showStory() {
  const story = state.story;
  const telling = Boolean(story && !story.end);
  $('storyName').textContent = story ? `${story.request.story}: ${story.request.integration}` : '';
  $('verdict').hidden = !story;
  $('verdict').textContent = telling ? 'running' : story?.end?.verdict ?? '';
  $('verdict').className = `pill ${telling ? 'running' : story?.end?.verdict ?? ''}`;
  $('cancelStory').disabled = !telling;
  $('tell').querySelector('.main').disabled = telling;
  const told = story?.steps.findLast(step => step.detail);
  $('steps').replaceChildren(...(story?.steps ?? []).map(step => {
    const item = text('li', '', step.result);
    const took = step.endedAt ? `${((Date.parse(step.endedAt) - Date.parse(step.startedAt)) / 1000).toFixed(1)} s` : step.startedAt ? clock(step.startedAt) : '';
    item.append(text('b', step.title), text('time', took));
    if (step.detail && (step === told || step.result === 'failed')) item.append(text('small', step.detail));
    return item;
  }));
  const reasons = [...(story?.notes ?? []).map(note => `Note: ${note}`), ...(story?.end?.reasons ?? [])];
  $('reasons').replaceChildren(...reasons.map(reason => text('li', reason)));
}

// Integrations, runs, failures

function showStatus() {
  const status = state.status;
  $('report').hidden = !status.hasReport;
  $('integrations').replaceChildren(...status.integrations.map(integration => {
    const row = document.createElement('tr');
    const ready = integration.ready === integration.desired;
    row.append(
      text('td', integration.name), text('td', integration.namespace),
      text('td', integration.runtime, integration.runtime === state.fixPacks[0] ? '' : 'next'),
      text('td', integration.bar), text('td', `${integration.ready} / ${integration.desired}`, ready ? '' : 'rolling'));
    return row;
  }));
  $('links').replaceChildren(...Object.entries(status.urls).filter(([name, url]) => name !== 'page' && url).map(([name, url]) => {
    const link = text('a', name);
    link.href = name === 'api' ? `${url.replace(/\/$/, '')}/drivewayrepair/quote?Name=Ando%20Okuma` : url;
    link.target = '_blank';
    link.rel = 'noopener';
    return link;
  }));
  $('stopLoad').disabled = $('changeRate').disabled = !status.load.running;
  showCalls();
}

function showRuns() {
  $('runs').replaceChildren(...state.runs.slice(0, 4).map(run => {
    const box = text('div', '', 'run');
    const line = document.createElement('p');
    const link = text('a', `run ${run.id.slice(0, 8)}`);
    link.href = `/runs/${run.id}`;
    const live = run.liveAt ? `, live after ${((Date.parse(run.liveAt) - Date.parse(run.pushedAt)) / 1000).toFixed(1)} s` : '';
    line.append(link, text('span', run.result, `pill ${run.result}`), text('span', `commit ${run.commit.slice(0, 8)}, ${run.trigger}, ${clock(run.pushedAt)}${live}`));
    const stages = text('div', '', 'stages');
    stages.append(...run.stages.map(stage => text('span', stage.durationMs == null ? stage.name : `${stage.name} ${(stage.durationMs / 1000).toFixed(1)} s`, stage.result)));
    box.append(line, stages);
    if (run.reason) box.append(text('small', run.reason.slice(0, 300)));
    return box;
  }));
}

function showFailures(failures) {
  const box = $('failures');
  box.className = failures.length ? '' : 'none';
  box.replaceChildren(...(failures.length ? failures.slice(-20).reverse().map(failure => text('p', `${clock(failure.at)} ${failure.kind}: ${failure.detail}`)) : ['none']));
}

// Orders

async function order(path, body, method = 'POST') {
  say('…');
  try {
    const answer = await fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) });
    const told = (await answer.json().catch(() => null)) ?? {};
    if (!answer.ok) return say(`${told.detail ?? answer.statusText} ${told.advice ?? ''}`, true);
    say(told.commit ? `pushed ${told.commit.slice(0, 10)}` : 'commit' in told ? 'git holds that already' : 'done');
  } catch (error) {
    say(`The runner does not answer: ${error.message}`, true);
  }
}

function say(words, bad = false) {
  $('message').textContent = words;
  $('message').className = bad ? 'bad' : '';
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $('message').textContent = ''; }, bad ? 15000 : 4000);
}

function on(form, send) {
  $(form).addEventListener('submit', event => { event.preventDefault(); send(); });
}

const rate = () => Number($('loadRate').value);
on('tell', () => order(`/stories/${$('story').value}`, { rate: rate() }));
on('load', () => order('/load/start', { rate: rate(), namespace: $('loadNamespace').value }));
on('upgrade', () => order(`/integrations/${$('integration').value}/base-image`, { fixPack: $('fixPack').value }));
$('cancelStory').onclick = () => order('/stories/current/cancel');
$('changeRate').onclick = () => order('/load/rate', { rate: rate() });
$('stopLoad').onclick = () => order('/load/stop');
$('reset').onclick = () => order('/reset');
$('theme').onclick = () => {
  const dark = document.documentElement.dataset.theme !== 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
  showCalls();
};

// Start

document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
$('integration').replaceChildren(...state.integrations.map(name => new Option(name)));
$('integration').value = state.focus;
$('fixPack').replaceChildren(...state.fixPacks.map(tag => new Option(tag)));
showStatus();
showStory();
showRuns();

const feed = new EventSource('/page/events');
const hear = (name, take) => feed.addEventListener(name, event => take(JSON.parse(event.data)));
feed.onopen = () => { $('offline').hidden = true; state.seconds = []; state.versions = []; };
feed.onerror = () => { $('offline').hidden = false; };
hear('status', status => { state.status = status; showStatus(); });
hear('runs', runs => { state.runs = runs; showRuns(); });
hear('story', story => { state.story = story; showStory(); });
hear('failures', showFailures);
hear('focus', focus => { state.focus = focus; state.seconds = []; state.versions = []; });
hear('second', second => {
  state.seconds.push(second);
  if (state.seconds.length > secondsShown + 10) state.seconds.shift();
  showCalls();
});
addEventListener('resize', draw);
