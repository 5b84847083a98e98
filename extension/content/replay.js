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
  const types = only ?? [...(means === 'touch' ? ['touchstart'] : []), 'pointerdown', 'mousedown', ...(means === 'touch' ? ['touchend'] : []), 'pointerup', 'mouseup', 'click'];
  for (const type of types) {
    if (type.startsWith('touch')) touch(at, type);
    else if (type.startsWith('pointer')) at.dispatchEvent(new PointerEvent(type, { ...mouseInit(at), pointerId: 1, pointerType: means, isPrimary: true }));
    else at.dispatchEvent(new MouseEvent(type, mouseInit(at, type)));
  }
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
 */
function touch(target, type) {
  if (typeof Touch !== 'function') return;
  const { clientX, clientY } = mouseInit(target);
  const point = new Touch({ identifier: 1, target, clientX, clientY });
  const touches = type === 'touchstart' ? [point] : [];
  target.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, composed: true, touches, targetTouches: touches, changedTouches: [point] }));
}

/**
 * A key pressed by a program has no consequence of its own, so the one that the browser would draw is drawn here:
 * on a button it clicks, in a one-line field it submits the form.
 * @param {Gesture} gesture
 */
function pressKeyAgain({ target, control, event }) {
  const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = /** @type {KeyboardEvent} */ (event);
  const init = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true, view: window };
  const went = target.dispatchEvent(new KeyboardEvent('keydown', init));
  if (went && key === 'Enter') target.dispatchEvent(new KeyboardEvent('keypress', init));
  if (went && control) click(control);
  else if (went && target instanceof HTMLInputElement && target.form) submitFrom(target.form);
  target.dispatchEvent(new KeyboardEvent('keyup', init));
}

/** @param {HTMLFormElement} form */
function submitFrom(form) {
  const chief = /** @type {HTMLElement | null} */ (form.querySelector('button:not([type]), [type="submit"], [type="image"]'));
  if (chief) click(chief);
  else form.requestSubmit();
}
