// The list of rules, as the server has them, with a box for each.

import { byId, part, say } from '../pages/words.js';

/**
 * @param {string | null} server null when it does not answer: then only what was turned off can be listed
 * @param {string[]} off
 * @param {(off: string[]) => Promise<void>} keep
 */
export async function drawRules(server, off, keep) {
  const rules = server === null ? [] : await rulesOf(server);
  const known = new Set(rules.map(({ id }) => id));
  const all = [...rules, ...off.filter((id) => !known.has(id)).map((id) => ({ id, title: id }))];
  const now = new Set(off);
  byId('rules-help').textContent = say(server === null ? 'options_rules_away' : 'options_rules_help');
  byId('rules').replaceChildren(...all.map((rule) => row(rule, now, keep)));
  byId('find').hidden = all.length < 12;
  byId('find').oninput = () => narrow(/** @type {HTMLInputElement} */ (byId('find')).value);
}

/**
 * @param {{id: string, title: string}} rule
 * @param {Set<string>} off
 * @param {(off: string[]) => Promise<void>} keep
 */
function row({ id, title }, off, keep) {
  const box = /** @type {HTMLInputElement} */ (part('input', { type: 'checkbox' }));
  box.checked = !off.has(id);
  box.addEventListener('change', () => {
    if (box.checked) off.delete(id);
    else off.add(id);
    void keep([...off]);
  });
  return part('label', {}, box, part('span', {}, title), part('code', {}, id));
}

/** @param {string} words */
function narrow(words) {
  for (const label of byId('rules').children) label.toggleAttribute('hidden', !label.textContent?.includes(words.trim()));
}

/**
 * @param {string} server
 * @returns {Promise<{id: string, title: string}[]>}
 */
async function rulesOf(server) {
  try {
    const told = await (await fetch(`${server}/v1/rules`, { credentials: 'omit' })).json();
    return told.rules ?? told;
  } catch {
    return [];
  }
}
