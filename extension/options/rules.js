// The list of rules, as the server has them, with a box for each.

import { byId, isEnglish, mark, part, say } from '../pages/words.js';

/** @typedef {{id: string, title: string, level: Level | null}} Listed */

/**
 * @param {string | null} server null when it does not answer: then only what was turned off can be listed
 * @param {string[]} off
 * @param {(off: string[]) => Promise<void>} keep
 */
export async function drawRules(server, off, keep) {
  const rules = server === null ? [] : await rulesOf(server);
  const known = new Set(rules.map(({ id }) => id));
  const all = [...rules, ...off.filter((id) => !known.has(id)).map((id) => ({ id, title: id, level: null }))];
  const now = new Set(off);
  byId('rules-help').textContent = say(server === null ? 'options_rules_away' : 'options_rules_help');
  byId('rules').replaceChildren(...all.map((rule) => row(rule, now, keep)));
  byId('find').hidden = all.length < 12;
  byId('find').oninput = () => narrow(/** @type {HTMLInputElement} */ (byId('find')).value);
}

/**
 * @param {Listed} rule
 * @param {Set<string>} off
 * @param {(off: string[]) => Promise<void>} keep
 */
function row({ id, title, level }, off, keep) {
  const box = /** @type {HTMLInputElement} */ (part('input', { type: 'checkbox' }));
  box.checked = !off.has(id);
  box.addEventListener('change', () => {
    if (box.checked) off.delete(id);
    else off.add(id);
    void keep([...off]);
  });
  return part('label', {}, box, part('span', {}, title), part('code', {}, id), level ? mark(level, say(`level_${level}`)) : '');
}

/** @param {string} words */
function narrow(words) {
  for (const label of byId('rules').children) label.toggleAttribute('hidden', !label.textContent?.toLowerCase().includes(words.trim().toLowerCase()));
}

/**
 * @param {string} server
 * @returns {Promise<Listed[]>} with titles in the language of the page
 */
async function rulesOf(server) {
  try {
    const { rules } = /** @type {{rules: (Listed & {title_en?: string})[]}} */ (await (await fetch(`${server}/v1/rules`, { credentials: 'omit' })).json());
    return isEnglish() ? rules.map(({ title_en, ...rule }) => ({ ...rule, title: title_en || rule.title })) : rules;
  } catch {
    return [];
  }
}
