// The popup: what stands in the drafts of this tab, whether it was checked, and the switches.

import { byId, mark, part, putWords, say } from '../pages/words.js';
import { pictureSection } from './pictures.js';
import { changeSettings, including, readSettings } from '../worker/settings.js';

/** @type {readonly Level[]} */
const LEVELS = ['error', 'warning', 'info'];

const named = new URLSearchParams(location.search).get('tab');
const tab = named === null ? await activeTab() : Number(named);
let drawn = '';

async function activeTab() {
  const [active] = await chrome.tabs.query({ active: true, currentWindow: true });
  return active?.url === location.href ? undefined : active?.id;
}

async function refresh() {
  /** @type {TabState} */
  const state = await chrome.runtime.sendMessage({ type: 'shenyan:state', tab });
  const settings = await readSettings();
  const now = JSON.stringify([state, settings]);
  if (now === drawn) return;
  drawn = now;
  await putWords();
  drawServer(state);
  drawCounts(state);
  byId('list').replaceChildren(...listOf(state));
  drawSwitches(state, settings);
}

/** @param {TabState} state */
function drawServer({ server, host }) {
  const status = byId('server');
  status.className = `state ${server}`;
  status.textContent = say(`server_${server}`);
  const help = byId('help');
  help.hidden = server === 'ok' || (server === 'off' && host === '');
  help.textContent = server === 'ok' ? '' : say(`server_${server}_help`);
}

/** @param {TabState} state */
function drawCounts({ counts, fields, pictures }) {
  const row = byId('counts');
  row.hidden = [...fields, ...pictures].every(({ findings }) => findings.length === 0);
  row.replaceChildren(...LEVELS.map((level) => part('div', { class: counts[level] ? 'count' : 'count none' },
    mark(level, ''), part('span', {}, say(`level_${level}`)), part('b', {}, String(counts[level])))));
}

/**
 * @param {TabState} state
 * @returns {HTMLElement[]}
 */
function listOf(state) {
  const written = state.fields.filter((field) => field.text.trim() !== '');
  const found = written.filter((field) => field.findings.length > 0 || !field.checked);
  if (state.host === '') return [emptiness('popup_elsewhere', 'info')];
  if (state.server === 'off') return [];
  const pictures = pictureSection(state.pictures, (picture, act) => void actOn(picture, act));
  if (pictures.length > 0) return [...found.map((field) => draft(field, state.server)), ...pictures];
  if (!state.understood) return [emptiness('popup_lost', 'warning')];
  if (written.length === 0) return [emptiness('popup_empty', 'clean')];
  if (found.length === 0) return [emptiness('popup_clean', 'clean')];
  return found.map((field) => draft(field, state.server));
}

/**
 * @param {string} key
 * @param {Level | 'clean'} shape
 */
function emptiness(key, shape) {
  return part('div', { class: 'empty' }, mark(shape, ''), part('b', {}, say(key)), part('span', {}, say(`${key}_text`)));
}

/**
 * @param {FieldState} field
 * @param {ServerState} server
 */
function draft(field, server) {
  const unchecked = server === 'ok' ? say('popup_checking') : say('popup_unchecked');
  const heading = part('h2', {}, part('span', {}, field.label || say('popup_untitled')), field.checked ? '' : part('em', {}, unchecked));
  const ranked = [...field.findings].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.start - b.start);
  return part('section', {}, heading, ...ranked.map((finding) => part('button', { type: 'button', class: `row ${finding.level}`, click: () => void jump(field, finding) },
    mark(finding.level, say(`level_${finding.level}`)), part('q', {}, finding.text), part('span', {}, finding.title))));
}

/**
 * @param {FieldState} field
 * @param {Finding} finding
 */
async function jump(field, finding) {
  await chrome.runtime.sendMessage({ type: 'shenyan:jump', tab, field: field.id, finding: finding.id });
  if (named === null) close();
}

/**
 * @param {PictureState} picture
 * @param {'show' | 'save' | 'replace'} act
 */
async function actOn(picture, act) {
  const done = await chrome.runtime.sendMessage({ type: 'shenyan:picture', tab, picture: picture.id, act });
  if (!done.ok && act === 'replace') await chrome.runtime.sendMessage({ type: 'shenyan:picture', tab, picture: picture.id, act: 'show' });
  if (named === null) close();
}

/**
 * @param {TabState} state
 * @param {Settings} settings
 */
function drawSwitches({ host }, settings) {
  byId('site-row').hidden = host === '';
  byId('site-label').textContent = say('popup_site', host);
  const site = /** @type {HTMLInputElement} */ (byId('site'));
  const all = /** @type {HTMLInputElement} */ (byId('all'));
  site.checked = settings.enabled && !settings.sitesOff.includes(host);
  site.disabled = !settings.enabled;
  all.checked = settings.enabled;
  site.onchange = () => void switchSite(host, site.checked);
  all.onchange = () => void changeSettings({ enabled: all.checked }).then(refresh);
  byId('paste').setAttribute('href', settings.server);
}

/**
 * @param {string} host
 * @param {boolean} on
 */
async function switchSite(host, on) {
  const { sitesOff } = await readSettings();
  await changeSettings({ sitesOff: on ? sitesOff.filter((site) => site !== host) : including(sitesOff, host) });
  await refresh();
}

byId('options').addEventListener('click', () => void chrome.runtime.openOptionsPage());
await refresh();
setInterval(() => void refresh(), 700);
