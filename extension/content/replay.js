// Doing again what the author did, after the answer: the same control, the same sequence of events.

/**
 * What was held back: where it began, by what means.
 * @typedef {{target: Element, control: Element | null, means: 'mouse' | 'touch' | 'key' | 'submit' | 'click', event: Event, swallowed: string[]}} Gesture
 */

let replaying = false;

/** @returns {boolean} whether the events of this moment are our own */
const isReplaying = () => replaying;

/**
 * @param {Gesture} gesture
 * @param {string[]} [only] the types to send, where the rest still comes from the author's own hand
 */
function replay(gesture, only) {
  replaying = true;
  try {
    if (gesture.means === 'submit') submitAgain(/** @type {SubmitEvent} */ (gesture.event));
    else if (gesture.means === 'key') pressKeyAgain(gesture);
    else if (gesture.means === 'click') click(gesture.target);
    else pressAgain(gesture, only);
  } finally {
    replaying = false;
  }
}

/** @param {SubmitEvent} event */
function submitAgain(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const submitter = event.submitter?.isConnected ? event.submitter : null;
  form.requestSubmit(submitter);
}

/**
 * @param {Element} target
 * @returns {boolean} false when the page prevented what would follow
 */
function click(target) {
  return target.dispatchEvent(new MouseEvent('click', mouseInit(target)));
}

/**
 * @param {Gesture} gesture
 * @param {string[]} [only]
 */
function pressAgain({ target, control, means }, only) {
  const at = target.isConnected ? target : control;
  if (!at) return;
  if (means === 'touch' && !only) return tapAgain(at);
  for (const type of only ?? ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) point(at, type, means);
}

/**
 * A finger's sequence. A page that takes the touch for its own gets no mouse events after it, as from a real finger.
 * @param {Element} at
 */
function tapAgain(at) {
  let taken = false;
  for (const type of ['pointerdown', 'touchstart', 'pointerup', 'touchend']) {
    if (!type.startsWith('touch')) point(at, type, 'touch');
    else if (!touch(at, type)) taken = true;
  }
  if (!taken) for (const type of ['mousedown', 'mouseup', 'click']) point(at, type, 'touch');
}

/**
 * @param {Element} at
 * @param {string} type
 * @param {string} means
 */
function point(at, type, means) {
  if (type.startsWith('pointer')) at.dispatchEvent(new PointerEvent(type, { ...mouseInit(at, type), pointerId: 1, pointerType: means, isPrimary: true }));
  else at.dispatchEvent(new MouseEvent(type, mouseInit(at, type)));
}

/**
 * @param {Element} target
 * @param {string} [type]
 */
function mouseInit(target, type = 'click') {
  const box = target.getBoundingClientRect();
  const [clientX, clientY] = [box.left + box.width / 2, box.top + box.height / 2];
  return { bubbles: true, cancelable: true, composed: true, view: window, detail: 1, button: 0, buttons: type.endsWith('down') ? 1 : 0, clientX, clientY, screenX: clientX, screenY: clientY };
}

/**
 * @param {Element} target
 * @param {string} type
 * @returns {boolean} false when the page took it for its own
 */
function touch(target, type) {
  if (typeof Touch !== 'function') return true;
  const { clientX, clientY } = mouseInit(target);
  const finger = new Touch({ identifier: 1, target, clientX, clientY });
  const touches = type === 'touchstart' ? [finger] : [];
  return target.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, composed: true, touches, targetTouches: touches, changedTouches: [finger] }));
}

/**
 * A key pressed by a program has no consequence of its own, so the one that the browser would draw is drawn here.
 * @param {Gesture} gesture
 */
function pressKeyAgain({ target, event }) {
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = /** @type {KeyboardEvent} */ (event);
  const init = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true, view: window };
  let went = target.dispatchEvent(new KeyboardEvent('keydown', init));
  if (went && key === 'Enter') went = target.dispatchEvent(new KeyboardEvent('keypress', init));
  if (went) followKey(target, ctrlKey || metaKey);
  target.dispatchEvent(new KeyboardEvent('keyup', init));
}

/**
 * @param {Gesture} gesture
 * @returns {boolean} whether it is an Enter that may start a new line instead of publishing
 */
function mayBreakLine({ means, target, event }) {
  const { key, ctrlKey, metaKey } = /** @type {KeyboardEvent} */ (event);
  return means === 'key' && key === 'Enter' && !ctrlKey && !metaKey && isEditable(target) && !(target instanceof HTMLInputElement);
}

/**
 * What follows a key that no listener took: a button is clicked, a one-line field submits its form, a text gets a line.
 * @param {Element} target
 * @param {boolean} command whether Ctrl or ⌘ was held
 */
function followKey(target, command) {
  if (target.matches('button, a[href], summary, input') && !isEditable(target)) click(target);
  else if (target instanceof HTMLInputElement && target.form) submitFrom(target.form);
  else if (!command && !(target instanceof HTMLInputElement)) breakLine(editableAround(target));
}

/** @param {HTMLElement | null} element */
function breakLine(element) {
  if (!element) return;
  const inputType = isForm(element) || element.contentEditable === 'plaintext-only' ? 'insertLineBreak' : 'insertParagraph';
  const init = { bubbles: true, cancelable: true, composed: true, inputType };
  if (element.dispatchEvent(new InputEvent('beforeinput', init))) element.ownerDocument.execCommand(inputType);
}

/** @param {HTMLFormElement} form */
function submitFrom(form) {
  const chief = /** @type {HTMLElement | null} */ (form.querySelector('button:not([type]), [type="submit"], [type="image"]'));
  if (chief) click(chief);
  else form.requestSubmit();
}
