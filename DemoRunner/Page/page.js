// The page is a fold of what the runner sends on /page/events; each part of it is drawn by a module of its own.
import { $ } from './dom.js';
import * as chart from './chart.js';
import { showCommit, showRun } from './change.js';
import { showFailures, showRuns, showStatus } from './details.js';
import { listen, say, showHands } from './hands.js';
import { showPods } from './solution.js';
import { showStory } from './story.js';
import * as versions from './versions.js';

const state = { pods: [], ...JSON.parse($('state').textContent) };
let told = '';

function onStory() {
  const id = `${state.story?.id}/${state.story?.subject?.to?.runtime}`;
  if (id !== told) versions.begin(state.story);
  told = id;
  showStory(state);
  showHands(state);
  chart.plan(state);
}

function onStatus() {
  showStatus(state);
  showHands(state);
  showPods(state);
  chart.showFigures(state);
}

function onRuns() {
  showRuns(state.runs);
  showRun(state.runs[0]);
  chart.plan(state);
}

// Tabs

const tabs = ['story', 'hands', 'details'];

function select(name, focus = false) {
  for (const tab of tabs) {
    $(`tab-${tab}`).setAttribute('aria-selected', String(tab === name));
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
    $(`view-${tab}`).hidden = tab !== name;
  }
  $('live').hidden = name === 'details';
  if (focus) $(`tab-${name}`).focus();
  chart.resize();
  chart.plan(state);
}

for (const [i, name] of tabs.entries()) {
  $(`tab-${name}`).onclick = () => select(name);
  $(`tab-${name}`).onkeydown = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) select(tabs[(i + step + tabs.length) % tabs.length], true);
  };
}

$('theme').onclick = () => {
  const dark = document.documentElement.dataset.theme !== 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
  chart.plan(state);
};
$('copy').onclick = async () => { await navigator.clipboard.writeText($('kubectl').textContent); say('copied'); };
$('range').onchange = () => chart.plan(state);

// Start

document.documentElement.dataset.theme = localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
$('integration').value = state.focus;
$('fixPack').value = state.fixPacks[1];
listen(state);
onStory();
onStatus();
onRuns();

const feed = new EventSource('/page/events');
const hear = (name, take) => feed.addEventListener(name, event => take(JSON.parse(event.data)));
feed.onopen = () => { $('offline').hidden = true; chart.forget(); };
feed.onerror = () => { $('offline').hidden = false; };
hear('status', status => { state.status = status; onStatus(); });
hear('pods', pods => { state.pods = pods; showPods(state); });
hear('runs', runs => { state.runs = runs; onRuns(); });
hear('commit', showCommit);
hear('script', script => { state.script = script; });
hear('story', story => { state.story = story; onStory(); });
hear('failures', showFailures);
hear('focus', focus => {
  if (focus !== state.focus) chart.forget();
  state.focus = focus;
});
hear('second', second => { chart.take(second); plan(); });
new ResizeObserver(() => { chart.resize(); chart.plan(state); }).observe($('chart'));

// An hour of seconds comes at once when the page opens.
let planned = 0;
function plan() {
  planned ||= setTimeout(() => { planned = 0; chart.showFigures(state); chart.plan(state); }, 50);
}

// Background work of the runner that failed and goes on, in the runner's own words.
async function showHealth() {
  try {
    const [status, ...said] = (await (await fetch('/health')).text()).split('\n');
    $('unwell').textContent = said.join(' ');
    $('unwell').hidden = status === 'Healthy' || said.length === 0;
  } catch {
    $('unwell').hidden = true; // The stream of events shows that the runner does not answer.
  }
}
showHealth();
setInterval(showHealth, 5000);
