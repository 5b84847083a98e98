// Opening the card: by resting the pointer on a mark, by touching it, or by keys. The focus stays in the field.

const REST_MS = 180;
const LEAVE_MS = 320;

/**
 * @param {Finder} finder
 * @param {AbortSignal} signal
 */
function startPointing(finder, signal) {
  let rest = 0;
  const options = { signal, capture: true, passive: true };
  listen('mousemove', (event) => {
    clearTimeout(rest);
    if (isOnStage(event)) return;
    const field = fieldUnder(event, finder);
    rest = Number(setTimeout(() => rested(field, event.clientX, event.clientY), openedCard && !field ? LEAVE_MS : REST_MS));
  }, options);
  listen('click', (event) => {
    if (isOnStage(event)) return;
    const field = fieldUnder(event, finder);
    const touched = event instanceof PointerEvent && event.pointerType === 'touch';
    if (touched && field) rested(field, event.clientX, event.clientY);
    else closeCard();
  }, options);
  listen('scroll', (event) => {
    if (!isOnStage(event)) followMark();
  }, options);
  listen('resize', closeCard, options);
  listen('keydown', (event) => onKey(event, finder), { signal, capture: true });
  signal.addEventListener('abort', closeCard);
}

/**
 * @param {Event} event
 * @param {Finder} finder
 * @returns {Field | null}
 */
function fieldUnder(event, finder) {
  const element = editableAround(originOf(event));
  return (element && finder.find(element)) ?? null;
}

/**
 * @param {Field | null} field
 * @param {number} x
 * @param {number} y
 */
function rested(field, x, y) {
  const finding = field && findingAt(field, x, y);
  if (field && finding) openCard(field, finding);
  else if (!openedCard?.byKeyboard) closeCard();
}

/**
 * @param {Field} field
 * @param {number} x
 * @param {number} y
 * @returns {Finding | undefined} the smallest one there, the graver first
 */
function findingAt(field, x, y) {
  const under = field.paint.under(x, y);
  under.sort((a, b) => a.text.length - b.text.length || LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
  return under[0];
}

/**
 * Alt+J and Alt+K walk through the marks, Alt+Enter goes into the card, Escape leaves it. Any other key goes to the editor.
 * @param {KeyboardEvent} event
 * @param {Finder} finder
 */
function onKey(event, finder) {
  if (!event.isTrusted || event.isComposing) return;
  const inCard = isOnStage(event);
  if (event.key === 'Escape' && openedCard) return consume(event, closeCard);
  if (!event.altKey || event.ctrlKey || event.metaKey) {
    if (openedCard && !inCard && !['Alt', 'Shift', 'Control', 'Meta'].includes(event.key)) closeCard();
    return;
  }
  const here = focused();
  const field = inCard ? openedCard?.field : here && finder.find(/** @type {HTMLElement} */ (editableAround(here)));
  if (!field || field.shown.length === 0) return;
  if (event.code === 'KeyJ') consume(event, () => step(field, 1));
  if (event.code === 'KeyK') consume(event, () => step(field, -1));
  if (event.key === 'Enter') consume(event, () => enterCard(field));
}

/**
 * @param {Event} event
 * @param {() => void} act
 */
function consume(event, act) {
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

/**
 * @param {Field} field
 * @param {1 | -1} direction
 */
function step(field, direction) {
  const count = field.shown.length;
  const at = openedCard?.field === field ? field.shown.findIndex((finding) => finding.id === openedCard?.id) : -1;
  const next = at < 0 ? nextFromCaret(field, direction) : (at + direction + count) % count;
  show(field, field.shown[next]);
}

/**
 * @param {Field} field
 * @param {1 | -1} direction
 */
function nextFromCaret(field, direction) {
  const caret = caretOf(field.element)?.end ?? 0;
  if (direction < 0) return field.shown.findLastIndex((finding) => finding.end <= caret) ?? field.shown.length - 1;
  const next = field.shown.findIndex((finding) => finding.end > caret);
  return next < 0 ? 0 : next;
}

/**
 * @param {Field} field
 */
function enterCard(field) {
  if (!openedCard) step(field, 1);
  const element = openedCard?.element;
  const first = element?.querySelector('.fix') ?? element?.querySelector('summary, button');
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}

/**
 * Brings a finding into sight inside its field and opens its card.
 * @param {Field} field
 * @param {Finding} finding
 */
function show(field, finding) {
  if (field.paint.rects(finding).length === 0) bringIntoSight(field, finding);
  openCard(field, finding, true);
  announceCard(finding);
}

/**
 * @param {Field} field
 * @param {Finding} finding
 */
function bringIntoSight(field, finding) {
  const { element } = field;
  const box = element.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const mark = field.paint.markOf(finding)?.getClientRects()[0];
  if (!mark) return;
  const seen = element.getBoundingClientRect();
  if (mark.top < seen.top || mark.bottom > seen.bottom) element.scrollTop += mark.top - seen.top - element.clientHeight / 2;
  if (field.paint.rects(finding).length === 0) scrollBy({ top: mark.top - innerHeight / 2, left: mark.left < 0 || mark.right > innerWidth ? mark.left - innerWidth / 3 : 0, behavior: 'instant' });
  if (!isForm(element)) return;
  if (mark.left < seen.left || mark.right > seen.right) element.scrollLeft += mark.left - seen.left - element.clientWidth / 2;
}

/**
 * Tells a screen reader what the card says, as the focus does not go there by itself.
 * @param {Finding} finding
 */
function announceCard(finding) {
  const live = part('div', { class: 'heard', 'aria-live': 'polite' });
  openedCard?.element.append(live);
  setTimeout(() => (live.textContent = `${say(`level_${finding.level}`)} ${finding.text} ${finding.message} ${say('card_keys')}`), 50);
}
