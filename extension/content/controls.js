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
const DEEDS = new RegExp([...site.publish, ...site.answer].join('|'), 'i');
const PUBLISHES = saying(site.publish, site.tail);
const ANSWERS = saying(site.answer, site.tail);
const ICON_PUBLISHES = saying(site.publish, [...site.tail, ...site.iconTail]);
const ICON_ANSWERS = saying(site.answer, [...site.tail, ...site.iconTail]);

/**
 * Labels that are one of some words, alone or as sites dress them: 立即发布, 发布微博.
 * @param {readonly string[]} words
 * @param {readonly string[]} ends what may stand after the word
 */
function saying(words, ends) {
  return new RegExp(`^(${site.lead.join('|')})?(${words.join('|')})(${ends.join('|')})?$`);
}

/**
 * What a label says, without spaces, signs, counts and shortcuts: "🚀 发送 (3)" is "发送".
 * @param {string | null | undefined} text
 */
function plain(text) {
  const words = (text ?? '').replace(/(ctrl|⌘|cmd)\s*[+＋]?\s*(enter|回车)[\s)）]*$/i, '');
  return words.replace(/[^\p{L}\p{N}\p{Co}]+/gu, '').replace(/\d+$/, '').toLowerCase();
}

/**
 * @param {Element} element
 * @returns {string} its visible words, cut where no label is that long
 */
function wordsOn(element) {
  if (element instanceof HTMLInputElement) return plain(element.value || element.alt);
  const text = element.textContent ?? '';
  if (text.length > 60) return text;
  return plain(text) || plain(slotted(element)) || plain(drawn(element, '::before')) || plain(drawn(element, '::after'));
}

/**
 * Words that a component was given from outside.
 * @param {Element} element
 */
function slotted(element) {
  const given = [...element.querySelectorAll('slot')].flatMap((slot) => slot.assignedNodes({ flatten: true }));
  return given.map((node) => node.textContent).join('');
}

/**
 * Words that a style sheet draws, as icon buttons sometimes have.
 * @param {Element} element
 * @param {'::before' | '::after'} place
 */
function drawn(element, place) {
  const { content } = getComputedStyle(element, place);
  return /^"[^"]{1,12}"$/.test(content) ? content.slice(1, -1) : '';
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
 * A quick no for most of a page: there are words, and none that could publish.
 * @param {Element} element
 */
function isWordy(element) {
  const text = element.textContent ?? '';
  return text.length > 60 || (/[\p{L}\p{N}]/u.test(text) && !DEEDS.test(text.replace(/[\s\u200b]+/g, '')));
}

/**
 * What a control would do with the text: publish it, answer with it, or neither.
 * @param {Element} element
 * @returns {'publish' | 'answer' | null}
 */
function deed(element) {
  if (isWordy(element)) return null;
  const words = wordsOn(element);
  if (words.length > 12 || isChoice(element)) return null;
  if (ANSWERS.test(words)) return 'answer';
  if (PUBLISHES.test(words)) return 'publish';
  if (words !== '' && !/^\p{Co}+$/u.test(words)) return null;
  const names = iconNames(element);
  if (names.some((name) => ICON_ANSWERS.test(name))) return 'answer';
  if (names.some((name) => ICON_PUBLISHES.test(name))) return 'publish';
  const clickable = element.matches(`${BUTTON}, svg, img, i, span`) && (element.matches(BUTTON) || getComputedStyle(element).cursor === 'pointer');
  return clickable && names.length === 0 && markNames(element).some((name) => site.marks.includes(name)) ? 'publish' : null;
}

/**
 * @param {Element} element
 * @returns {boolean} whether it only chooses something, as "立即发布" beside "定时发布" does, or leads to another page
 */
function isChoice(element) {
  if (element.closest('[role="radio"], [role="tab"], [role="switch"], [role="checkbox"], [role="option"], [role="menuitemradio"]')) return true;
  if (element.closest('label')?.querySelector('input[type="radio"], input[type="checkbox"]')) return true;
  const link = element.closest('a[href]');
  return link instanceof HTMLAnchorElement && /^https?:$/.test(link.protocol) && link.pathname + link.search !== location.pathname + location.search;
}

/**
 * The publish control that an element is or lies in, if any.
 * @param {Element | null} element
 * @returns {Element | null}
 */
function publishControlAt(element) {
  let steps = 0;
  for (const at of outward(element)) {
    // A composer may hold no words but those of its button; pressing something else in it publishes nothing.
    if (++steps > 6 || isEditable(at) || at.querySelector('textarea, [contenteditable]')) return null;
    if (deed(at)) return at;
    if (at.matches(BUTTON)) return null;
  }
  return null;
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Generator<Element>} what publishes and can be seen, and what lies around it in the same button
 */
function* eachControl(roots) {
  for (const root of roots) {
    for (const element of root.querySelectorAll(CONTROL)) if (deed(element) && element.checkVisibility?.() !== false) yield element;
  }
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Element[]} every publish control in them that can be seen
 */
function publishControls(roots) {
  const found = [...eachControl(roots)];
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
}

/**
 * What says that it publishes without being any kind of button, such as a bare div that listens.
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Generator<Element>} the innermost elements with the words
 */
function* bareControls(roots) {
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { data, parentElement: element } = /** @type {Text} */ (node);
      if (data.length > 24 || !DEEDS.test(data) || !element || element.matches('script, style, textarea, option')) continue;
      if (deed(element) && element.checkVisibility?.() !== false) yield element;
    }
  }
}

/**
 * What leads to the last step of a post, where it is published.
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {Element[]}
 */
function stepControls(roots) {
  return [...roots].flatMap((root) => [...root.querySelectorAll(BUTTON)].filter((element) => site.step.includes(wordsOn(element))));
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @returns {boolean} whether there is anything to press that publishes
 */
function hasControl(roots) {
  return !eachControl(roots).next().done || !bareControls(roots).next().done;
}
