// The author's caret, counted in the field's text, so that it survives an editor that draws itself anew.

/**
 * @param {HTMLElement} element
 * @returns {Stretch | null} null when the caret is elsewhere
 */
function caretOf(element) {
  if (isForm(element)) {
    return { start: element.selectionStart ?? 0, end: element.selectionEnd ?? 0 };
  }
  const selection = selectionOf(element);
  if (!selection?.anchorNode || !selection.focusNode || !element.contains(selection.anchorNode)) return null;
  const reading = readingOf(element);
  const places = [offsetOf(element, reading, selection.anchorNode, selection.anchorOffset), offsetOf(element, reading, selection.focusNode, selection.focusOffset)];
  return { start: Math.min(...places), end: Math.max(...places) };
}

/**
 * How much of the text stands before a point of the page.
 * @param {HTMLElement} element
 * @param {Reading} reading
 * @param {Node} node
 * @param {number} offset
 * @returns {number}
 */
function offsetOf(element, reading, node, offset) {
  const blank = reading.blanks.find((one) => one.element.contains(node));
  if (blank) return blank.place;
  const edge = document.createRange();
  edge.setStart(node, offset);
  let before = 0;
  for (const { node: text, start, at, length } of reading.pieces) {
    if (text === node) return start + (at ? at.filter((place) => place < offset).length : Math.min(offset, length));
    if (edge.comparePoint(text, 0) < 0) before = start + length;
    else break;
  }
  return before;
}

/**
 * @param {HTMLElement} element
 * @param {number} start
 * @param {number} end
 * @returns {boolean} whether the place could be found
 */
function select(element, start, end) {
  if (isForm(element)) {
    element.setSelectionRange(start, end);
    return true;
  }
  const reading = readingOf(element);
  const from = start === end ? caretPoint(reading, start) : pointAt(reading, start, false);
  const to = pointAt(reading, end, true) ?? from;
  const selection = selectionOf(element);
  if (!from || !to || !selection) return false;
  if (start === end) selection.collapse(...from);
  else selection.setBaseAndExtent(...from, ...to);
  return true;
}

/**
 * Where a caret goes: behind what stands before it; at the start of a line, before its words; on an empty line, into it.
 * @param {Reading} reading
 * @param {number} offset
 * @returns {[Node, number] | null}
 */
function caretPoint(reading, offset) {
  const blank = reading.blanks.find(({ place }) => place === offset)?.element;
  if (blank) return [document.createTreeWalker(blank, NodeFilter.SHOW_TEXT).nextNode() ?? blank, 0];
  return pointAt(reading, offset, true) ?? pointAt(reading, offset, false);
}

/**
 * @param {Element} element
 * @returns {() => void} puts every scroll position around the element back to where it is now
 */
function heldScroll(element) {
  const places = [...outward(element)].map((at) => /** @type {const} */ ([at, at.scrollLeft, at.scrollTop]));
  return () => {
    for (const [at, left, top] of places) {
      if (at.scrollLeft !== left || at.scrollTop !== top) at.scrollTo({ left, top, behavior: 'instant' });
    }
  };
}
