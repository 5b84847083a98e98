// Where the browser cannot range over a form field's text: the same text, drawn invisibly in the same place.

const COPIED = [
  'font-family', 'font-size', 'font-style', 'font-variant', 'font-weight', 'font-stretch', 'font-feature-settings', 'font-kerning', 'text-rendering',
  'letter-spacing', 'word-spacing', 'line-height', 'text-align', 'text-indent', 'text-transform', 'tab-size', 'direction', 'word-break',
  'overflow-wrap', 'line-break', 'writing-mode', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left',
];

const MOVING_MS = 160;
/** A third scroll of one box, each so soon after the one before and on the same way, is a movement that goes on. */
const GLIDING_MS = 45;

/**
 * A mirror of one form field. `keep` brings it to where the field is now; `shown` tells whether it may be trusted there.
 * @typedef {{range: (start: number, end: number) => Range, keep: () => void, shown: () => boolean, remove: () => void}} Mirror
 * @param {HTMLTextAreaElement | HTMLInputElement} element
 * @param {AbortSignal} signal
 * @returns {Mirror}
 */
function mirrorOf(element, signal) {
  const frame = part('div', { class: 'mirror', 'aria-hidden': 'true' });
  const page = part('div');
  const text = document.createTextNode('');
  page.append(text);
  frame.append(page);
  const isMoving = watchMoves(signal);
  let known = '';
  let fits = false;
  const keep = () => {
    const now = looksOf(element);
    if (now !== known || !frame.isConnected) fits = placeMirror(element, frame, page);
    known = now;
    if (text.data !== element.value) text.data = element.value;
    frame.style.visibility = fits && !isMoving() ? 'visible' : 'hidden';
  };
  everyFrame(keep, signal);
  return {
    range: (start, end) => rangeIn(text, start, end),
    keep,
    shown: () => frame.style.visibility === 'visible',
    remove: () => frame.remove(),
  };
}

/**
 * @param {Text} text
 * @param {number} start
 * @param {number} end
 */
function rangeIn(text, start, end) {
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}

/**
 * Does something before each picture that the browser draws: what moves a field often announces itself to nobody.
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
function everyFrame(act, signal) {
  requestAnimationFrame(() => {
    if (signal.aborted) return;
    act();
    everyFrame(act, signal);
  });
}

/**
 * A wheel, a finger, a dragged bar or a smooth scroll moves the page ahead of its scripts; what we draw would trail behind.
 * @param {AbortSignal} signal
 * @returns {() => boolean} whether the page may be moving so
 */
function watchMoves(signal) {
  let until = 0;
  const glides = watchGlides();
  const options = { capture: true, passive: true, signal };
  const moves = () => (until = performance.now() + MOVING_MS);
  for (const type of ['wheel', 'touchmove']) addEventListener(type, moves, options);
  addEventListener('pointerdown', (event) => isOnBar(event) && moves(), options);
  addEventListener('scroll', (event) => (glides(event.target) || performance.now() < until) && moves(), options);
  return () => performance.now() < until;
}

/** @returns {(box: EventTarget | null) => boolean} told of each scroll, whether it goes on where those before it went */
function watchGlides() {
  let last = { box: /** @type {EventTarget | null} */ (null), at: 0, top: 0, way: 0, run: 0 };
  return (box) => {
    const { scrollTop: top } = box instanceof Element ? box : document.documentElement;
    const [at, way] = [performance.now(), Math.sign(top - last.top)];
    const goesOn = box === last.box && way === last.way && at - last.at < GLIDING_MS;
    last = { box, at, top, way, run: goesOn ? last.run + 1 : 0 };
    return last.run >= 2;
  };
}

/**
 * @param {PointerEvent} event
 * @returns {boolean} whether it is on a scroll bar
 */
function isOnBar({ target, offsetX, offsetY }) {
  return target instanceof Element && target.clientWidth > 0 && (offsetX > target.clientWidth || offsetY > target.clientHeight);
}

/**
 * All that decides where the words of a field are drawn, as one string to compare.
 * @param {HTMLTextAreaElement | HTMLInputElement} element
 */
function looksOf(element) {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const { left, top, right, bottom } = visibleBox(element);
  const places = [box.left, box.top, box.width, box.height, left, top, right, bottom, element.clientWidth, element.clientHeight, element.scrollLeft, element.scrollTop];
  return [...places, isShown(element), ...COPIED.map((name) => style.getPropertyValue(name))].join('|');
}

/**
 * @param {HTMLTextAreaElement | HTMLInputElement} element
 * @param {HTMLElement} frame
 * @param {HTMLElement} page
 * @returns {boolean} false where the field is turned or hidden, so that no mirror can lie on it
 */
function placeMirror(element, frame, page) {
  const root = stageRoot(element);
  if (frame.parentNode !== root) root.append(frame);
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const seen = visibleBox(element);
  // The page may be zoomed by its own style; then the copy is laid out in the field's units and zoomed alike.
  const zoom = box.width / element.offsetWidth || 1;
  const [left, top] = [box.left / zoom + element.clientLeft, box.top / zoom + element.clientTop];
  const [width, height] = [element.clientWidth, element.clientHeight];
  Object.assign(frame.style, {
    zoom: String(zoom),
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    clipPath: `inset(${seen.top / zoom - top}px ${left + width - seen.right / zoom}px ${top + height - seen.bottom / zoom}px ${seen.left / zoom - left}px)`,
  });
  for (const name of COPIED) page.style.setProperty(name, style.getPropertyValue(name));
  page.style.whiteSpace = element instanceof HTMLInputElement ? 'pre' : 'break-spaces';
  if (element instanceof HTMLInputElement) page.style.lineHeight = `${element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)}px`;
  page.style.transform = `translate(${-element.scrollLeft}px, ${-element.scrollTop}px)`;
  return isShown(element) && Math.abs(box.height / element.offsetHeight - zoom) < 0.02;
}

/**
 * The part of a field that no scrolling box around it, nor the window, cuts away.
 * @param {Element} element
 * @returns {{left: number, top: number, right: number, bottom: number}}
 */
function visibleBox(element) {
  const own = element.getBoundingClientRect();
  const seen = { left: Math.max(0, own.left), top: Math.max(0, own.top), right: Math.min(innerWidth, own.right), bottom: Math.min(innerHeight, own.bottom) };
  for (const at of outward(parentOf(element))) {
    if (at === document.documentElement || at === document.body || getComputedStyle(at).overflow === 'visible') continue;
    const box = at.getBoundingClientRect();
    seen.left = Math.max(seen.left, box.left);
    seen.top = Math.max(seen.top, box.top);
    seen.right = Math.min(seen.right, box.right);
    seen.bottom = Math.min(seen.bottom, box.bottom);
  }
  return seen;
}
