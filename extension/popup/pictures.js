// The pictures of this tab's posts, as the popup lists them.

import { mark, part, say } from '../pages/words.js';

const INSTALL = 'pip install "shenyan[image]"';

/** @type {readonly Level[]} */
const LEVELS = ['error', 'warning', 'info'];

/**
 * @param {PictureState[]} pictures
 * @param {(picture: PictureState, act: 'show' | 'save' | 'replace') => void} act
 * @returns {HTMLElement[]} a section with each picture, or nothing
 */
export function pictureSection(pictures, act) {
  if (pictures.length === 0) return [];
  if (pictures.every(({ stage }) => stage === 'missing')) return [part('section', { class: 'missing' }, part('p', {}, say('image_missing')), part('code', {}, INSTALL))];
  return [part('section', {}, part('h2', {}, part('span', {}, say('popup_images'))), ...pictures.map((picture) => pictureRow(picture, act)))];
}

/**
 * @param {PictureState} picture
 * @param {(picture: PictureState, act: 'show' | 'save' | 'replace') => void} act
 */
function pictureRow(picture, act) {
  const { label, thumb, stage, findings, replaceable } = picture;
  const shown = thumb ? part('img', { src: thumb, alt: '' }) : part('i', {});
  const open = part('button', { type: 'button', class: 'picture', click: () => act(picture, 'show') }, shown,
    part('span', { class: 'about' }, part('b', {}, label), part('span', { class: 'said' }, ...(stage === 'checked' && findings.length > 0 ? levels(findings) : [standing(picture)]))));
  const acts = findings.some(({ boxes }) => boxes.length > 0) ? [
    ...(replaceable ? [part('button', { type: 'button', class: 'text', click: () => act(picture, 'replace') }, say('image_replace'))] : []),
    part('button', { type: 'button', class: 'text', click: () => act(picture, 'save') }, say('image_save')),
  ] : [];
  return part('div', { class: 'pictured' }, open, part('div', { class: 'acts' }, ...acts));
}

/** @param {PictureState} picture */
function standing({ stage, masked }) {
  if (masked) return say('image_masked');
  return say({ checking: 'image_checking', checked: 'image_clean', away: 'popup_unchecked', missing: 'popup_unchecked', unread: 'image_unread' }[stage]);
}

/** @param {PictureFinding[]} findings */
function levels(findings) {
  return LEVELS.flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level);
    if (own.length === 0) return [];
    const titles = [...new Set(own.map(({ title }) => title))].join(say('image_and'));
    return [part('span', { class: 'one', title: titles }, mark(level, say(`level_${level}`)), part('b', {}, String(own.length)), part('span', {}, titles))];
  });
}
