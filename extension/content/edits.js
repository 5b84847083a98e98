// What changed between two texts, and where a stretch of the first lies in the second. No page is needed.

/**
 * The one stretch in which two texts differ.
 * @param {string} before
 * @param {string} after
 * @returns {Edit}
 */
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const room = shorter - start;
  let same = 0;
  while (same < room && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, removed: before.length - start - same, added: after.length - start - same };
}

/**
 * Moves stretches of a text over one edit of it. A stretch whose words the edit changed is gone:
 * no mark is better than a mark on the wrong word.
 * @template {Stretch & {text: string}} T
 * @param {readonly T[]} stretches
 * @param {Edit} edit
 * @param {string} after the text after the edit
 * @returns {T[]}
 */
function moved(stretches, edit, after) {
  const delta = edit.added - edit.removed;
  const kept = [];
  for (const stretch of stretches) {
    const by = edit.start + edit.removed <= stretch.start ? delta : 0;
    const next = { ...stretch, start: stretch.start + by, end: stretch.end + by };
    if (after.slice(next.start, next.end) === stretch.text) kept.push(next);
  }
  return kept;
}

/**
 * Where a caret stands after changes to the text around it; inside a changed stretch it goes to its end.
 * @param {number} caret
 * @param {readonly Change[]} changes sorted by start, none overlapping
 * @returns {number}
 */
function caretAfter(caret, changes) {
  let by = 0;
  for (const { start, end, replacement } of changes) {
    if (caret >= end) by += replacement.length - (end - start);
    else if (caret > start) return start + by + replacement.length;
  }
  return caret + by;
}

/**
 * The text with changes made in it.
 * @param {string} text
 * @param {readonly Change[]} changes sorted by start, none overlapping
 * @returns {string}
 */
function changed(text, changes) {
  let out = '';
  let from = 0;
  for (const { start, end, replacement } of changes) {
    out += text.slice(from, start) + replacement;
    from = end;
  }
  return out + text.slice(from);
}
