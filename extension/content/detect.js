// Is this the place where a post is written? Scored by label, role and publish control; never by a hashed class.

const WRITABLE = 'textarea, input, [contenteditable]';
const ENOUGH = 4;

/**
 * @param {Element} element
 * @returns {element is HTMLTextAreaElement | HTMLInputElement}
 */
function isForm(element) {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}

/**
 * @param {Element} element
 * @returns {boolean} whether text is typed into it, as the outermost editable element
 */
function isEditable(element) {
  if (element instanceof HTMLTextAreaElement) return true;
  if (element instanceof HTMLInputElement) return /^(text|)$/.test(element.type);
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return false;
  if (element.ownerDocument.designMode === 'on') return element === element.ownerDocument.body;
  return !element.parentElement?.isContentEditable;
}

/**
 * The editable element that a node lies in.
 * @param {Node | null} node
 * @returns {HTMLElement | null}
 */
function editableAround(node) {
  for (const at of outward(node)) if (isEditable(at)) return /** @type {HTMLElement} */ (at);
  return null;
}

/**
 * What the field is called, in the words a person reads or hears.
 * @param {HTMLElement} element
 * @returns {string}
 */
function labelOf(element) {
  return namesOf(element)[0] || nearbyLabel(element);
}

/**
 * Every name that a field is given by its page, the one that is seen first.
 * @param {HTMLElement} element
 * @returns {string[]}
 */
function namesOf(element) {
  const names = ['placeholder', 'aria-placeholder', 'data-placeholder', 'aria-label', 'title'];
  const own = names.map((name) => element.getAttribute(name));
  const inner = isForm(element) ? null : element.querySelector('[data-placeholder]')?.getAttribute('data-placeholder');
  return [...own, inner, labelledBy(element), ...frameNames(element)].map((name) => name?.trim() ?? '').filter((name) => name !== '');
}

/**
 * All that tells what a field is for. A one-line field may be for anything, so what stands before it is read too.
 * @param {HTMLElement} element
 * @returns {string}
 */
function toldBy(element) {
  const names = namesOf(element);
  if (names.length > 0 && !(element instanceof HTMLInputElement)) return names.join(' ');
  return [...names, nearbyLabel(element), element instanceof HTMLInputElement ? element.name : ''].join(' ');
}

/**
 * Whether a whole document is one editor, as in the frames of older rich text editors.
 * @param {HTMLElement} element
 */
function isWholePage(element) {
  return element === document.body && window !== window.top;
}

/**
 * @param {HTMLElement} element
 * @returns {(string | null | undefined)[]} what the frame is called by the page around it, where we may look
 */
function frameNames(element) {
  if (!isWholePage(element)) return [];
  try {
    return ['title', 'aria-label', 'name'].map((name) => window.frameElement?.getAttribute(name));
  } catch {
    return [];
  }
}

/**
 * @param {HTMLElement} element
 */
function labelledBy(element) {
  if (isForm(element) && element.labels?.length) return element.labels[0].textContent;
  const id = element.getAttribute('aria-labelledby')?.split(/\s+/)[0];
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  return id ? root.getElementById?.(id)?.textContent : null;
}

/**
 * A short line of words just before the field, which is how many sites name an editor.
 * @param {HTMLElement} element
 */
function nearbyLabel(element) {
  let steps = 0;
  for (const at of outward(element)) {
    const before = at.previousElementSibling;
    const words = before?.querySelector(WRITABLE) ? '' : (before?.textContent ?? '').trim();
    if (words.length > 0 && words.length <= 20) return words;
    if (++steps > 3) break;
  }
  return element.closest('[data-e2e]')?.getAttribute('data-e2e') ?? '';
}

/**
 * How many steps out of the field the nearest publish control is met.
 * @param {HTMLElement} element
 * @param {readonly Element[]} controls
 * @returns {number} Infinity when there is none within ten steps
 */
function stepsToControl(element, controls) {
  let steps = 0;
  for (const at of outward(element)) {
    if (controls.some((control) => holds(at, control))) return steps;
    if (++steps > 10) break;
  }
  return Infinity;
}

/**
 * @param {Element} outer
 * @param {Element} inner
 */
function holds(outer, inner) {
  for (const at of outward(inner)) if (at === outer) return true;
  return false;
}

/**
 * @typedef {{known: () => readonly Element[], bare: () => readonly Element[]}} Controls looked for only when they are asked for
 * @param {HTMLElement} element
 * @param {Controls} controls
 * @returns {boolean} whether it is a place where a post is written
 */
function isPost(element, { known, bare }) {
  return scoreOf(element, known) >= ENOUGH || scoreOf(element, bare) >= ENOUGH;
}

/**
 * @param {HTMLElement} element
 * @param {() => readonly Element[]} controlsOf
 * @returns {number}
 */
function scoreOf(element, controlsOf) {
  const told = toldBy(element);
  if (site.not.test(told) || site.avoid.test(location.pathname) || element.closest('[role="search"], search')) return 0;
  const single = element instanceof HTMLInputElement;
  const written = site.body.test(told) || site.comment.test(told);
  const named = written || site.title.test(told);
  if (single && !named) return 0;
  const score = (named ? 3 : 0) + (single && !written ? 0 : 1) + (isWholePage(element) ? 3 : 0) + (element.matches(site.stable) ? 1 : 0);
  return score >= ENOUGH ? score : score + nearControl(element, controlsOf());
}

/**
 * @param {HTMLElement} element
 * @param {readonly Element[]} controls
 * @returns {number} how much a publish control, or words that say that Enter publishes, speak for the field
 */
function nearControl(element, controls) {
  if (controls.length === 0) return saysEnter(element) ? 3 : 0;
  const steps = stepsToControl(element, controls);
  if (steps === Infinity) return 1;
  return steps > 7 ? 2 : 3;
}

/**
 * @param {HTMLElement} element
 * @returns {boolean}
 */
function canBeWritten(element) {
  if (isForm(element) && (element.readOnly || element.disabled)) return false;
  return element.getAttribute('aria-hidden') !== 'true' && isShown(element);
}

/**
 * @param {HTMLElement} element
 * @returns {FieldKind}
 */
function kindOf(element) {
  const told = toldBy(element);
  if (site.title.test(told) && !site.body.test(told)) return 'title';
  if (site.comment.test(told) && !site.post.test(told)) return 'comment';
  return element instanceof HTMLInputElement ? 'title' : 'body';
}
