// Small pieces of what we draw. Every word goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

// A shape for each level, so that it can be told without its colour: an octagon, a triangle, a circle.
/** @type {Readonly<Record<Level, string>>} */
const SHAPES = {
  error: 'M5.2 1h7.6L17 5.2v7.6L12.8 17H5.2L1 12.8V5.2zM8.1 4.6v5.2h1.8V4.6zM9 11.4a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z',
  warning: 'M9 1.4 17.4 16H.6zM8.2 6.4v4.6h1.6V6.4zM9 12a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  info: 'M9 1a8 8 0 1 1 0 16A8 8 0 0 1 9 1zM9 2.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 9 2.6zM8.2 8h1.6v5H8.2zM9 4.8a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
};

/**
 * @param {string} tag
 * @param {Record<string, string | (() => void)>} [attributes] a function listens for a click
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function part(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.addEventListener('click', value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} className
 * @param {string} text
 * @param {() => void} act
 */
function button(className, text, act) {
  return part('button', { type: 'button', class: className, click: act }, text);
}

/**
 * @param {Level} level
 * @returns {SVGSVGElement}
 */
function levelMark(level) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `mark ${level}`);
  svg.setAttribute('viewBox', '0 0 18 18');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', say(`level_${level}`));
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', SHAPES[level]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/**
 * @param {string} address
 * @returns {boolean} whether it is an ordinary address that a link may lead to
 */
function isWebAddress(address) {
  return /^https?:\/\//.test(address);
}

/**
 * @param {Element} near
 * @returns {boolean} whether what we draw should be dark: the page around the field is
 */
function isDarkAround(near) {
  for (const at of outward(near)) {
    const [red, green, blue, alpha] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (blue !== undefined && (alpha === undefined || alpha > 0.5)) return red * 0.3 + green * 0.59 + blue * 0.11 < 110;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches && getComputedStyle(document.documentElement).colorScheme.includes('dark');
}
