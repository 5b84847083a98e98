// The first page: what the extension does, whether its server answers, and a draft to try it on.

import { byId, mark, part, putWords, say } from '../pages/words.js';

const sample = /** @type {HTMLTextAreaElement} */ (byId('sample'));
/** @type {Highlight[]} */
const lit = ['error', 'warning', 'info'].map((level) => {
  const highlight = new Highlight();
  CSS.highlights.set(`shenyan-${level}`, highlight);
  return highlight;
});
const AWAY = { server: 'away', findings: [] };
let asked = 0;

async function look() {
  const number = ++asked;
  const text = sample.value;
  /** @type {Reply} */
  const reply = await Promise.race([
    chrome.runtime.sendMessage({ type: 'shenyan:check', text, platform: null, field: 'body' }).catch(() => AWAY),
    // A service worker that is stopped while it works never answers.
    new Promise((resolve) => setTimeout(resolve, 6000, AWAY)),
  ]);
  if (number !== asked) return;
  const state = byId('state');
  state.className = `state ${reply.server}`;
  state.textContent = say(`server_${reply.server}`);
  byId('marked').replaceChildren(...reply.findings.map(row));
  underline(reply.findings);
  if (reply.server !== 'ok') setTimeout(() => number === asked && void look(), 3000);
}

/** @param {Finding} finding */
function row(finding) {
  const law = finding.articles.length > 0 ? finding.advice || finding.title : finding.title;
  return part('li', {}, mark(finding.level, say(`level_${finding.level}`)), part('div', {}, part('b', {}, finding.message), part('span', {}, law)));
}

/** @param {Finding[]} findings */
function underline(findings) {
  for (const highlight of lit) highlight.clear();
  for (const { level, start, end } of findings) {
    const range = sample.createValueRange?.(start, end);
    if (range) lit[['error', 'warning', 'info'].indexOf(level)].add(/** @type {Range} */ (/** @type {unknown} */ (range)));
  }
}

await putWords();
document.title = `${say('short_name')} · ${say('welcome_title')}`;
sample.value = say('welcome_sample');
sample.addEventListener('input', () => {
  for (const highlight of lit) highlight.clear();
  const number = ++asked;
  setTimeout(() => number === asked && void look(), 300);
});
byId('again').addEventListener('click', () => void look());
await look();
