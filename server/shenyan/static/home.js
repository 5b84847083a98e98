// The page at `/`: reads the draft, asks the server, draws marks and cards. Nothing is stored.
import { maskedText, replaceSpan } from './fixing.js';
import { paint, shifted } from './marking.js';
import { showCards } from './cards.js';

const PAUSE = 250; // milliseconds without a key before the server is asked

const at = (id) => document.getElementById(id);
const desk = at('desk');
const draft = at('draft');
const say = desk.dataset;

// `unchecked` says why the text as it stands has not been checked; it is empty once the answer belongs to this text.
const state = { text: '', unchecked: '', findings: [], law: { articles: {}, exemptions: {} }, answers: new Map(), here: '' };
let timer = 0;
let asking = new AbortController();

draft.addEventListener('input', () => {
  state.findings = shifted(state.findings, state.text, draft.value);
  state.text = draft.value;
  ask();
});

for (const kind of ['click', 'keyup']) draft.addEventListener(kind, () => point(findingAt(draft.selectionStart)));

at('clear').addEventListener('click', () => write(''));
at('example').addEventListener('click', () => write(say.example));
at('copy').addEventListener('click', async () => {
  const words = (await copied()) ? say.copied : say.uncopied;
  if (!state.unchecked) tell(words);
});
at('pairing').addEventListener('submit', (event) => {
  event.preventDefault();
  at('pairing').hidden = true;
  ask(0);
});

function write(text) {
  draft.focus();
  replaceSpan(draft, 0, draft.value.length, text);
}

function ask(pause = PAUSE) {
  clearTimeout(timer);
  asking.abort();
  if (!state.text.trim()) return settle({ findings: [], articles: {}, exemptions: {} });
  if ([...state.text].length > Number(say.limit)) return leave(say.long);
  timer = setTimeout(request, pause);
  return leave(say.checking);
}

async function request() {
  asking = new AbortController();
  const { signal } = asking;
  try {
    const reply = await fetch('/v1/lint', {
      method: 'POST', signal, cache: 'no-store', credentials: 'omit',
      headers: { 'Content-Type': 'application/json', ...authorization() },
      body: JSON.stringify({ text: state.text, language: say.language }),
    });
    if (reply.ok) settle(await reply.json());
    else refused(reply.status);
  } catch (error) {
    if (error.name !== 'AbortError') leave(say.away);
  }
}

function authorization() {
  return at('token').value ? { Authorization: `Bearer ${at('token').value}` } : {};
}

function refused(status) {
  if (status === 401) at('pairing').hidden = false;
  const locked = at('token').value ? say.wrong : say.locked;
  leave({ 401: locked, 413: say.long, 429: say.busy, 503: say.busy }[status] ?? say.fault);
}

/** Say why this text is unchecked. Marks of what was checked stay, but nothing is copied as masked. */
function leave(words) {
  state.unchecked = words;
  draw();
}

function settle(reply) {
  state.unchecked = '';
  state.findings = reply.findings;
  state.law = { articles: reply.articles, exemptions: reply.exemptions };
  draw();
}

function draw() {
  const shown = showCards(state, { point: select, fix, answer, isPrivate, language: say.language });
  paint(at('mirror'), state.text, shown, state.here);
  at('copy').disabled = state.unchecked !== '' || maskedText(state.text, shown) === state.text;
  at('clear').hidden = state.text === '';
  at('example').hidden = state.text !== '';
  state.unchecked ? tell(state.unchecked) : tellCounts(shown);
}

function isPrivate(category) {
  return say.private.split(' ').includes(category);
}

function answer(key, question, yes) {
  const given = state.answers.get(key) ?? new Set();
  yes ? given.add(question) : given.delete(question);
  state.answers.set(key, given);
  draw();
}

function fix(finding, chosen) {
  draft.focus();
  replaceSpan(draft, finding.start, finding.end, chosen.replacement);
}

function select(finding) {
  draft.focus();
  draft.setSelectionRange(finding.start, finding.end);
  point(finding);
}

function findingAt(position) {
  return state.findings.find((f) => f.start <= position && position <= f.end);
}

function point(finding) {
  if (state.here === (finding?.id ?? '')) return;
  state.here = finding?.id ?? '';
  draw();
  document.querySelector('.card.here')?.scrollIntoView({ block: 'nearest' });
}

function tell(words) {
  at('state').className = 'state';
  at('state').textContent = words;
}

function tellCounts(shown) {
  if (!state.text.trim()) return tell('');
  if (shown.length === 0) {
    tell(say.calm);
    return at('state').classList.add('calm');
  }
  tell('');
  for (const name of at('levels').content.children) {
    const count = shown.filter((f) => f.level === name.dataset.level).length;
    if (count) {
      const part = document.createElement('span');
      part.className = name.dataset.level;
      part.textContent = `${name.textContent} ${count}`;
      at('state').append(part);
    }
  }
}

async function copied() {
  const text = maskedText(state.text, showing());
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

function showing() {
  return showCards(state, { point: select, fix, answer, isPrivate, language: say.language });
}

function copiedBySelection(text) {
  // navigator.clipboard is missing on plain http from another computer.
  const held = document.createElement('textarea');
  held.value = text;
  document.body.append(held);
  held.select();
  const done = document.execCommand('copy');
  held.remove();
  return done;
}
