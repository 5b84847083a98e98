// The card beside a mark: what was found, why it may matter, the law word for word, and what can be done.

/** @type {{field: Field, id: string, element: HTMLElement, byKeyboard: boolean, failed: boolean} | null} */
let openedCard = null;

/**
 * @param {Field} field
 * @param {Finding} finding
 * @param {boolean} [byKeyboard] opened by a key, and so left open when the pointer moves
 */
function openCard(field, finding, byKeyboard = false) {
  if (openedCard?.field === field && openedCard.id === finding.id) return;
  closeCard();
  const element = part('div', { class: 'card', popover: 'manual', role: 'dialog', tabindex: '-1', 'aria-label': say('card_label', finding.text) });
  element.classList.toggle('dark', isDarkAround(field.element));
  element.lang = tongue(field.session.settings());
  element.addEventListener('mousedown', (event) => event.preventDefault());
  openedCard = { field, id: finding.id, element, byKeyboard, failed: false };
  stageRoot(field.element).append(element);
  fillCard();
  element.showPopover();
  placeCard();
}

/** Closes the card; the focus goes back to the field if the card had it. */
function closeCard() {
  if (!openedCard) return;
  const { element, field } = openedCard;
  const hadFocus = element.matches(':focus-within');
  openedCard = null;
  element.remove();
  if (hadFocus) field.element.focus({ preventScroll: true });
}

/** After a scroll: a card that keys or the popup opened goes with its mark; one under the pointer has lost it. */
function followMark() {
  const finding = openedCard?.field.finding(openedCard.id);
  if (openedCard?.byKeyboard && finding && openedCard.field.paint.rects(finding).length > 0) placeCard();
  else closeCard();
}

/** Draws the card anew after its field changed; closes it when its finding is gone. */
function refreshCard() {
  if (!openedCard) return;
  const finding = openedCard.field.finding(openedCard.id);
  if (!finding || openedCard.field.paint.rects(finding).length === 0) closeCard();
  else fillCard();
}

function fillCard() {
  const finding = openedCard?.field.finding(openedCard.id);
  if (!openedCard || !finding) return closeCard();
  const { field, element, failed } = openedCard;
  const open = [...element.querySelectorAll('details')].map((details) => details.open);
  element.replaceChildren(cardHead(field, finding), cardBody(field, finding, failed), cardFoot(field, finding));
  element.querySelectorAll('details').forEach((details, at) => (details.open = open[at] ?? false));
}

/**
 * @param {Field} field
 * @param {Finding} finding
 */
function cardHead(field, finding) {
  const place = `${field.shown.indexOf(finding) + 1}/${field.shown.length}`;
  return part('div', { class: 'head' }, levelMark(finding.level),
    part('span', { class: `level ${finding.level}` }, say(`level_${finding.level}`)),
    part('span', { class: 'title' }, finding.title),
    part('span', { class: 'place', 'aria-label': say('card_place', place) }, place),
    part('button', { type: 'button', class: 'round', 'aria-label': say('card_close'), click: closeCard }, '×'));
}

/**
 * @param {Field} field
 * @param {Finding} finding
 * @param {boolean} failed whether the last fix did not take
 */
function cardBody(field, finding, failed) {
  const body = part('div', { class: 'body' }, part('p', {}, finding.message));
  if (finding.advice) body.append(part('p', { class: 'quiet' }, finding.advice));
  if (failed) body.append(part('p', { class: 'failed', role: 'alert' }, say('fix_failed')));
  body.append(cardFixes(field, finding));
  body.append(...cardArticles(field, finding.articles.filter((id) => field.law.articles[id])));
  const questions = finding.exemptions.filter((id) => field.law.exemptions[id] && YES_LOWERS.has(id));
  if (questions.length > 0) body.append(cardQuestions(field, finding, questions));
  return body;
}

/**
 * @param {Field} field
 * @param {Finding} finding
 */
function cardFixes(field, finding) {
  const fixes = finding.fixes.map((fix) => part('button', { type: 'button', class: 'fix', click: () => void fixFromCard(field, [changeOf(finding, fix)]) },
    part('b', {}, fix.label), part('span', {}, fix.replacement || part('s', {}, finding.text))));
  const all = masks(companions(field.shown, finding));
  if (finding.fixes.length > 0 && all.length > 1) {
    fixes.push(part('button', { type: 'button', class: 'fix', click: () => void fixFromCard(field, all) }, part('b', {}, say('fix_all')), part('span', {}, say('fix_all_count', all.length))));
  }
  return part('div', { class: 'fixes' }, ...fixes);
}

/**
 * @param {Finding} finding
 * @param {Fix} fix
 * @returns {Change}
 */
function changeOf(finding, fix) {
  return { start: finding.start, end: finding.end, replacement: fix.replacement };
}

/**
 * @param {Field} field
 * @param {Change[]} changes
 */
async function fixFromCard(field, changes) {
  const { ok } = await field.write(changes);
  if (ok) return closeCard();
  if (openedCard) openedCard.failed = true;
  fillCard();
}

/**
 * The first articles by name; where there are many, the rest under one line.
 * @param {Pick<Field, 'law'> & {session: {settings: () => Settings}}} field
 * @param {string[]} ids
 */
function cardArticles(field, ids) {
  const rows = ids.map((id) => cardArticle(field, id));
  if (rows.length <= 3) return rows;
  const rest = rows.slice(2);
  return [...rows.slice(0, 2), part('details', {}, part('summary', {}, say('law_more', rest.length)), ...rest)];
}

/**
 * @param {Pick<Field, 'law'> & {session: {settings: () => Settings}}} field
 * @param {string} id
 */
function cardArticle(field, id) {
  const article = field.law.articles[id];
  const links = [part('a', { href: `${field.session.settings().server}/articles/${encodeURIComponent(id)}`, target: '_blank', rel: 'noreferrer' }, say('law_page'))];
  if (isWebAddress(article.url)) links.push(part('a', { href: article.url, target: '_blank', rel: 'noreferrer' }, say('law_official')));
  return part('details', {}, part('summary', {}, article.title),
    part('p', { class: 'law', lang: 'zh-CN' }, article.text), part('div', { class: 'links' }, ...links));
}

/**
 * @param {Field} field
 * @param {Finding} finding
 * @param {string[]} questions
 */
function cardQuestions(field, finding, questions) {
  const rows = questions.map((id) => {
    const box = /** @type {HTMLInputElement} */ (part('input', { type: 'checkbox' }));
    box.checked = field.answers.some((answer) => answer.exemption === id && answer.text === finding.text && answer.category === finding.category);
    box.addEventListener('change', () => field.answer(finding, id, box.checked));
    return part('label', { class: 'asked' }, box, part('span', {}, field.law.exemptions[id].question));
  });
  return part('details', {}, part('summary', {}, say('exemptions')), ...rows, part('p', { class: 'quiet' }, say('exemptions_local')));
}

/**
 * @param {Field} field
 * @param {Finding} finding
 */
function cardFoot(field, finding) {
  const choices = /** @type {Scope[]} */ (['once', 'phrase', 'rule']);
  return part('div', { class: 'foot' }, ...choices.map((scope) => button('link', say(`ignore_${scope}`), () => void ignore(field, finding, scope))));
}

/**
 * @param {Field} field
 * @param {Finding} finding
 * @param {Scope} scope
 * @returns {Promise<Answered>}
 */
async function ignore(field, finding, scope) {
  if (scope === 'once') field.ignoreOnce(finding);
  closeCard();
  if (scope !== 'once') await ask({ type: 'shenyan:remember', scope, text: finding.text, rule: finding.rule });
  return { ok: true };
}

/** Puts the card under its mark, or above it where there is no room. */
function placeCard() {
  const finding = openedCard?.field.finding(openedCard.id);
  if (!openedCard || !finding) return;
  const { element, field } = openedCard;
  const mark = field.paint.rects(finding)[0] ?? field.element.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const below = mark.bottom + 8 + height <= innerHeight || mark.top - 8 - height < 8;
  const top = below ? Math.min(mark.bottom + 8, innerHeight - height - 8) : mark.top - 8 - height;
  element.style.left = `${Math.max(8, Math.min(mark.left - 12, innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, top)}px`;
}
