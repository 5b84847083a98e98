// Holding the publish control for one question. Armed at document_start on the window, before any listener of the page.

const PRESSES = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click', 'keydown', 'keypress', 'keyup', 'submit'];
const ENDS = ['click', 'touchend', 'keyup', 'submit'];
const WAIT_MS = 600;
const PICTURE_WAIT_MS = 3000; // reading a picture takes about two seconds
const GESTURE_MS = 1500;
const CLICK_FOLLOWS_MS = 200;

/**
 * @typedef {{finder: () => Finder | undefined, album: () => Album | undefined, pictures: () => Iterable<Picture>, settings: () => Settings, elsewhere: Elsewhere, signal: AbortSignal}} Watch
 * What was held, whether its press is over, what to do then, and how to let it go while its check is under way.
 * @typedef {Gesture & {at: number, ended: boolean, clean: boolean, then: (() => void) | null, goOn: (() => void) | null, caret: Stretch | null}} Held
 */

/**
 * @param {Watch} watch
 */
function startGuard(watch) {
  /** @type {{held: Held | null}} */
  const state = { held: null };
  for (const type of PRESSES) listen(type, (event) => onPress(event, state, watch), { capture: true, passive: false, signal: watch.signal });
  listen('input', (event) => onWriting(event, state), { capture: true, passive: true, signal: watch.signal });
  listen('pointerover', (event) => foresee(event, watch), { capture: true, passive: true, signal: watch.signal });
}

/**
 * @param {Event} event
 * @param {{held: Held | null}} state
 * @param {Watch} watch
 */
function onPress(event, state, watch) {
  if (isReplaying()) return;
  if (isOnStage(event)) return guardStage(event);
  if (state.held && follows(event, state.held)) return continueGesture(event, state, state.held);
  if (event.type === 'keydown') onWriting(event, state);
  if (/down$|start$/.test(event.type)) state.held = null;
  const gesture = gestureOf(event, watch);
  if (!gesture) return;
  const drafts = draftsOf(gesture, watch);
  const verdict = judge(drafts, watch);
  if (verdict === 'pass') return;
  swallow(event);
  /** @type {Held} */
  const held = { ...gesture, at: performance.now(), ended: ENDS.includes(event.type) || event.type === 'keydown', clean: false, then: null, goOn: null, caret: null };
  if (mayBreakLine(held)) held.caret = caretOf(/** @type {HTMLElement} */ (held.target));
  state.held = held;
  if (asked) return;
  if (verdict === 'ask') atEnd(held, () => put(held, drafts, watch));
  else void waitFor(held, drafts, watch);
}

/**
 * Who goes on typing after Enter meant a new line: it comes before what is typed next, as it would without us.
 * @param {Event} event
 * @param {{held: Held | null}} state
 */
function onWriting(event, { held }) {
  if (!held?.goOn || !event.isTrusted || isReplaying() || !mayBreakLine(held)) return;
  const element = editableAround(originOf(event));
  if (!element || element !== editableAround(held.target)) return;
  const { goOn, caret } = held;
  held.goOn = null;
  // The browser puts the caret where it belongs only after the event.
  if (event.type === 'input' && caret) setTimeout(() => insertAt(element, caret.start, goOn));
  else goOn();
}

/**
 * Does at an earlier place what inserts something there; the caret stays behind what was typed since.
 * @param {HTMLElement} element
 * @param {number} place
 * @param {() => void} act
 */
function insertAt(element, place, act) {
  const caret = caretOf(element)?.end ?? place;
  const { length } = textOf(element);
  select(element, place, place);
  act();
  const now = caret + textOf(element).length - length;
  select(element, now, now);
}

/**
 * Acts once the press is over: a dialog that opens under a finger or a button still held down catches the rest of it.
 * @param {Held} held
 * @param {() => void} act
 */
function atEnd(held, act) {
  if (held.ended) act();
  else held.then = act;
}

/** @param {Held} held */
function finish(held) {
  if (held.ended) return;
  held.ended = true;
  held.then?.();
}

/**
 * Keys pressed in our own dialog must not reach the page, which may publish on Enter.
 * @param {Event} event
 */
function guardStage(event) {
  if (event.type.startsWith('key')) event.stopImmediatePropagation();
}

/** @param {Event} event */
function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * @param {Event} event
 * @param {Held} held
 * @returns {boolean} whether it is the rest of a press that was held back
 */
function follows(event, held) {
  if (performance.now() - held.at > GESTURE_MS) return false;
  if (held.means === 'key') return /^key(press|up)$/.test(event.type) && /** @type {KeyboardEvent} */ (event).key === /** @type {KeyboardEvent} */ (held.event).key;
  if (held.means === 'submit' || held.means === 'click') return false;
  if (event.type.endsWith('down') || event.type === 'touchstart') return !held.ended && !held.swallowed.includes(event.type) && sameTarget(event, held);
  return /^(pointer|mouse|touch|click)/.test(event.type) && (event.isTrusted || !held.ended);
}

/**
 * @param {Event} event
 * @param {Held} held
 */
function sameTarget(event, held) {
  const origin = originOf(event);
  return origin !== null && (origin === held.target || held.control === null || holds(held.control, origin));
}

/**
 * @param {Event} event
 * @param {{held: Held | null}} state
 * @param {Held} held
 */
function continueGesture(event, state, held) {
  if (held.clean && event.type === 'click' && held.means !== 'key') {
    state.held = null;
    return replay(held, ['pointerdown', 'mousedown', 'pointerup', 'mouseup']);
  }
  held.swallowed.push(event.type);
  swallow(event);
  if (event.type === 'click' || (event.type === 'keyup' && !held.goOn)) state.held = null;
  if (ENDS.includes(event.type)) finish(held);
  else if (event.type.endsWith('up')) setTimeout(() => finish(held), CLICK_FOLLOWS_MS);
}

/**
 * @param {Event} event
 * @param {Watch} watch
 * @returns {Gesture | null} null when the event publishes nothing
 */
function gestureOf(event, watch) {
  const target = originOf(event);
  if (!target) return null;
  const base = { target, event, swallowed: [event.type] };
  if (event.type === 'submit') return { ...base, control: null, means: 'submit' };
  if (event instanceof KeyboardEvent) return keyGesture(event, base, watch);
  if (/up$|end$/.test(event.type)) return null;
  const control = publishControlAt(target);
  if (!control) return null;
  if (!event.isTrusted) return event.type === 'click' ? { ...base, control, means: 'click' } : null;
  return { ...base, control, means: event.type === 'touchstart' || (event instanceof PointerEvent && event.pointerType === 'touch') ? 'touch' : 'mouse' };
}

/**
 * @param {KeyboardEvent} event
 * @param {{target: Element, event: Event, swallowed: string[]}} base
 * @param {Watch} watch
 * @returns {Gesture | null}
 */
function keyGesture(event, base, watch) {
  if (event.type !== 'keydown' || event.isComposing || event.keyCode === 229 || event.altKey) return null;
  const editable = editableAround(base.target);
  const field = editable && watch.finder()?.find(editable);
  if (field) return event.key === 'Enter' && enterPublishes(event, field, watch) ? { ...base, control: null, means: 'key' } : null;
  if (event.key !== 'Enter' && event.key !== ' ') return null;
  const control = publishControlAt(base.target);
  return control ? { ...base, control, means: 'key' } : null;
}

/**
 * Whether Enter sends the text rather than starting a new line. With Ctrl or ⌘ it may anywhere; alone, in one-line
 * fields, in comments, where the site says so, and where nothing else could publish.
 * @param {KeyboardEvent} event
 * @param {Field} field
 * @param {Watch} watch
 */
function enterPublishes(event, field, watch) {
  const { element } = field;
  if (event.ctrlKey || event.metaKey) return true;
  if (event.shiftKey || field.breaksLines) return false;
  if (element instanceof HTMLInputElement || field.kind === 'comment' || site.enterPublishes.test(siteHost)) return true;
  if (/^(send|go|done)$/.test(element.enterKeyHint) || element.getAttribute('aria-multiline') === 'false') return true;
  if ((!site.body.test(field.label) && isOneLine(element)) || saysEnter(element)) return true;
  return window === window.top && !hasControl(watch.finder()?.roots ?? []);
}

/** @param {HTMLElement} element */
function isOneLine(element) {
  if (element instanceof HTMLTextAreaElement && element.rows === 1) return true;
  const line = parseFloat(getComputedStyle(element).lineHeight) || parseFloat(getComputedStyle(element).fontSize) * 1.4;
  return element.clientHeight > 0 && element.clientHeight < line * 2 && !element.matches('[role="textbox"][aria-multiline="true"]');
}

/**
 * @param {HTMLElement} element
 * @returns {boolean} whether words beside the field say that Enter sends
 */
function saysEnter(element) {
  const words = `${toldBy(element)} ${parentOf(element)?.parentElement?.textContent ?? ''}`;
  return words.length < 300 && /(enter|回车)键?[^ctrl⌘]{0,4}(发送|发布|评论|提交|send|post)/i.test(words) && !/(ctrl|⌘|cmd)\s*[+＋]\s*(enter|回车)/i.test(words);
}
