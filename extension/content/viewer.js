// The picture in large: what was found and where, what to cover, the law, and the masked copy. Opened by its sign or from the popup.

/** @type {{picture: Picture, album: Album, dialog: HTMLDialogElement, group: string, said: string, isWorking: boolean} | null} */
let viewed = null;

/** @type {Readonly<Record<Replaced, string>>} */
const REPLACED_WORDS = { replaced: 'image_replaced', stays: 'image_stays', refused: 'image_refused', unmasked: 'image_failed' };
const VIEW_PIXELS = 1400; // a long screenshot is drawn no wider than this, to be kind to memory

/**
 * @param {Picture} picture
 * @param {Album} album
 * @param {string} [said] what to say at once, under the buttons
 */
function openViewer(picture, album, said = '') {
  closeViewer();
  closeCard();
  const near = picture.preview ?? picture.near;
  const dialog = /** @type {HTMLDialogElement} */ (part('dialog', { class: 'viewer', tabindex: '-1', 'aria-label': picture.label }));
  dialog.classList.toggle('dark', isDarkAround(near));
  dialog.lang = tongue(picture.session.settings());
  dialog.addEventListener('cancel', (event) => (event.preventDefault(), closeViewer()));
  dialog.addEventListener('click', (event) => event.target === dialog && closeViewer());
  viewed = { picture, album, dialog, group: '', said, isWorking: false };
  stageRoot(near).append(dialog);
  dialog.append(part('div', { class: 'sight' }), part('div', { class: 'side' }));
  fillViewer();
  void drawSight(picture, dialog);
  dialog.showModal();
  dialog.focus({ preventScroll: true });
  const refresh = () => viewed?.picture === picture && fillViewer();
  picture.listeners.add(refresh);
  dialog.addEventListener('close', () => picture.listeners.delete(refresh));
}

/** @param {Picture} [picture] only if it is this one */
function closeViewer(picture) {
  if (!viewed || (picture && viewed.picture !== picture)) return;
  const { dialog } = viewed;
  viewed = null;
  dialog.close();
  dialog.remove();
}

/** Draws everything but the picture itself anew. */
function fillViewer() {
  if (!viewed) return;
  const { picture, dialog } = viewed;
  const [sight, side] = [...dialog.children];
  const scrolled = side.querySelector('.found')?.scrollTop ?? 0;
  side.replaceChildren(viewerHead(picture), viewerList(picture), viewerFoot(picture));
  const list = side.querySelector('.found');
  if (list) list.scrollTop = scrolled;
  sight.querySelector('.frames')?.replaceWith(framesOver(picture));
}

/**
 * @param {Picture} picture
 * @param {HTMLElement} dialog
 */
async function drawSight(picture, dialog) {
  const bitmap = await createImageBitmap(picture.file).catch(() => null);
  if (!bitmap) return;
  const scale = Math.min(1, VIEW_PIXELS / bitmap.width, 12_000 / bitmap.height);
  const pen = penOf(bitmap.width * scale, bitmap.height * scale);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, pen.canvas.width, pen.canvas.height);
  bitmap.close();
  const place = part('div', { class: 'canvas' });
  place.style.width = `${pen.canvas.width}px`;
  place.append(pen.canvas, framesOver(picture));
  dialog.firstElementChild?.replaceChildren(place);
}

/**
 * @param {Picture} picture
 * @returns {HTMLElement} a frame over each place; a click covers it or leaves it bare
 */
function framesOver(picture) {
  const frames = part('div', { class: 'frames' });
  for (const finding of [...picture.shown].reverse()) {
    const group = groupOf(finding);
    for (const box of finding.boxes) {
      const frame = part('button', { type: 'button', class: finding.level, tabindex: '-1', 'aria-hidden': 'true', title: finding.title, click: () => toggleGroup(group) });
      frame.classList.toggle('covered', !picture.bare.has(group));
      frame.classList.toggle('here', viewed?.group === group);
      const [across, down] = [100 / picture.width, 100 / picture.height];
      Object.assign(frame.style, { left: `${box.x * across}%`, top: `${box.y * down}%`, width: `${box.width * across}%`, height: `${box.height * down}%` });
      frames.append(frame);
    }
  }
  return frames;
}

/** @param {string} group */
function toggleGroup(group) {
  if (!viewed) return;
  const { bare } = viewed.picture;
  if (!bare.delete(group)) bare.add(group);
  fillViewer();
}

/** @param {Picture} picture */
function viewerHead(picture) {
  const kind = picture.kind === 'other' ? '' : say(`image_kind_${picture.kind.replace('-', '_')}`);
  return part('div', { class: 'head' }, part('span', { class: 'title' }, picture.label, ...(kind ? [part('em', {}, kind)] : [])),
    part('button', { type: 'button', class: 'round', 'aria-label': say('card_close'), click: () => closeViewer() }, '×'));
}

/** @param {Picture} picture */
function viewerList(picture) {
  const list = part('div', { class: 'found' });
  if (picture.shown.length === 0) list.append(part('p', { class: 'quiet' }, stageWords(picture)));
  /** @type {Map<string, PictureFinding[]>} */
  const groups = new Map();
  for (const finding of picture.shown) groups.set(groupOf(finding), [...(groups.get(groupOf(finding)) ?? []), finding]);
  for (const [group, findings] of groups) list.append(groupRow(picture, group, findings));
  return list;
}

/** @param {Picture} picture */
function stageWords({ stage, masked }) {
  if (stage === 'checked') return say(masked ? 'image_masked_text' : 'image_clean');
  return say({ checking: 'image_checking', away: 'server_away_help', missing: 'image_missing', unread: 'image_unread' }[stage]);
}

/**
 * @param {Picture} picture
 * @param {string} group
 * @param {PictureFinding[]} findings
 */
function groupRow(picture, group, findings) {
  const [first] = findings;
  const places = findings.flatMap(({ boxes }) => boxes);
  const details = /** @type {HTMLDetailsElement} */ (part('details', { class: 'group' }, part('summary', {}, levelMark(first.level),
    part('q', {}, first.text || first.title), part('span', {}, first.text ? first.title : findings.length > 1 ? `×${findings.length}` : ''))));
  details.open = viewed?.group === group;
  details.addEventListener('toggle', () => unfold(group, details.open));
  details.append(part('p', {}, first.message), ...(first.advice ? [part('p', { class: 'quiet' }, first.advice)] : []),
    ...cardArticles(picture, first.articles.filter((id) => picture.law.articles[id])));
  return part('div', { class: 'item' }, places.length > 0 ? tick(picture, group, first) : part('i', {}), details);
}

/**
 * @param {Picture} picture
 * @param {string} group
 * @param {PictureFinding} finding
 */
function tick({ bare }, group, finding) {
  const box = /** @type {HTMLInputElement} */ (part('input', { type: 'checkbox', 'aria-label': say('image_cover', finding.text || finding.title), title: say('image_cover', '') }));
  box.checked = !bare.has(group);
  box.addEventListener('change', () => toggleGroup(group));
  return box;
}

/**
 * @param {string} group
 * @param {boolean} isOpen
 */
function unfold(group, isOpen) {
  if (!viewed || (viewed.group === group) === isOpen) return;
  viewed.group = isOpen ? group : '';
  fillViewer();
  viewed.dialog.querySelector('.frames .here')?.scrollIntoView({ block: 'center', inline: 'nearest' });
}

/** @param {Picture} picture */
function viewerFoot(picture) {
  const foot = part('div', { class: 'acts' });
  const isIdle = viewed?.isWorking === false;
  if (picture.covers.length > 0) {
    if (picture.replaceable) foot.append(act('choice main', 'image_replace', () => replaceFromViewer(), isIdle));
    foot.append(act('choice', 'image_save', () => saveFromViewer(), isIdle));
  }
  foot.append(part('p', { class: 'quiet', role: 'status' }, viewed?.said ?? ''));
  return foot;
}

/**
 * @param {string} look
 * @param {string} words
 * @param {() => Promise<string>} deed what it comes to, as a key of our words
 * @param {boolean} isIdle
 */
function act(look, words, deed, isIdle) {
  const made = /** @type {HTMLButtonElement} */ (button(look, say(words), () => void work(deed)));
  made.disabled = !isIdle;
  return made;
}

/** @param {() => Promise<string>} deed */
async function work(deed) {
  if (!viewed || viewed.isWorking) return;
  viewed.isWorking = true;
  viewed.said = say('image_working');
  fillViewer();
  const outcome = await deed();
  if (!viewed) return;
  viewed.isWorking = false;
  viewed.said = outcome && say(outcome);
  fillViewer();
}

/** @returns {Promise<string>} */
async function saveFromViewer() {
  const file = viewed && (await maskedFile(viewed.picture));
  if (file) save(file);
  return file ? 'image_saved' : 'image_failed';
}

/** @returns {Promise<string>} */
async function replaceFromViewer() {
  if (!viewed) return '';
  const done = await replacePicture(viewed.picture, viewed.album);
  return REPLACED_WORDS[done];
}
