// Cards: what was found, why it may matter, the law word for word, and what can be done.
const ORDER = ['info', 'warning', 'error'];
const STEPS = { info: 2, 'lower-two': 2, 'lower-one': 1, advise: 0 };

const at = (id) => document.getElementById(id);
const copyOf = (id) => at(id).content.cloneNode(true);

/** Show a card for each finding; return the findings at the levels the author's answers leave. */
export function showCards(state, acts) {
  const shown = levelled(state, acts);
  const open = openNow();
  for (const [id, wanted] of [['loud', (f) => f.level !== 'info'], ['quiet', (f) => f.level === 'info']]) {
    at(id).replaceChildren(...shown.filter(wanted).sort(byUrgency).map((f) => card(f, state, acts, open)));
  }
  at('hushed').hidden = at('quiet').children.length === 0;
  at('hushed').querySelector('.count').textContent = at('quiet').children.length;
  return shown;
}

/** The findings at the levels the author's answers leave. */
export function levelled(state, acts) {
  return state.findings.map((f) => ({ ...f, level: levelOf(f, state, acts) }));
}

/** What an answer is remembered by: the same words under the same rule. */
const keyOf = (finding) => `${finding.rule} ${finding.text}`;

export const byUrgency = (a, b) => ORDER.indexOf(b.level) - ORDER.indexOf(a.level) || a.start - b.start;

function levelOf(finding, state, acts) {
  const answers = [...(state.answers.get(keyOf(finding)) ?? [])];
  const steps = answers.map((id) => lowering(state.law.exemptions[id], finding, acts));
  return ORDER[Math.max(0, ORDER.indexOf(finding.level) - Math.max(0, ...steps))];
}

function lowering(question, finding, acts) {
  // Private information asks for express consent; other answers do not fit it.
  if (!question || (question.fits === 'ordinary' && acts.isPrivate(finding.category))) return 0;
  return STEPS[question.effect] ?? 0;
}

/** The folds that stand open, so that a card drawn anew keeps them. */
export function openNow() {
  return new Set([...document.querySelectorAll('.card details[open]')].map((d) => d.dataset.key));
}

/** A card about one finding. */
export function card(finding, state, acts, open) {
  const part = copyOf('card');
  const put = (name, words) => (part.querySelector(name).textContent = words);
  part.querySelector('.card').classList.add(finding.level);
  part.querySelector('.card').classList.toggle('here', finding.id === state.here);
  part.querySelector('.level').classList.add(finding.level);
  put('.level', at('levels').content.querySelector(`[data-level=${finding.level}]`).textContent);
  put('.title', finding.title);
  put('.quote', finding.text);
  part.querySelector('.quote').hidden = finding.text === '';
  put('.message', finding.message);
  put('.advice', finding.advice);
  part.querySelector('.quote').addEventListener('click', () => acts.point(finding));
  part.querySelector('.fixes').append(...finding.fixes.map((fix) => fixButton(finding, fix, acts)));
  showLaw(part.querySelector('.law'), finding, state, acts, open);
  questions(part.querySelector('.questions'), finding, state, acts, open);
  return part.firstElementChild;
}

function fixButton(finding, fix, acts) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = fix.label;
  if (fix.replacement && !fix.label.includes(fix.replacement)) {
    const result = document.createElement('b');
    result.textContent = fix.replacement;
    button.append(result);
  }
  button.addEventListener('click', () => acts.fix(finding, fix));
  return button;
}

/** The first article stands open to a click; where there are more than two, the rest share one fold. */
function showLaw(place, finding, state, acts, open) {
  const all = finding.articles.map((id) => article(id, finding, state, acts, open));
  if (all.length <= 2) return place.append(...all);
  const more = copyOf('others').firstElementChild;
  more.querySelector('.count').textContent = all.length - 1;
  remember(more, `${keyOf(finding)} others`, open);
  more.append(...all.slice(1));
  return place.append(all[0], more);
}

function article(id, finding, state, acts, open) {
  const part = copyOf('article');
  const { title, text, summary } = state.law.articles[id];
  const details = part.querySelector('details');
  remember(details, `${keyOf(finding)} ${id}`, open);
  part.querySelector('.name').textContent = title;
  part.querySelector('.gist').textContent = summary;
  part.querySelector('.statute').append(...text.split('\n').map(paragraph));
  part.querySelector('.more').href = `/articles/${encodeURIComponent(id)}?language=${acts.language}`;
  return part;
}

function paragraph(words) {
  const line = document.createElement('p');
  line.textContent = words;
  if (/^（/.test(words)) line.className = 'item';
  return line;
}

function questions(details, finding, state, acts, open) {
  const asked = finding.exemptions.filter((id) => state.law.exemptions[id]);
  details.hidden = asked.length === 0;
  remember(details, `${keyOf(finding)} questions`, open);
  for (const id of asked) details.append(question(id, finding, state, acts));
}

function question(id, finding, state, acts) {
  const part = copyOf('question');
  const { question: words, note } = state.law.exemptions[id];
  const yes = state.answers.get(keyOf(finding))?.has(id) ?? false;
  const button = part.querySelector('button');
  part.querySelector('span').textContent = words;
  part.querySelector('.said').textContent = note;
  part.querySelector('.said').hidden = !yes;
  button.setAttribute('aria-pressed', String(yes));
  button.addEventListener('click', () => acts.answer(keyOf(finding), id, !yes));
  return part;
}

function remember(details, key, open) {
  details.dataset.key = key;
  details.open = open.has(key);
}
