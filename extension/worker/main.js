// The service worker: answers content scripts and the popup. It may be put to sleep at any time and keeps no draft.

import { dropBadge, showBadge } from './badge.js';
import { askFrame, askFrames, forgetTab, framesOf, remember, tabMeant } from './frames.js';
import { lintPicture, maskPicture } from './pictures.js';
import { health, lint } from './server.js';
import { changeSettings, including, readSettings } from './settings.js';
import { tabState, toField, toPicture, toQuestion } from './state.js';

/** @typedef {{type: string, tab?: unknown, [key: string]: any}} Message */

/**
 * What content scripts may ask.
 * @type {Record<string, (message: Message, sender: chrome.runtime.MessageSender) => Promise<unknown>>}
 */
const FROM_PAGES = {
  'shenyan:check': (message, sender) => remember(sender).then(() => lint(/** @type {any} */ (message))),
  'shenyan:check-picture': (message, sender) => remember(sender).then(() => lintPicture(/** @type {any} */ (message))),
  'shenyan:mask-picture': (message) => maskPicture(/** @type {any} */ (message)),
  'shenyan:settings': settingsAndWords,
  'shenyan:report': hearReport,
  'shenyan:remember': rememberIgnored,
  'shenyan:frames': standingElsewhere,
  'shenyan:mask-elsewhere': maskElsewhere,
};

/**
 * What only our own pages may ask.
 * @type {Record<string, (message: Message, tab: number | undefined) => Promise<unknown>>}
 */
const FROM_US = {
  'shenyan:state': (_, tab) => tabState(tab),
  'shenyan:fix': (message, tab) => toField(tab ?? -1, message),
  'shenyan:ignore': (message, tab) => toField(tab ?? -1, message),
  'shenyan:jump': (message, tab) => toField(tab ?? -1, message),
  'shenyan:picture': (message, tab) => toPicture(tab ?? -1, message),
  'shenyan:answer': (message, tab) => toQuestion(tab ?? -1, message),
  'shenyan:health': health,
};

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const answer = sender.id === chrome.runtime.id ? answerTo(message, sender) : null;
  answer?.then(respond);
  return answer !== null;
});

/**
 * @param {Message} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown> | null}
 */
function answerTo(message, sender) {
  const ours = sender.url?.startsWith(chrome.runtime.getURL('')) ?? false;
  if (Object.hasOwn(FROM_PAGES, message.type)) return FROM_PAGES[message.type](message, sender);
  if (ours && Object.hasOwn(FROM_US, message.type)) return tabMeant(message.tab).then((tab) => FROM_US[message.type](message, tab));
  return null;
}

/**
 * @param {Message} _
 * @param {chrome.runtime.MessageSender} sender
 */
async function settingsAndWords(_, sender) {
  await remember(sender);
  const settings = await readSettings();
  if (settings.language === 'auto') return { settings, words: null };
  const words = await fetch(chrome.runtime.getURL(`_locales/${settings.language}/messages.json`));
  return { settings, words: await words.json() };
}

/**
 * @param {Message} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function hearReport(message, sender) {
  const tab = sender.tab?.id;
  const frame = sender.frameId;
  if (tab === undefined || frame === undefined) return { ok: false };
  await remember(sender);
  await showBadge(tab, frame, /** @type {any} */ (message));
  const others = (await framesOf(tab)).filter((other) => other !== frame);
  const { standing, busy, lone } = message;
  await Promise.all(others.map((other) => askFrame(tab, other, { type: 'shenyan:elsewhere', frame, standing, busy, lone })));
  return { ok: true };
}

/** @param {Message} message what the author chose to have ignored from now on */
async function rememberIgnored({ scope, text, rule }) {
  const { words, rulesOff } = await readSettings();
  await changeSettings(scope === 'rule' ? { rulesOff: including(rulesOff, rule) } : { words: including(words, text) });
  return { ok: true };
}

/**
 * @param {Message} _
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Record<number, Standing[]>>} what stands in the other frames of the tab, checked just now
 */
async function standingElsewhere(_, sender) {
  const told = await askFrames(sender.tab?.id ?? -1, { type: 'shenyan:frame-standing' });
  return Object.fromEntries([...told].filter(([frame]) => frame !== sender.frameId));
}

/**
 * @param {Message} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function maskElsewhere({ frames }, sender) {
  const answers = await Promise.all(frames.map((/** @type {number} */ frame) => askFrame(sender.tab?.id ?? -1, frame, { type: 'shenyan:frame-mask' })));
  return { ok: answers.every((answer) => answer?.ok) };
}

chrome.tabs.onRemoved.addListener((tab) => {
  dropBadge(tab);
  void forgetTab(tab);
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void chrome.tabs.create({ url: chrome.runtime.getURL('welcome/welcome.html') });
});
