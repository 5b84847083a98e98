// Where the browser cannot range over a form field's text: the same text, drawn invisibly in the same place.

const COPIED = [
  'fontFamily', 'fontSize', 'fontStyle', 'fontVariant', 'fontWeight', 'fontStretch', 'fontFeatureSettings', 'fontKerning',
  'letterSpacing', 'wordSpacing', 'lineHeight', 'textAlign', 'textIndent', 'textTransform', 'tabSize', 'direction', 'wordBreak',
  'overflowWrap', 'lineBreak', 'writingMode', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft',
];

/**
 * A mirror of one form field.
 * @typedef {{range: (start: number, end: number) => Range, place: () => void, remove: () => void}} Mirror
 * @param {HTMLTextAreaElement | HTMLInputElement} element
 * @param {AbortSignal} signal
 * @returns {Mirror}
 */
function mirrorOf(element, signal) {
  const frame = document.createElement('div');
  const page = document.createElement('div');
  const text = document.createTextNode('');
  frame.className = 'mirror';
  page.append(text);
  frame.append(page);
  frame.setAttribute('aria-hidden', 'true');
  const place = () => placeMirror(element, frame, page, text);
  follow(element, place, signal);
  return {
    range: (start, end) => rangeIn(text, element.value, start, end),
    place,
    remove: () => frame.remove(),
  };
}

/**
 * @param {Text} text
 * @param {string} value
 * @param {number} start
 * @param {number} end
 */
function rangeIn(text, value, start, end) {
  if (text.data !== value) text.data = value;
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}

/**
 * Calls back whenever the field may have moved: it scrolls, the page scrolls or is resized, its style changes.
 * @param {HTMLElement} element
 * @param {() => void} place
 * @param {AbortSignal} signal
 */
function follow(element, place, signal) {
  addEventListener('scroll', place, { capture: true, passive: true, signal });
  addEventListener('resize', place, { passive: true, signal });
  element.addEventListener('scroll', place, { passive: true, signal });
  const observer = new ResizeObserver(place);
  observer.observe(element);
  const timer = setInterval(place, 500);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearInterval(timer);
  });
}

/**
 * @param {HTMLTextAreaElement | HTMLInputElement} element
 * @param {HTMLElement} frame
 * @param {HTMLElement} page
 * @param {Text} text
 */
function placeMirror(element, frame, page, text) {
  const root = stageRoot(element);
  if (frame.parentNode !== root) root.append(frame);
  if (text.data !== element.value) text.data = element.value;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const seen = visibleBox(element);
  // The page may be zoomed by its own style; then the copy is laid out in the field's units and zoomed alike.
  const zoom = box.width / element.offsetWidth || 1;
  const [left, top] = [box.left / zoom + element.clientLeft, box.top / zoom + element.clientTop];
  const [width, height] = [element.clientWidth, element.clientHeight];
  Object.assign(frame.style, {
    display: isShown(element) ? 'block' : 'none',
    zoom: String(zoom),
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    clipPath: `inset(${seen.top / zoom - top}px ${left + width - seen.right / zoom}px ${top + height - seen.bottom / zoom}px ${seen.left / zoom - left}px)`,
  });
  for (const name of COPIED) page.style.setProperty(dashed(name), style.getPropertyValue(dashed(name)));
  page.style.whiteSpace = element instanceof HTMLInputElement ? 'pre' : 'break-spaces';
  if (element instanceof HTMLInputElement) page.style.lineHeight = `${element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)}px`;
  page.style.transform = `translate(${-element.scrollLeft}px, ${-element.scrollTop}px)`;
}

/** @param {string} name */
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

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
