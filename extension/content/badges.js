// What stands on a preview: a small sign with the number of findings, and a frame around each place. The page's own image is untouched.

/**
 * @param {Album} album
 * @param {PictureSession} session
 */
function startBadges(album, session) {
  /** @type {Map<Picture, {badge: HTMLElement, veil: HTMLElement, drawn: string}>} */
  const signs = new Map();
  const options = { capture: true, passive: true, signal: session.signal };

  function place() {
    for (const [picture, { badge, veil }] of signs) {
      if (album.pictures.has(picture)) continue;
      badge.remove();
      veil.remove();
      signs.delete(picture);
    }
    for (const picture of album.pictures) placeSign(picture);
  }

  /** @param {Picture} picture */
  function placeSign(picture) {
    const { preview } = picture;
    if (!preview || !isSeen(preview) || isHushed(picture)) return signs.get(picture)?.badge.parentNode ? hide(picture) : undefined;
    const sign = signs.get(picture) ?? makeSign(picture);
    const box = preview.getBoundingClientRect();
    const now = JSON.stringify([picture.stage, picture.masked, picture.shown.map(({ level }) => level), box, session.settings().language]);
    const root = stageRoot(preview);
    if (sign.badge.parentNode !== root) root.append(sign.veil, sign.badge);
    if (sign.drawn === now) return;
    sign.drawn = now;
    fillBadge(sign.badge, picture, box);
    fillVeil(sign.veil, picture, preview, box);
  }

  /** @param {Picture} picture */
  function makeSign(picture) {
    const badge = button('badge', '', () => openViewer(picture, album));
    const sign = { badge, veil: part('div', { class: 'veil', 'aria-hidden': 'true' }), drawn: '' };
    signs.set(picture, sign);
    return sign;
  }

  /** @param {Picture} picture */
  function hide(picture) {
    const sign = signs.get(picture);
    sign?.badge.remove();
    sign?.veil.remove();
    if (sign) sign.drawn = '';
  }

  listen('scroll', place, options);
  listen('resize', place, options);
  const steady = setInterval(place, 120);
  session.signal.addEventListener('abort', () => {
    clearInterval(steady);
    for (const picture of [...signs.keys()]) hide(picture);
  });
}

/**
 * @param {Picture} picture
 * @returns {boolean} whether there is nothing to say on the preview: the popup says what could not be checked
 */
function isHushed({ stage }) {
  return stage === 'missing' || stage === 'away';
}

/**
 * @param {HTMLElement} badge
 * @param {Picture} picture
 * @param {DOMRect} box
 */
function fillBadge(badge, picture, box) {
  const { level, stage, shown } = picture;
  const state = stage === 'checking' ? 'busy' : stage === 'unread' ? 'unread' : level ?? 'clean';
  const count = shown.length;
  badge.className = `badge ${state}`;
  badge.classList.toggle('dark', matchMedia('(prefers-color-scheme: dark)').matches);
  badge.setAttribute('aria-label', `${picture.label} ${badgeWords(picture)}`);
  badge.title = badgeWords(picture);
  badge.replaceChildren(level ? levelMark(level) : part('i', {}), ...(count > 0 ? [part('b', {}, String(count))] : []));
  if (box.width >= 110) badge.append(part('span', {}, shortWords(picture)));
  Object.assign(badge.style, { left: `${box.left + 4}px`, top: `${box.bottom - 28}px`, maxWidth: `${Math.max(box.width - 8, 30)}px` });
}

/** @param {Picture} picture */
function shortWords({ stage, level, masked }) {
  if (stage === 'checking') return say('image_checking');
  if (stage === 'unread') return say('popup_unchecked');
  if (masked) return say('image_masked');
  return level ? say(`level_${level}`) : say('image_clean_short');
}

/** @param {Picture} picture */
function badgeWords(picture) {
  if (picture.stage === 'checking') return say('image_checking');
  if (picture.stage === 'unread') return say('image_unread');
  if (picture.masked) return say('image_masked');
  return picture.shown.length > 0 ? inFewWords(picture.shown) : say('image_clean');
}

/**
 * Frames the places on the preview, however the page fits the picture into it.
 * @param {HTMLElement} veil
 * @param {Picture} picture
 * @param {HTMLElement} preview
 * @param {DOMRect} box
 */
function fillVeil(veil, picture, preview, box) {
  Object.assign(veil.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px`, borderRadius: getComputedStyle(preview).borderRadius });
  const fit = fitOf(picture, preview, box);
  const rows = fit ? picture.shown.flatMap(({ level, boxes }) => boxes.map((at) => frameAt(level, at, fit))) : [];
  veil.replaceChildren(...rows);
}

/**
 * @param {Picture} picture
 * @param {HTMLElement} preview
 * @param {DOMRect} box
 * @returns {{x: number, y: number, across: number, down: number} | null} where the picture's corner is, and its scale
 */
function fitOf({ width, height }, preview, box) {
  const isImage = preview instanceof HTMLImageElement;
  if (width === 0 || (isImage && Math.abs(Math.log(preview.naturalWidth / preview.naturalHeight / (width / height))) > 0.06)) return null;
  const style = getComputedStyle(preview);
  const fit = isImage ? style.objectFit : { cover: 'cover', contain: 'contain' }[style.backgroundSize] ?? 'other';
  const [across, down] = [box.width / width, box.height / height];
  if (fit === 'fill') return { x: 0, y: 0, across, down };
  if (fit !== 'cover' && fit !== 'contain') return null;
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  const position = (isImage ? style.objectPosition : style.backgroundPosition).split(' ').map((share) => (share.endsWith('%') ? parseFloat(share) / 100 : 0.5));
  return { x: (box.width - width * scale) * position[0], y: (box.height - height * scale) * (position[1] ?? 0.5), across: scale, down: scale };
}

/**
 * @param {Level} level
 * @param {Box} at
 * @param {{x: number, y: number, across: number, down: number}} fit
 */
function frameAt(level, at, fit) {
  const frame = part('div', { class: level });
  Object.assign(frame.style, { left: `${fit.x + at.x * fit.across}px`, top: `${fit.y + at.y * fit.down}px`, width: `${at.width * fit.across}px`, height: `${at.height * fit.down}px` });
  return frame;
}
