// Pictures on the page at `/`: chosen, pasted or dropped; marked where they show something; saved masked. Nothing is stored.
import { byUrgency, card, levelled, openNow } from './cards.js';

const SHARP = 1400; // a picture is drawn no wider than this, and no longer than what a canvas holds
const LONG = 12000;

const at = (id) => document.getElementById(id);
const gallery = at('gallery');
const say = gallery.dataset;
const desk = at('desk').dataset;
let turn = Promise.resolve(); // one picture at a time: reading one takes seconds
const locked = new Set(); // views that wait for a token

at('choose').addEventListener('click', () => at('chosen').click());
at('chosen').addEventListener('change', () => {
  take(at('chosen').files);
  at('chosen').value = '';
});
document.addEventListener('paste', (event) => {
  if (take(event.clipboardData.files)) event.preventDefault();
});
at('pairing').addEventListener('submit', () => {
  for (const view of locked) queue(view);
  locked.clear();
});
document.addEventListener('dragover', (event) => {
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  document.body.classList.add('over');
});
for (const type of ['dragleave', 'drop']) document.addEventListener(type, () => document.body.classList.remove('over'));
document.addEventListener('drop', (event) => {
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});

/** Show each picture and have it checked; return how many there were. */
function take(files) {
  const pictures = [...files].filter((file) => file.type.startsWith('image/'));
  for (const file of pictures) show(file);
  return pictures.length;
}

function show(file) {
  const figure = at('picture').content.cloneNode(true).firstElementChild;
  const view = { file, figure, findings: [], law: { articles: {}, exemptions: {} }, answers: new Map(), bare: new Set(), here: '', width: 0, height: 0 };
  figure.querySelector('.off').addEventListener('click', () => {
    figure.remove();
    locked.delete(view);
  });
  figure.querySelector('.save').addEventListener('click', () => void save(view));
  gallery.prepend(figure);
  turn = turn.then(() => figure.isConnected && drawn(view));
  queue(view);
}

function queue(view) {
  tell(view, say.checking);
  turn = turn.then(() => view.figure.isConnected && check(view));
}

async function drawn({ file, figure }) {
  const canvas = figure.querySelector('canvas');
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return;
  const scale = Math.min(1, SHARP / bitmap.width, LONG / bitmap.height);
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.setAttribute('aria-label', file.name);
  figure.querySelector('.sheet').style.inlineSize = `${canvas.width}px`;
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

async function check(view) {
  const reply = await post(`/v1/lint-image?language=${desk.language}`, view.file);
  if (!reply?.ok) return refused(view, reply?.status ?? 0);
  const { findings, articles, exemptions, width, height } = await reply.json();
  Object.assign(view, { findings, law: { articles, exemptions }, width, height });
  draw(view);
}

async function post(address, file) {
  const token = at('token').value;
  const headers = { 'Content-Type': file.type, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  try {
    return await fetch(address, { method: 'POST', cache: 'no-store', credentials: 'omit', headers, body: file });
  } catch {
    return null;
  }
}

function refused(view, status) {
  if (status === 401) return askToken(view);
  const known = { 0: say.away, 413: say.unread, 415: say.unread, 422: say.unread, 429: say.busy, 501: say.missing, 503: say.busy };
  return tell(view, known[status] ?? say.fault);
}

function askToken(view) {
  tell(view, at('token').value ? say.wrong : say.locked);
  at('pairing').hidden = false;
  locked.add(view);
}

function tell({ figure }, words) {
  figure.querySelector('.state').className = 'state';
  figure.querySelector('.state').textContent = words;
}

/** What is ticked together: the same words, or all avatars. */
const groupOf = ({ rule, text }) => `${rule} ${text}`;

function groupsOf(view, shown) {
  const groups = new Map();
  for (const finding of shown) groups.set(groupOf(finding), [...(groups.get(groupOf(finding)) ?? []), finding]);
  return groups;
}

function draw(view) {
  const acts = { point: (finding) => point(view, finding), answer: (...said) => answer(view, ...said), isPrivate, language: desk.language };
  const open = openNow();
  const shown = levelled(view, acts).map((f) => ({ ...f, start: 0, fixes: [] })).sort(byUrgency);
  const groups = groupsOf(view, shown);
  const cards = [...groups].map(([group, findings]) => cardOf(view, group, findings, acts, open));
  view.figure.querySelector('.cards').replaceChildren(...cards);
  view.figure.querySelector('.boxes').replaceChildren(...[...shown].reverse().flatMap((finding) => finding.boxes.map((box) => boxOf(view, finding, box))));
  view.figure.querySelector('.save').disabled = covers(view).length === 0;
  tellCounts(view, shown);
}

function cardOf(view, group, findings, acts, open) {
  const made = card(findings[0], view, acts, open);
  if (findings.length > 1) made.querySelector('.title').textContent += ` ×${findings.length}`;
  if (findings.some(({ boxes }) => boxes.length > 0)) made.querySelector('.what').append(tick(view, group));
  return made;
}

function tick(view, group) {
  const label = at('tick').content.cloneNode(true).firstElementChild;
  const box = label.querySelector('input');
  box.checked = !view.bare.has(group);
  box.addEventListener('change', () => toggle(view, group));
  return label;
}

function toggle(view, group) {
  if (!view.bare.delete(group)) view.bare.add(group);
  draw(view);
}

function boxOf(view, finding, { x, y, width, height }) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = finding.level;
  button.tabIndex = -1;
  button.title = finding.title;
  button.setAttribute('aria-hidden', 'true');
  button.classList.toggle('covered', !view.bare.has(groupOf(finding)));
  button.classList.toggle('here', finding.id === view.here);
  Object.assign(button.style, { left: `${(x / view.width) * 100}%`, top: `${(y / view.height) * 100}%`, width: `${(width / view.width) * 100}%`, height: `${(height / view.height) * 100}%` });
  button.addEventListener('click', () => toggle(view, groupOf(finding)));
  return button;
}

function point(view, finding) {
  view.here = finding.id;
  draw(view);
  view.figure.querySelector('.boxes .here')?.scrollIntoView({ block: 'nearest' });
}

function answer(view, key, question, yes) {
  const given = view.answers.get(key) ?? new Set();
  yes ? given.add(question) : given.delete(question);
  view.answers.set(key, given);
  draw(view);
}

function isPrivate(category) {
  return desk.private.split(' ').includes(category);
}

function tellCounts(view, shown) {
  tell(view, shown.length === 0 ? say.calm : '');
  view.figure.querySelector('.state').classList.toggle('calm', shown.length === 0);
  for (const name of at('levels').content.children) {
    const count = shown.filter((f) => f.level === name.dataset.level).length;
    if (count === 0) continue;
    const part = document.createElement('span');
    part.className = name.dataset.level;
    part.textContent = `${name.textContent} ${count}`;
    view.figure.querySelector('.state').append(part);
  }
}

function covers(view) {
  return view.findings.filter((finding) => !view.bare.has(groupOf(finding))).flatMap(({ boxes }) => boxes);
}

async function save(view) {
  const boxes = covers(view).map(({ x, y, width, height }) => [Math.max(0, x), Math.max(0, y), width, height].join(',')).join(';');
  const reply = await post(`/v1/mask-image?boxes=${boxes}`, view.file);
  if (!reply?.ok) return tell(view, say.unsaved);
  const link = document.createElement('a');
  const blob = await reply.blob();
  link.href = URL.createObjectURL(blob);
  link.download = `${view.file.name.replace(/\.\w+$/, '')}-masked.${blob.type === 'image/jpeg' ? 'jpg' : 'png'}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return tell(view, say.saved);
}
