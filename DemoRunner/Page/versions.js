// One colour for each version, the same in chart, pods and legend: the story's first one is the first colour.
const colours = ['--v0', '--v1', '--v2', '--v3'];
let known = [];

export function begin(story) {
  known = [story?.subject?.from, story?.subject?.to].filter(Boolean).map(version => `${version.runtime}/${version.bar}`);
  known = [...new Set(known)];
}

export function colourOf(version) {
  // A fix pack that was seen before its bar was known is the same version.
  const fixPackAlone = known.indexOf(`${version.split('/')[0]}/`);
  if (fixPackAlone >= 0) known[fixPackAlone] = version;
  if (!known.includes(version)) known.push(version);
  return colours[known.indexOf(version) % colours.length];
}

// Another integration's version has another bar: the fix pack decides.
export function colourOfRuntime(runtime) {
  const same = known.find(version => version.startsWith(`${runtime}/`));
  return same ? colourOf(same) : colourOf(`${runtime}/`);
}

export const all = () => known.filter(version => !version.endsWith('/'));
