// The commit as a diff, and the stages of the run that brings it.
import { $, clock, element, link, seconds } from './dom.js';

const linesShown = 2;

export function showCommit(commit) {
  if (!commit) return;
  const head = $('commitHead');
  const file = commit.files.find(one => one.lines.some(line => line.kind !== 'context')) ?? commit.files[0];
  head.replaceChildren(
    commit.url ? link(commit.id.slice(0, 10), commit.url) : commit.id.slice(0, 10), ' ', element('b', commit.message), ` ${commit.author}, ${clock(commit.at)}`);
  head.title = `${commit.message}: ${commit.files.map(one => one.path).join(', ')}`;
  const changed = (file?.lines ?? []).filter(line => line.kind !== 'context');
  const removed = changed.filter(line => line.kind === 'removed').slice(0, linesShown);
  const added = changed.filter(line => line.kind === 'added').slice(0, linesShown);
  $('diff').replaceChildren(...removed.map((line, i) => row('−', line, added[i])), ...added.map((line, i) => row('+', line, removed[i])));
  if (changed.length > removed.length + added.length || commit.files.length > 1) head.append(`, ${commit.files.length} file${commit.files.length > 1 ? 's' : ''}`);
}

// What differs from the line on the other side is marked, for those in the last row.
function row(sign, line, other) {
  const shown = element('p', `${sign} `, line.kind);
  const [from, to] = other ? differing(line.text, other.text) : [0, 0];
  shown.append(line.text.slice(0, from), element('mark', line.text.slice(from, to)), line.text.slice(to));
  return shown;
}

function differing(text, other) {
  const most = Math.min(text.length, other.length);
  let from = 0;
  while (from < most && text[from] === other[from]) from++;
  let behind = 0;
  while (behind < most - from && text.at(-1 - behind) === other.at(-1 - behind)) behind++;
  return [from, text.length - behind];
}

export const stageTime = stage => (stage.durationMs == null ? '…' : seconds(stage.durationMs));

export function showRun(run) {
  if (!run) return;
  const live = run.liveAt ? `live ${seconds(Date.parse(run.liveAt) - Date.parse(run.pushedAt))} after the push` : run.reason?.split('\n')[0] ?? '';
  $('runHead').replaceChildren(element('span', run.result, `pill ${run.result}`), ' ', element('b', run.rolledOut.join(', ')), ` ${live}`);
  $('stages').replaceChildren(...run.stages.slice(-8).map(stage => {
    const item = element('li', '', stage.result);
    item.append(element('span', stage.name.replace('ddd-', '')), element('span', stageTime(stage)));
    return item;
  }));
}
