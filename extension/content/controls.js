// Which control publishes: by what it says, whether it is a button, a link, a bare icon or a span with a listener.

const BUTTON = 'button, a, summary, input[type="submit"], input[type="button"], input[type="image"], [role="button"], [role="link"], [role="menuitem"]';
const CONTROL = `${BUTTON}, [tabindex], [onclick], [data-e2e], [class*="btn" i], [class*="button" i], [class*="send" i], [class*="publish" i], [class*="submit" i]`;

/** @returns {[Adapter, string]} the facts of the site that this frame belongs to, and its host; a blank frame is its parent's */
function siteFacts() {
  const ancestors = 'ancestorOrigins' in location ? [...location.ancestorOrigins] : [];
  for (const origin of [self.origin, ...ancestors]) {
    const host = /^https?:\/\/([^:/]+)/.exec(origin ?? '')?.[1] ?? '';
    const found = shenyanAdapters.find((adapter) => adapter.hosts.some((own) => host === own || host.endsWith(`.${own}`)));
    if (found) return [found, host];
  }
  return [shenyanAdapters[0], ''];
}

const [site, siteHost] = siteFacts();

/**
 * What a label says, without spaces, counts and shortcuts: "发送 (3)" is "发送".
 * @param {string | null | undefined} text
 */
function plain(text) {
  return (text ?? '').replace(/[\s\u200b]+/g, '').replace(/(ctrl|⌘|cmd)[+＋]?(enter|回车)$/i, '').replace(/[（(]?[\d/]+[)）]?$/, '').toLowerCase();
}

/**
 * @param {Element} element
 * @returns {string} its visible words, cut where no label is that long
 */
function wordsOn(element) {
  if (element instanceof HTMLInputElement) return plain(element.value || element.alt);
  const text = element.textContent ?? '';
  if (text.length > 60) return text;
  return plain(text) || plain(drawnBefore(element));
}

/**
 * Words that a style sheet draws, as icon buttons sometimes have.
 * @param {Element} element
 */
function drawnBefore(element) {
  const content = getComputedStyle(element, '::before').content;
  return /^"[^"]{1,12}"$/.test(content) ? content.slice(1, -1) : '';
}

/**
 * @param {string} label
 * @param {readonly string[]} words
 */
function saysIconic(label, words) {
  return words.some((word) => label === word || site.tail.some((end) => label === word + end || label === `${word}${end}按钮`));
}

/**
 * The names an icon goes by when no word is on it.
 * @param {Element} element
 */
function iconNames(element) {
  const named = ['aria-label', 'title', 'alt', 'data-tip', 'data-title'].map((name) => plain(element.getAttribute(name)));
  const inside = element.querySelector('[aria-label], [title], img[alt]');
  if (inside) named.push(plain(inside.getAttribute('aria-label') ?? inside.getAttribute('title') ?? inside.getAttribute('alt')));
  return named.filter((name) => name !== '');
}

/**
 * @param {Element} element
 */
function markNames(element) {
  const raw = ['data-e2e', 'data-testid', 'data-action', 'action-type', 'node-type', 'id', 'name', 'class'].map((name) => element.getAttribute(name) ?? '');
  return raw.join(' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
}

/**
 * What a control would do with the text: publish it, answer with it, or neither.
 * @param {Element} element
 * @returns {'publish' | 'answer' | null}
 */
function deed(element) {
  const words = wordsOn(element);
  if (words.length > 12) return null;
  if (site.publish.includes(words)) return 'publish';
  if (site.answer.includes(words)) return 'answer';
  if (words !== '' && !/^\p{Co}+$/u.test(words)) return null;
  const names = iconNames(element);
  if (names.some((name) => saysIconic(name, site.publish))) return 'publish';
  if (names.some((name) => saysIconic(name, site.answer))) return 'answer';
  const clickable = element.matches(`${BUTTON}, svg, img, i, span`) && (element.matches(BUTTON) || getComputedStyle(element).cursor === 'pointer');
  return clickable && names.length === 0 && markNames(element).some((name) => site.marks.includes(name)) ? 'publish' : null;
}

/**
 * The publish control that an element is or lies in, if any.
 * @param {Element | null} element
 * @returns {Element | null}
 */
function publishControlAt(element) {
  let steps = 0;
  for (const at of outward(element)) {
    if (++steps > 6 || isEditable(at)) return null;
    if (deed(at)) return at;
    if (at.matches(BUTTON)) return null;
  }
  return null;
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Element[]} every publish control in them that can be seen
 */
function publishControls(roots) {
  /** @type {Element[]} */
  const found = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll(CONTROL)) {
      if ((element.textContent ?? '').length <= 60 && deed(element) && element.checkVisibility?.() !== false) found.push(element);
    }
  }
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
}
