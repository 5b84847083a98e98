// Reading a field: its text, and for every unit of that text the place in the page it came from.

/**
 * A piece of text that came from one text node. `at[i]` is where unit i of the piece lies in the node.
 * @typedef {{node: Text, start: number, at: number[] | null, length: number}} Piece
 * @typedef {{text: string, pieces: Piece[], blanks: Blank[]}} Reading
 * An empty line: where it stands in the text, and its element.
 * @typedef {{place: number, element: Element}} Blank
 */

const BLOCKS = new Set(['DIV', 'P', 'LI', 'UL', 'OL', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'PRE', 'SECTION', 'ARTICLE', 'FIGURE', 'TABLE', 'TR', 'TD', 'HR']);
const UNREAD = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT']);
const MARKERS = /[\u200b\ufeff]/;

/**
 * @param {HTMLElement} element
 * @returns {string} the text as its author sees it
 */
function textOf(element) {
  return isForm(element) ? element.value : readingOf(element).text;
}

/**
 * The text of an editable element, a line for each block, without the zero-width marks that editors keep at line ends.
 * @param {HTMLElement} root
 * @returns {Reading}
 */
function readingOf(root) {
  const reader = { text: '', pieces: /** @type {Piece[]} */ ([]), blanks: /** @type {Blank[]} */ ([]), begun: false, broken: false };
  readChildren(root, reader, getComputedStyle(root).whiteSpace.startsWith('normal'));
  return { text: reader.text, pieces: reader.pieces, blanks: reader.blanks };
}

/**
 * @typedef {Reading & {begun: boolean, broken: boolean}} Reader
 * @param {Node} node
 * @param {Reader} reader
 * @param {boolean} collapses whether the white space of the source is layout, not text
 */
function readChildren(node, reader, collapses) {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child instanceof Text) readText(child, reader, collapses);
    else if (child instanceof HTMLElement) readElement(child, reader, collapses);
  }
}

/**
 * @param {HTMLElement} element
 * @param {Reader} reader
 * @param {boolean} collapses
 */
function readElement(element, reader, collapses) {
  if (UNREAD.has(element.tagName) || element.hidden || element.hasAttribute('data-slate-placeholder')) return;
  if (element.contentEditable === 'false' && BLOCKS.has(element.tagName)) return;
  if (element.tagName === 'BR') return readBreak(element, reader);
  const block = BLOCKS.has(element.tagName);
  const leaf = block && !hasBlock(element);
  if (leaf) beginLine(reader);
  else if (block) reader.broken = reader.begun;
  const place = reader.text.length;
  readChildren(element, reader, collapses && element.tagName !== 'PRE');
  if (leaf && reader.text.length === place) reader.blanks.push({ place, element });
  if (block) reader.broken = reader.begun;
}

/**
 * @param {Element} element
 */
function hasBlock(element) {
  for (let child = element.firstElementChild; child; child = child.nextElementSibling) {
    if (BLOCKS.has(child.tagName) || (child.firstElementChild && hasBlock(child))) return true;
  }
  return false;
}

/**
 * @param {Reader} reader
 */
function beginLine(reader) {
  if (reader.begun) reader.text += '\n';
  reader.begun = true;
  reader.broken = false;
}

/**
 * A `<br>` at the end of its line only keeps the line open; anywhere else it is a new line.
 * @param {HTMLElement} br
 * @param {Reader} reader
 */
function readBreak(br, reader) {
  if (reader.broken || !reader.begun) beginLine(reader);
  if (!endsLine(br)) reader.text += '\n';
}

/**
 * @param {Node} node
 * @returns {boolean} whether nothing but zero-width marks follows it in its block
 */
function endsLine(node) {
  for (let at = /** @type {Node | null} */ (node); at; at = at.parentNode) {
    for (let next = at.nextSibling; next; next = next.nextSibling) {
      if (next instanceof Element && BLOCKS.has(next.tagName)) return true;
      if (next.nodeName === 'BR' || (next.textContent ?? '').replace(/[\u200b\ufeff]/g, '') !== '') return false;
    }
    const parent = at.parentElement;
    if (!parent || BLOCKS.has(parent.tagName) || isEditable(parent)) return true;
  }
  return true;
}

/**
 * @param {Text} node
 * @param {Reader} reader
 * @param {boolean} collapses
 */
function readText(node, reader, collapses) {
  const { data } = node;
  if (data === '' || (collapses && /^[ \t\r\n]*\n[ \t\r\n]*$/.test(data))) return;
  if (reader.broken || !reader.begun) beginLine(reader);
  const at = MARKERS.test(data) ? unitsKept(data) : null;
  const text = at === null ? data : at.map((place) => data[place]).join('');
  if (text === '') return;
  reader.pieces.push({ node, start: reader.text.length, at, length: text.length });
  reader.text += text;
}

/**
 * @param {string} data
 * @returns {number[]} the places of the units that are text, not a marker
 */
function unitsKept(data) {
  const places = [];
  for (let i = 0; i < data.length; i++) if (!MARKERS.test(data[i])) places.push(i);
  return places;
}

/**
 * Where a place in the text lies in the page.
 * @param {Reading} reading
 * @param {number} offset
 * @param {boolean} closing whether the place ends a stretch, and so belongs to what stands before it
 * @returns {[Text, number] | null}
 */
function pointAt(reading, offset, closing) {
  for (const { node, start, at, length } of reading.pieces) {
    const inside = offset - start;
    if (closing ? inside > 0 && inside <= length : inside >= 0 && inside < length) {
      if (at === null) return [node, inside];
      return [node, closing ? at[inside - 1] + 1 : at[inside]];
    }
  }
  return closing ? null : endOf(reading, offset);
}

/**
 * @param {Reading} reading
 * @param {number} offset
 * @returns {[Text, number] | null}
 */
function endOf(reading, offset) {
  const last = reading.pieces.at(-1);
  if (!last || offset !== last.start + last.length) return null;
  return [last.node, last.at ? (last.at.at(-1) ?? 0) + 1 : last.length];
}

/**
 * @param {Reading} reading
 * @param {number} start
 * @param {number} end
 * @returns {Range | null} null when the page no longer has these words
 */
function rangeAt(reading, start, end) {
  const from = pointAt(reading, start, false);
  const to = pointAt(reading, end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
