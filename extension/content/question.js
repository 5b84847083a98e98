// The one question before a post goes out. Two answers and, where something can be masked, a third. Never a wall.

/** @typedef {{standing: Standing[], field: string, answer: (choice: Choice) => void}} Question */

/** @type {(Question & {dialog: HTMLDialogElement}) | null} */
let asked = null;

/**
 * @param {Element} near the control or the field that would publish
 * @param {Settings} settings
 * @param {Question} question
 */
function askBeforePublishing(near, settings, question) {
  if (asked) return;
  const dialog = /** @type {HTMLDialogElement} */ (part('dialog', { class: 'question', tabindex: '-1', 'aria-labelledby': 'shenyan-asks' }));
  dialog.classList.toggle('dark', isDarkAround(near));
  dialog.lang = tongue(settings);
  dialog.append(part('h2', { id: 'shenyan-asks' }, say('ask_title')), part('p', {}, say('ask_text')),
    part('ul', { class: 'stands' }, ...question.standing.map(standingRow)), choices(question.standing));
  dialog.addEventListener('cancel', (event) => (event.preventDefault(), answerQuestion('back')));
  asked = { ...question, dialog };
  closeCard();
  stageRoot(near).append(dialog);
  dialog.showModal();
  dialog.focus({ preventScroll: true });
}

/**
 * @param {Standing} standing
 */
function standingRow(standing) {
  const thumb = standing.thumb ? [part('img', { src: standing.thumb, alt: '' })] : [];
  return part('li', {}, levelMark(standing.level), ...thumb, part('q', {}, standing.text), part('span', {}, standing.title));
}

/**
 * @param {Standing[]} standing
 */
function choices(standing) {
  const row = part('div', { class: 'choices' }, button('choice main', say('ask_back'), () => answerQuestion('back')));
  if (standing.some((one) => one.maskable)) row.append(button('choice', say('ask_mask'), () => answerQuestion('mask')));
  row.append(button('choice plain', say('ask_publish'), () => answerQuestion('publish')));
  return row;
}

/**
 * @param {Choice} choice
 * @returns {boolean} whether a question was open
 */
function answerQuestion(choice) {
  if (!asked) return false;
  const { dialog, answer } = asked;
  asked = null;
  dialog.close();
  dialog.remove();
  answer(choice);
  return true;
}
