// Changing the author's text, on a click: through the editor's own input path, checked afterwards, undone by one Ctrl+Z.

/** How late an editor with a model of its own may learn of the caret: some ask for it ten times a second. */
const CARET_KNOWN_MS = 130;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Makes changes in a field. Either all of them stand afterwards, or the text is as it was.
 * @param {HTMLElement} element
 * @param {Change[]} changes sorted by start, none overlapping
 * @returns {Promise<Answered>}
 */
async function rewrite(element, changes) {
  const before = textOf(element);
  const caret = caretOf(element);
  const hadFocus = focused();
  const restoreScroll = heldScroll(element);
  const done = await rewriteInSteps(element, before, changes);
  if (done && caret) select(element, caretAfter(caret.start, changes), caretAfter(caret.end, changes));
  restoreScroll();
  if (hadFocus !== element && hadFocus instanceof HTMLElement && hadFocus !== document.body) hadFocus.focus({ preventScroll: true });
  const text = textOf(element);
  return done ? { ok: true, text } : { ok: false, text, reason: text === before ? 'unchanged' : 'changed' };
}

/**
 * A form field takes all changes as one, so that one undo takes them back; an editor takes them one by one, last first,
 * as a stretch over several of its lines or chips would lose them.
 * @param {HTMLElement} element
 * @param {string} before
 * @param {Change[]} changes
 */
async function rewriteInSteps(element, before, changes) {
  const steps = isForm(element) && changes.length > 1 ? [joined(before, changes)] : [...changes].reverse();
  for (const step of steps) {
    if (!(await replace(element, step))) return false;
  }
  return textOf(element) === changed(before, changes);
}

/**
 * @param {string} text
 * @param {Change[]} changes
 * @returns {Change} one change that does the same
 */
function joined(text, changes) {
  const start = changes[0].start;
  const end = changes[changes.length - 1].end;
  const inside = changes.map((change) => ({ ...change, start: change.start - start, end: change.end - start }));
  return { start, end, replacement: changed(text.slice(start, end), inside) };
}

/**
 * Tries each way of writing until the field shows what was wanted. A way is tried only while the text is untouched.
 * An editor with a model of its own hears a paste or an announced input; typing over is for the others, as it changes
 * the page alone, and such a model might never learn of it.
 * @param {HTMLElement} element
 * @param {Change} change
 * @returns {Promise<boolean>}
 */
async function replace(element, change) {
  const before = textOf(element);
  const wanted = changed(before, [change]);
  if (wanted === before) return true;
  for (const way of isForm(element) ? [typeOver] : [pasteOver, announce, typeOver]) {
    element.focus({ preventScroll: true });
    if (!select(element, change.start, change.end)) return false;
    if (!isForm(element)) await pause(CARET_KNOWN_MS);
    const taken = way(element, change.replacement);
    if (await settles(element, before, wanted, taken)) return true;
    if (textOf(element) !== before) return takeBack(element, before, way, taken);
  }
  return false;
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function typeOver(element, text) {
  return text === '' ? element.ownerDocument.execCommand('delete') : element.ownerDocument.execCommand('insertText', false, text);
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 * @returns {boolean} whether the editor took the paste for its own
 */
function pasteOver(element, text) {
  if (text === '') return false;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return !element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true, clipboardData }));
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function announce(element, text) {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', text);
  const inputType = text === '' ? 'deleteContentBackward' : 'insertReplacementText';
  const range = selectionOf(element)?.getRangeAt(0);
  const targetRanges = range ? [new StaticRange(range)] : [];
  return !element.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true, composed: true, inputType, data: text, dataTransfer, targetRanges }));
}

/**
 * Waits until the text is what was wanted and stays so: some frameworks write their own model back a moment later.
 * @param {HTMLElement} element
 * @param {string} before
 * @param {string} wanted
 * @param {boolean} taken whether the editor said that it would do it, and so is given longer
 */
async function settles(element, before, wanted, taken) {
  if (!taken && textOf(element) === before) return false;
  for (let waited = 0; waited < 480; waited += 30) {
    await pause(30);
    if (textOf(element) === wanted) break;
  }
  await pause(90);
  return textOf(element) === wanted;
}

/**
 * Undoes what did not come out as it should: as the editor's own history does, else by writing the old words again.
 * @param {HTMLElement} element
 * @param {string} before
 * @param {(element: HTMLElement, text: string) => boolean} way how it was written
 * @param {boolean} taken whether the editor said that it would write it, and so has the history
 * @returns {Promise<false>} always: the change did not stand
 */
async function takeBack(element, before, way, taken) {
  const wrong = textOf(element);
  const undo = () => element.ownerDocument.execCommand('undo');
  const told = isForm(element) ? [] : [() => announceUndo(element), () => pressUndo(element)];
  for (const act of taken ? [...told, undo] : [undo, ...told]) {
    act();
    await pause(60);
    if (textOf(element) !== wrong) break;
  }
  if (textOf(element) !== before) await writeBack(element, before, way);
  return false;
}

/**
 * @param {HTMLElement} element
 * @param {string} before
 * @param {(element: HTMLElement, text: string) => boolean} way
 */
async function writeBack(element, before, way) {
  const { start, removed, added } = difference(textOf(element), before);
  if (!select(element, start, start + removed)) return;
  if (!isForm(element)) await pause(CARET_KNOWN_MS);
  way(element, before.slice(start, start + added));
  await pause(60);
}

/** @param {HTMLElement} element */
function announceUndo(element) {
  element.dispatchEvent(new InputEvent('beforeinput', { bubbles: true, cancelable: true, composed: true, inputType: 'historyUndo' }));
}

/** @param {HTMLElement} element */
function pressUndo(element) {
  const command = /^Mac/.test(navigator.platform) ? { metaKey: true } : { ctrlKey: true };
  element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, composed: true, key: 'z', code: 'KeyZ', keyCode: 90, ...command }));
}
