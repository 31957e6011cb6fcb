// Everything that can be done: what a person would do by git, and the load. Nothing is assumed about the effect; it comes back as events.
import { $ } from './dom.js';

export async function order(path, body, isShown = true) {
  if (isShown) say('…');
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body ?? {}) });
    const told = (await answer.json().catch(() => null)) ?? {};
    if (!answer.ok) return say(`${told.detail ?? answer.statusText} ${told.advice ?? ''}`, true);
    if (isShown) say(told.commit ? `pushed ${told.commit.slice(0, 10)}` : 'commit' in told ? 'git holds that already' : 'done');
  } catch (error) {
    say(`The runner does not answer: ${error.message}`, true);
  }
}

export function say(words, bad = false) {
  $('message').textContent = words;
  $('message').className = bad ? 'bad' : '';
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $('message').textContent = ''; }, bad ? 15000 : 3000);
}

// Before something is lost, somebody is asked.
export function ask(question) {
  const dialog = $('confirm');
  $('question').textContent = question;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise(resolve => { dialog.onclose = () => resolve(dialog.returnValue === 'yes'); });
}

const on = (form, send) => $(form).addEventListener('submit', event => { event.preventDefault(); send(); });
const rate = () => Number($('loadRate').value);
const path = what => `/integrations/${$('integration').value}/${what}`;
const asked = async (question, what) => { if (await ask(question)) order(what); };

export function listen(state) {
  on('tell', () => order(`/stories/${$('story').value}`, { rate: rate(), step: $('pace').checked }));
  on('load', () => order('/load/start', { rate: rate(), namespace: $('loadNamespace').value }));
  on('upgrade', () => order(path('base-image'), { fixPack: $('fixPack').value, recreate: $('recreate').checked }));
  $('nextBar').onclick = () => order(path('bar'));
  $('rollBack').onclick = () => asked(`Take the last commit of ${$('integration').value} back by another commit?`, path('rollback'));
  $('broken').onclick = () => order(path('base-image'), { fixPack: [...$('fixPack').options].at(-1).value });
  $('reset').onclick = () => asked('Put every integration back to how the repository began? What was pushed since stays in git\'s history only.', '/reset');
  $('changeRate').onclick = () => order('/load/rate', { rate: rate() });
  $('stopLoad').onclick = () => asked('Stop the load? Its figures end here.', '/load/stop');
  $('cancelStory').onclick = () => asked('Stop the story? It takes its change back, and there will be no verdict on the fix pack.', '/stories/current/cancel');
  $('next').onclick = () => next(state);
  for (const id of ['integration', 'fixPack', 'recreate']) $(id).addEventListener('change', () => showHands(state));
  addEventListener('keydown', event => {
    // The space bar, and what a presenter's remote control sends. On a control it is that control's own.
    const own = { ' ': 'button, input, select, a, summary, dialog', PageDown: 'select, dialog, #view-details' }[event.key];
    if (!own || event.repeat || !state.story?.waiting || event.target.closest(own)) return;
    event.preventDefault();
    next(state);
  });
}

// Not disabled in between: a button that is loses the keyboard. The number says which step is meant, however often it is pressed.
function next(state) {
  if (state.story?.waiting) order(`/stories/current/next?step=${state.story.waiting}`, {}, false);
}

// A button that makes no sense now is disabled and says why, in words that stand below all of them too.
export function showHands(state) {
  const { story, status } = state;
  const name = $('integration').value;
  const deployed = status.integrations.find(one => one.name === name && one.namespace === 'ddd-test');
  const telling = story && !story.end ? 'A story is being told: only its own pushes and calls belong in its measurement.' : '';
  const none = status.integrations.length ? '' : 'The solution is not deployed yet.';
  const git = telling || none;
  const load = telling || none;
  const reasons = {
    push: git || (deployed?.runtime === $('fixPack').value && !$('recreate').checked ? `${name} runs that fix pack already.` : ''),
    nextBar: git || (name === 'ddd-api' ? 'ddd-api has one application only.' : deployed?.bar.endsWith('V2') ? `${name} runs its last bar already.` : ''),
    rollBack: git,
    broken: git,
    reset: git,
    startLoad: load || (status.load.running ? 'A load runs already: stop it first.' : ''),
    changeRate: telling || (status.load.running ? '' : 'No load runs.'),
    stopLoad: telling || (status.load.running ? '' : 'No load runs.'),
  };
  for (const [id, reason] of Object.entries(reasons)) {
    $(id).disabled = Boolean(reason);
    $(id).title = reason;
  }
  $('why').textContent = [...new Set(Object.values(reasons).filter(Boolean))].join(' ');
}
