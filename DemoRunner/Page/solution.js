// The solution as a picture: each pod as it is now, coloured by the version that it runs.
import { $, element } from './dom.js';
import { colourOf, colourOfRuntime } from './versions.js';

const goneShown = 6000;
const gone = new Map();
const barOfDigest = new Map();
let last = [];

export function showPods(state) {
  remember(state);
  const pods = state.pods ?? [];
  for (const pod of last) {
    if (!pods.some(one => one.uid === pod.uid)) {
      gone.set(pod.uid, { ...pod, state: 'gone' });
      setTimeout(() => { gone.delete(pod.uid); showPods(state); }, goneShown);
    }
  }
  last = pods;
  const subject = state.story?.request.integration ?? state.focus;
  for (const part of document.querySelectorAll('.part[data-app]')) {
    const app = part.dataset.app;
    part.classList.toggle('subject', app === subject);
    const deployed = state.status.integrations.find(one => one.name === app && one.namespace === 'ddd-test');
    if (deployed) part.querySelector('.runs').textContent = deployed.runtime;
    for (const row of part.querySelectorAll('.pods')) {
      const shown = [...pods, ...gone.values()].filter(pod => pod.app === app && pod.namespace === row.dataset.namespace);
      draw(row, shown, state);
    }
  }
}

// Which bar an image holds is known once it is deployed; until then the story knows what it is bringing.
function remember(state) {
  for (const one of state.status.integrations) {
    const digest = one.image.split('@')[1];
    if (digest && one.bar !== '?') barOfDigest.set(digest, one.bar);
  }
}

function versionOf(pod, state) {
  const known = barOfDigest.get(pod.digest);
  const to = state.story?.subject?.to;
  const bar = known ?? (to && state.story.request.integration === pod.app && to.runtime === pod.runtime ? to.bar : null);
  return bar ? `${pod.runtime}/${bar}` : null;
}

function colour(pod, state) {
  if (!pod.runtime) return '--soft';
  const version = versionOf(pod, state);
  return pod.app === state.focus && version ? colourOf(version) : colourOfRuntime(pod.runtime);
}

// A pod keeps its place and its element, so that what it does is seen as one movement.
function draw(row, pods, state) {
  const kept = new Map([...row.children].map(child => [child.dataset.uid, child]));
  for (const pod of pods) {
    const mark = kept.get(pod.uid) ?? row.appendChild(element('i'));
    kept.delete(pod.uid);
    mark.dataset.uid = pod.uid;
    mark.dataset.version = versionOf(pod, state) ?? pod.runtime;
    mark.className = `pod ${pod.state}`;
    mark.style.setProperty('--c', `var(${colour(pod, state)})`);
    mark.title = `${pod.name}: ${pod.state}${pod.runtime ? ` on ${pod.runtime}` : ''}`;
  }
  kept.forEach(child => child.remove());
  const said = pods.map(pod => `${pod.state}${pod.runtime ? ` on ${pod.runtime}` : ''}`);
  row.setAttribute('aria-label', said.length ? `${row.dataset.namespace}: ${said.join(', ')}` : `${row.dataset.namespace}: no pods`);
}
