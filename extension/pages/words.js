// Words and small pieces for the pages of the extension. Everything goes in as text, never as markup.

import { readSettings } from '../worker/settings.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @type {Record<string, {message: string}> | null} */
let chosen = null;

/** Takes the words of the language chosen in the options, and puts them where the page wants them. */
export async function putWords() {
  const { language } = await readSettings();
  const file = language === 'auto' ? fileNeeded() : language;
  chosen = file && (await (await fetch(chrome.runtime.getURL(`_locales/${file}/messages.json`))).json());
  document.documentElement.lang = (language === 'auto' ? chrome.i18n.getUILanguage() : language).replace('_', '-');
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.getAttribute('data-say') ?? '');
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', say(element.getAttribute('data-label') ?? ''));
  for (const element of document.querySelectorAll('[data-hint]')) element.setAttribute('placeholder', say(element.getAttribute('data-hint') ?? ''));
}

/**
 * Chromium now and then gives a page of ours no words at all, and the page would show their keys.
 * @returns {string | null} the locale whose file is to be read instead; null where the browser has the words
 */
function fileNeeded() {
  if (chrome.i18n.getMessage('short_name')) return null;
  const language = chrome.i18n.getUILanguage();
  if (!/^zh/i.test(language)) return 'en';
  return /tw|hk|mo|hant/i.test(language) ? 'zh_TW' : 'zh_CN';
}

/** @returns {boolean} whether the words of the page are English, as those of the server then are too */
export function isEnglish() {
  return !document.documentElement.lang.toLowerCase().startsWith('zh');
}

/**
 * @param {string} key
 * @param {...(string | number)} values
 * @returns {string}
 */
export function say(key, ...values) {
  const given = values.map(String);
  const own = chosen?.[key]?.message;
  if (own === undefined) return chrome.i18n.getMessage(key, given) || key;
  return own.replace(/\$(\d)/g, (_, place) => given[Number(place) - 1] ?? '');
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/**
 * @param {string} tag
 * @param {Record<string, string | ((event: Event) => void)>} [attributes] a function listens for a click
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
export function part(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.addEventListener('click', value);
  }
  element.append(...children);
  return element;
}

/** @type {Readonly<Record<Level | 'clean', string>>} the same shapes as in the card */
const SHAPES = {
  error: 'M5.2 1h7.6L17 5.2v7.6L12.8 17H5.2L1 12.8V5.2zM8.1 4.6v5.2h1.8V4.6zM9 11.4a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z',
  warning: 'M9 1.4 17.4 16H.6zM8.2 6.4v4.6h1.6V6.4zM9 12a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  info: 'M9 1a8 8 0 1 1 0 16A8 8 0 0 1 9 1zM9 2.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 9 2.6zM8.2 8h1.6v5H8.2zM9 4.8a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
  clean: 'M9 1a8 8 0 1 1 0 16A8 8 0 0 1 9 1zM9 2.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 9 2.2zM5.3 9l.9-.9 2 2 3.8-3.9.9.9-4.7 4.8z',
};

/**
 * @param {Level | "clean"} shape
 * @param {string} label
 * @returns {SVGSVGElement}
 */
export function mark(shape, label) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('class', `mark ${shape}`);
  svg.setAttribute('viewBox', '0 0 18 18');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  path.setAttribute('d', SHAPES[shape]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
