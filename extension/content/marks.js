// The underlines: ranges in CSS.highlights, so that nothing is written into an editor to draw on it.

/** @typedef {Range | OpaqueRange} Mark */
/** @typedef {{finding: Finding, mark: Mark}} Drawn */

/** @type {Readonly<Record<Level, Highlight>>} */
const HIGHLIGHTS = { error: new Highlight(), warning: new Highlight(), info: new Highlight() };
HIGHLIGHTS.error.priority = 3;
HIGHLIGHTS.warning.priority = 2;
HIGHLIGHTS.info.priority = 1;

/** @type {WeakSet<Node>} */
const dressed = new WeakSet();

/** Registers our highlights; the page shares the registry and may have cleared it. */
function raiseHighlights() {
  for (const level of LEVELS) {
    if (CSS.highlights.get(`shenyan-${level}`) !== HIGHLIGHTS[level]) CSS.highlights.set(`shenyan-${level}`, HIGHLIGHTS[level]);
  }
}

/** Takes our highlights out of the page. */
function lowerHighlights() {
  for (const level of LEVELS) {
    HIGHLIGHTS[level].clear();
    CSS.highlights.delete(`shenyan-${level}`);
  }
}

/**
 * @param {readonly Drawn[]} drawn
 */
function erase(drawn) {
  for (const { finding, mark } of drawn) {
    HIGHLIGHTS[finding.level].delete(/** @type {Range} */ (mark));
    if ('disconnect' in mark) mark.disconnect?.();
  }
}

/**
 * @param {HTMLElement} element
 * @param {readonly Finding[]} findings whose words the field has at this moment
 * @param {Reading | undefined} reading of an editor, as it is at this moment
 * @param {() => Mirror} mirror made only where the browser has no range over a form field
 * @returns {Drawn[]}
 */
function draw(element, findings, reading, mirror) {
  raiseHighlights();
  dressRoot(element);
  const markAt = marker(element, reading, mirror);
  const drawn = [];
  for (const finding of findings) {
    const mark = markAt(finding.start, finding.end);
    if (!mark) continue;
    HIGHLIGHTS[finding.level].add(/** @type {Range} */ (mark));
    drawn.push({ finding, mark });
  }
  return drawn;
}

/**
 * @param {HTMLElement} element
 * @param {Reading | undefined} reading
 * @param {() => Mirror} mirror
 * @returns {(start: number, end: number) => Mark | null}
 */
function marker(element, reading, mirror) {
  if (isForm(element)) {
    if (element.createValueRange) return (start, end) => element.createValueRange?.(start, end) ?? null;
    return mirror().range;
  }
  return (start, end) => (reading ? rangeAt(reading, start, end) : null);
}

/**
 * The style of the marks reaches no shadow root from outside; an editor inside one gets it there.
 * @param {HTMLElement} element
 */
function dressRoot(element) {
  const root = element.getRootNode();
  if (!(root instanceof ShadowRoot) || dressed.has(root)) return;
  dressed.add(root);
  dress(root, MARKS_LOOK);
}

/**
 * Where a mark can be seen, in this frame's viewport.
 * @param {HTMLElement} element
 * @param {Mark} mark
 * @returns {DOMRect[]}
 */
function rectsOf(element, mark) {
  const seen = visibleBox(element);
  return [...mark.getClientRects()].filter((rect) => {
    const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
    return rect.width > 0 && x > seen.left && x < seen.right && y > seen.top && y < seen.bottom;
  });
}
