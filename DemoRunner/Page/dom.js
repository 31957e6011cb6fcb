// Small pieces that all parts of the page use.
export const $ = id => document.getElementById(id);
export const clock = at => new Date(at).toISOString().slice(11, 19);
export const number = value => Math.round(value).toLocaleString('en');
export const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
export const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function element(tag, words = '', className = '') {
  const made = document.createElement(tag);
  made.textContent = words;
  made.className = className;
  return made;
}

export function link(words, url) {
  const made = element('a', words);
  made.href = url;
  made.target = '_blank';
  made.rel = 'noopener';
  return made;
}
