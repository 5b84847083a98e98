// What the toolbar shows: how much stands, at the gravest level, or that nothing could be checked.

/** @type {Readonly<Record<Level, string>>} */
const COLOURS = { error: '#b93226', warning: '#b07208', info: '#5b7fa6' };
const GREY = '#8a857b';

/** @type {Map<number, Map<number, Report>>} */
const reports = new Map();

/** @typedef {{counts: Record<Level, number>, server: ServerState, understood: boolean, busy: boolean, standing: Standing[]}} Report */

/**
 * @param {number} tab
 * @param {number} frame
 * @param {Report} report
 */
export async function showBadge(tab, frame, report) {
  const frames = reports.get(tab) ?? new Map();
  if (frame === 0) frames.forEach((_, other) => other !== 0 && frames.delete(other));
  reports.set(tab, frames.set(frame, report));
  const { text, colour, title } = badgeOf([...frames.values()]);
  try {
    await chrome.action.setBadgeText({ tabId: tab, text });
    await chrome.action.setBadgeBackgroundColor({ tabId: tab, color: colour });
    await chrome.action.setTitle({ tabId: tab, title });
  } catch {
    reports.delete(tab);
  }
}

/** @param {number} tab */
export function dropBadge(tab) {
  reports.delete(tab);
}

/**
 * @param {readonly Report[]} told
 * @returns {{text: string, colour: string, title: string}}
 */
export function badgeOf(told) {
  const sum = (/** @type {Level} */ level) => told.reduce((count, { counts }) => count + counts[level], 0);
  const [error, warning, info] = [sum('error'), sum('warning'), sum('info')];
  const word = (/** @type {string} */ key, /** @type {number[]} */ ...values) => chrome.i18n.getMessage(key, values.map(String));
  if (told.some(({ server }) => server === 'off')) return { text: '', colour: GREY, title: word('badge_off') };
  if (told.some(({ server }) => server === 'away' || server === 'refused')) return { text: '–', colour: GREY, title: word('badge_away') };
  if (told[0]?.understood === false && told.length === 1) return { text: '?', colour: GREY, title: word('badge_lost') };
  if (error + warning === 0) return { text: '', colour: COLOURS.info, title: word('badge_count', error, warning, info) };
  return { text: String(error + warning), colour: error > 0 ? COLOURS.error : COLOURS.warning, title: word('badge_count', error, warning, info) };
}
