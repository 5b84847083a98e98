// Putting the masked picture in the place of the original, on a click: the way the original came, and checked afterwards.

/** @typedef {'replaced' | 'stays' | 'refused' | 'unmasked'} Replaced `stays`: the masked one came, but the original could not be taken off */

/**
 * @param {Picture} picture
 * @param {Album} album
 * @returns {Promise<Replaced>}
 */
async function replacePicture(picture, album) {
  const file = await maskedFile(picture);
  if (!file || !picture.replaceable) return file ? 'refused' : 'unmasked';
  const before = new Map(previewsNow(album).map(({ element, address }) => [element, address]));
  const others = [...album.pictures].filter((other) => other !== picture && other.preview);
  const masked = maskedPicture(picture, file);
  await study(masked);
  give(picture.way, [file]);
  const arrived = await appears(masked, before, album);
  if (others.some(({ preview }) => !preview?.isConnected)) await restore(picture, file, others);
  if (!arrived) return settleUnseen(picture, masked, album);
  album.pictures.add(masked);
  if (await isGone(picture, before)) return album.drop(picture), 'replaced';
  if (takeOff(picture) && (await isGone(picture, before))) return album.drop(picture), 'replaced';
  return 'stays';
}

/**
 * @param {Picture} picture
 * @param {File} file
 * @returns {Picture} the masked picture, which holds nothing more to find
 */
function maskedPicture(picture, file) {
  const masked = new Picture(file, picture.way, picture.near, picture.session);
  masked.number = picture.number;
  masked.masked = true;
  masked.stage = 'checked';
  return masked;
}

/** @param {Album} album */
function previewsNow(album) {
  return [...album.fresh(true), ...[...album.pictures].flatMap(({ preview }) => (preview ? [{ element: preview, address: addressOf(preview) }] : []))];
}

/**
 * Hands files to the page as the author would.
 * @param {Way} way
 * @param {File[]} files
 */
function give(way, files) {
  if (way.by === 'sight') return;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  const options = { bubbles: true, cancelable: true, composed: true };
  refilling = true;
  try {
    if (way.by === 'input') refill(way.input, transfer.files);
    else if (way.by === 'paste') way.target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
    else for (const type of ['dragenter', 'dragover', 'drop']) way.target.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: transfer }));
  } finally {
    refilling = false;
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {FileList} files
 */
function refill(input, files) {
  input.files = files;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * @param {Picture} masked
 * @param {Map<HTMLElement, string>} before what each preview showed before
 * @param {Album} album
 * @returns {Promise<boolean>} whether the page shows the masked picture
 */
async function appears(masked, before, album) {
  for (let waited = 0; waited < 2400; waited += 120) {
    await pause(120);
    const news = previewsNow(album).filter(({ element, address }) => before.get(element) !== address);
    pairByLook([masked], news.filter(isLocal));
    pairByOrder([masked], news.filter((shown) => !isLocal(shown)));
    if (masked.preview) return true;
  }
  return false;
}

/**
 * A page that shows what its input holds has lost the pictures chosen together with this one: they are given back.
 * @param {Picture} picture
 * @param {File} file
 * @param {Picture[]} others
 */
async function restore(picture, file, others) {
  const { way } = picture;
  if (way.by !== 'input') return;
  const lost = others.filter((other) => other.way.by === 'input' && other.way.input === way.input && !other.preview?.isConnected);
  give(way, [...lost.map((other) => other.file), file]);
  await pause(300);
}

/**
 * Without any preview, a single-file input that holds our file is all the proof there is.
 * @param {Picture} picture
 * @param {Picture} masked
 * @param {Album} album
 * @returns {Replaced}
 */
function settleUnseen(picture, masked, album) {
  const { way } = picture;
  const holdsIt = way.by === 'input' && !way.input.multiple && way.input.files?.[0]?.name === masked.file.name;
  if (picture.wasSeen || !holdsIt) return 'refused';
  album.pictures.add(masked);
  album.drop(picture);
  return 'replaced';
}

/**
 * @param {Picture} picture
 * @param {Map<HTMLElement, string>} before
 */
async function isGone({ preview }, before) {
  for (let waited = 0; waited < 700; waited += 100) {
    if (!preview?.isConnected || !isLargeEnough(preview) || addressOf(preview) !== before.get(preview)) return true;
    await pause(100);
  }
  return false;
}

/**
 * Presses what takes a preview off, if its own tile has such a thing.
 * @param {Picture} picture
 * @returns {boolean}
 */
function takeOff({ preview }) {
  const tile = preview && tileOf(preview);
  if (!tile) return false;
  for (const type of ['mouseenter', 'mouseover']) tile.dispatchEvent(new MouseEvent(type, { bubbles: type === 'mouseover', composed: true, view: window }));
  const control = [...tile.querySelectorAll('*')].find(removes);
  return control ? (click(control), true) : false;
}

/**
 * @param {HTMLElement} preview
 * @returns {Element | null} the largest element around it with no other preview and no field in it
 */
function tileOf(preview) {
  let tile = null;
  let steps = 0;
  for (const at of outward(parentOf(preview))) {
    const images = [...at.querySelectorAll(PREVIEW)].filter((other) => other !== preview && other instanceof HTMLElement && isLargeEnough(other) && addressOf(other) !== '');
    if (++steps > 5 || images.length > 0 || at.querySelector(WRITABLE)) break;
    tile = at;
  }
  return tile;
}

/** @param {Element} element */
function removes(element) {
  if (element instanceof HTMLImageElement && !element.alt && !element.title && !element.getAttribute('class')) return false;
  const words = wordsOn(element);
  if (words !== '' && !/^\p{Co}+$/u.test(words)) return words.length <= 6 && site.remove.includes(words);
  return [...iconNames(element), ...markNames(element)].some((name) => site.remove.includes(name));
}
