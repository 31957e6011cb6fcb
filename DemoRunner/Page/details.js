// What is not the story: all integrations, runs with their logs, failed calls, and where else to look.
import { $, clock, element, link, seconds } from './dom.js';
import { stageTime } from './change.js';

const open = new Map();

export function showStatus({ status }) {
  $('report').hidden = !status.hasReport;
  $('integrations').replaceChildren(...status.integrations.map(one => {
    const row = element('tr');
    row.append(
      element('td', one.name), element('td', one.namespace), element('td', one.runtime), element('td', one.bar),
      element('td', `${one.ready} / ${one.desired}`, one.ready === one.desired ? '' : 'rolling'));
    return row;
  }));
  $('links').replaceChildren(...Object.entries(status.urls).filter(([name, url]) => name !== 'page' && url).map(([name, url]) =>
    link(name, name === 'api' ? `${url.replace(/\/$/, '')}/drivewayrepair/quote?Name=Ando%20Okuma` : url)));
}

export function showRuns(runs) {
  const shown = new Map([...$('runs').children].map(child => [child.dataset.run, child]));
  $('runs').replaceChildren(...runs.map(run => {
    const box = shown.get(run.id) ?? newRun(run);
    const live = run.liveAt ? `, live after ${seconds(Date.parse(run.liveAt) - Date.parse(run.pushedAt))}` : '';
    box.firstChild.replaceChildren(
      link(`run ${run.id.slice(0, 8)}`, `/runs/${run.id}`), element('span', run.result, `pill ${run.result}`),
      element('span', `commit ${run.commit.slice(0, 10)}, ${run.trigger}, ${clock(run.pushedAt)}${live}`));
    box.children[1].textContent = [run.stages.map(stage => `${stage.name} ${stageTime(stage)}`).join(' · '), run.reason?.slice(0, 300)].filter(Boolean).join(': ');
    return box;
  }));
}

// Its log is asked for while it is open, line by line as the run goes on.
function newRun(run) {
  const box = element('div', '', 'run');
  box.dataset.run = run.id;
  const log = element('details');
  const text = element('pre');
  text.tabIndex = 0;
  log.append(element('summary', 'Log'), text);
  log.addEventListener('toggle', () => {
    open.get(run.id)?.close();
    open.delete(run.id);
    if (!log.open) return;
    text.textContent = '';
    const stream = new EventSource(`/runs/${run.id}/log`);
    stream.onmessage = event => text.append(`${event.data}\n`);
    stream.onerror = () => stream.close();
    open.set(run.id, stream);
  });
  box.append(element('p'), element('small'), log);
  return box;
}

export function showFailures(failures) {
  const box = $('failures');
  box.className = failures.length ? '' : 'none';
  box.replaceChildren(...(failures.length ? failures.slice(-20).reverse().map(one => element('p', `${clock(one.at)} ${one.kind}: ${one.detail}`)) : ['none']));
}
