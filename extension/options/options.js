// The options. Every change is kept at once, in this browser alone.

import { byId, mark, part, putWords, say } from '../pages/words.js';
import { address, changeSettings, readSettings } from '../worker/settings.js';
import { drawPeople, personFrom } from './people.js';
import { drawRules } from './rules.js';

let saying = 0;

/** @param {Partial<Settings>} changes */
async function keep(changes) {
  await changeSettings(changes);
  const saved = byId('saved');
  saved.textContent = say('options_saved');
  saved.classList.add('on');
  clearTimeout(saying);
  saying = setTimeout(() => saved.classList.remove('on'), 1400);
}

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
const input = (id) => byId(id);

/** @param {string} text */
const lines = (text) => [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))];

async function keepAddress() {
  const field = input('server');
  const server = address(field.value);
  field.setAttribute('aria-invalid', String(server === null));
  if (server === null) return showState('refused', say('options_address_bad'));
  field.value = server;
  await keep({ server });
  return checkServer();
}

async function checkServer() {
  const server = await chrome.runtime.sendMessage({ type: 'shenyan:health' });
  showState(server, say(`server_${server}`));
  const { rulesOff } = await readSettings();
  await drawRules(server === 'ok' ? input('server').value : null, rulesOff, (off) => keep({ rulesOff: off }));
}

/**
 * @param {ServerState} state
 * @param {string} words
 */
function showState(state, words) {
  const line = byId('state');
  line.className = `state ${state}`;
  line.textContent = words;
}

/** @param {Settings} settings */
function drawLevels({ askLevels }) {
  const levels = /** @type {Level[]} */ (['error', 'warning', 'info']);
  byId('levels').replaceChildren(...levels.map((level) => {
    const box = /** @type {HTMLInputElement} */ (part('input', { type: 'checkbox', value: level }));
    box.checked = askLevels.includes(level);
    box.addEventListener('change', () => void keep({ askLevels: levels.filter((one) => chosen(one)) }));
    return part('label', { class: 'tick' }, box, part('span', {}, mark(level, ''), say(`level_${level}`)));
  }));
}

/** @param {Level} level */
const chosen = (level) => /** @type {HTMLInputElement | null} */ (document.querySelector(`#levels [value="${level}"]`))?.checked ?? false;

/** @param {Settings} settings */
function drawSites({ sitesOff }) {
  const rows = sitesOff.map((site) => part('div', { class: 'entry' }, part('b', {}, site), part('span', {}),
    part('button', { type: 'button', class: 'text', click: () => void keep({ sitesOff: sitesOff.filter((one) => one !== site) }).then(draw) }, say('options_sites_on'))));
  byId('sites').replaceChildren(...(rows.length > 0 ? rows : [part('p', { class: 'help' }, say('options_sites_none'))]));
}

async function draw() {
  await putWords();
  const settings = await readSettings();
  document.title = say('options_title');
  input('server').value = settings.server;
  input('language').value = settings.language;
  input('names').value = settings.own.names.join('\n');
  input('numbers').value = settings.own.numbers.join('\n');
  input('words').value = settings.words.join('\n');
  drawLevels(settings);
  drawSites(settings);
  drawPeople(settings.people, (people) => keep({ people }).then(draw));
}

/** @param {HTMLElement} button asks once more before it erases */
async function erase(button) {
  if (button.dataset.sure !== 'yes') {
    button.dataset.sure = 'yes';
    button.textContent = say('options_erase_sure');
    return;
  }
  delete button.dataset.sure;
  await chrome.storage.local.remove('settings');
  await draw();
  await checkServer();
}

const own = () => ({ names: lines(input('names').value), numbers: lines(input('numbers').value) });
input('server').addEventListener('change', () => void keepAddress());
byId('check').addEventListener('click', () => void keepAddress());
input('names').addEventListener('change', () => void keep({ own: own() }));
input('numbers').addEventListener('change', () => void keep({ own: own() }));
input('words').addEventListener('change', () => void keep({ words: lines(input('words').value) }));
input('language').addEventListener('change', () => void keep({ language: /** @type {Settings['language']} */ (input('language').value) }).then(draw).then(checkServer));
byId('erase').addEventListener('click', () => void erase(byId('erase')));
byId('person').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (byId('person'));
  void readSettings().then(({ people }) => keep({ people: [...people, personFrom(form)] })).then(() => form.reset()).then(draw);
});
await draw();
await checkServer();
