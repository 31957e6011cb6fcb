// What happens now and what to watch; the steps; the buttons that tell a story.
import { $, clock, element, seconds } from './dom.js';

const waits = story => story?.steps[story.waiting - 1];

export function showStory(state) {
  const { story, script } = state;
  const telling = Boolean(story && !story.end);
  showNow(story, script, telling);
  $('storyName').textContent = story ? story.request.story : '';
  $('subject').textContent = story?.subject
    ? `${story.subject.integration} in ${story.subject.namespace}: ${words(story.subject)} and back`
    : 'One integration to another fix pack and back, by git, while callers call.';
  $('verdict').hidden = !story;
  $('verdict').textContent = telling ? 'running' : story?.end?.verdict ?? '';
  $('verdict').className = `pill ${telling ? 'running' : story?.end?.verdict ?? ''}`;
  showSteps(story, script);
  showButtons(story, telling);
  $('reasons').replaceChildren(...[...(story?.end?.reasons ?? []), ...(story?.notes ?? []).map(note => `Note: ${note}`)].map(reason => element('li', reason)));
  $('told').replaceChildren(...(story?.steps ?? []).filter(step => step.startedAt).map(step => {
    const item = element('li', step.title);
    item.append(element('small', `${clock(step.startedAt)} ${step.detail ?? '…'}`));
    return item;
  }));
}

// A name such as ddd-acme is not broken at its hyphen.
const unbroken = text => text.replace(/(\w-)(?=\w)/g, '$1\u2060');

// What stays the same is not said twice.
const words = ({ from, to }) => (from.bar === to.bar ? `${from.runtime} → ${to.runtime}` : `${from.bar} → ${to.bar} on ${to.runtime}`);

function showNow(story, script, telling) {
  const step = waits(story) ?? story?.steps.find(one => one.result === 'running');
  const [now, watch] = [$('now'), $('watch')];
  now.className = story?.end?.verdict ?? '';
  if (step) {
    now.textContent = `${story.waiting ? 'Next: ' : ''}${unbroken(step.title)}`;
    watch.replaceChildren(element('b', 'Watch: '), script[step.number - 1]?.watch ?? '');
  } else if (telling) {
    now.textContent = story.steps[0].startedAt ? 'The load stops, and every acknowledged quote is read back.' : 'The story begins.';
    watch.textContent = '';
  } else if (story?.end) {
    // What callers lost comes first, and is what the room came for.
    const first = story.end.reasons.find(reason => reason.includes('calls failed')) ?? story.end.reasons[0] ?? '';
    now.textContent = `${story.end.verdict[0].toUpperCase()}${story.end.verdict.slice(1)}. ${first}`;
    watch.textContent = story.end.reasons.filter(reason => reason !== first).join(' ');
  } else {
    now.textContent = 'Can one integration move to another fix pack, live, and callers notice nothing?';
    watch.textContent = 'Choose a story and tell it: the change is one line in git.';
  }
}

function showSteps(story, script) {
  $('steps').replaceChildren(...(story?.steps ?? []).map(step => {
    const waiting = step.number === story.waiting;
    const item = element('li', '', waiting ? 'waiting' : step.result);
    item.title = step.title;
    item.append(element('span', script[step.number - 1]?.label ?? ''));
    if (step.endedAt) item.append(element('time', seconds(Date.parse(step.endedAt) - Date.parse(step.startedAt))));
    if (waiting || step.result === 'running') item.setAttribute('aria-current', 'step');
    return item;
  }));
}

function showButtons(story, telling) {
  const had = document.activeElement;
  $('tell').hidden = telling;
  $('telling').hidden = !telling;
  $('next').setAttribute('aria-disabled', String(!story?.waiting));
  $('next').hidden = !story?.request.step;
  // A button that was pressed and went away takes the keyboard with it: whoever pressed it goes on with the one in its place.
  if ($('tell').contains(had) && telling && story.request.step) $('next').focus();
}
