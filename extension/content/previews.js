// Where the page shows the pictures of a post before it goes out: images beside a field, or drawn as a background.

const PREVIEW = 'img, [style*="background"]';
const LOCAL_PREVIEW = 'img[src^="blob:"], img[src^="data:image"], [style*="blob:"]';
const LEAST_PREVIEW = 36;

/** @typedef {{element: HTMLElement, address: string}} Shown an element and the picture that it shows at this moment */

/** @type {WeakMap<HTMLElement, {address: string, look: Look | null}>} */
const looked = new WeakMap();

/**
 * @param {HTMLElement} element
 * @returns {string} the address of the picture that it shows
 */
function addressOf(element) {
  if (element instanceof HTMLImageElement) return element.currentSrc || element.src;
  return /url\(["']?((?:blob|data|https?):[^"')]+)/.exec(element.style.backgroundImage)?.[1] ?? '';
}

/**
 * @param {Iterable<Document | ShadowRoot>} roots
 * @param {string} [selector] a feed holds hundreds of images: those made on this page are few, and found at once
 * @returns {Shown[]} everything in them that may be a preview and can be seen
 */
function previewsIn(roots, selector = PREVIEW) {
  const found = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll(selector)) {
      if (!(element instanceof HTMLElement)) continue;
      const address = addressOf(element);
      if (/^(blob:|https?:|data:image\/(png|jpe?g|webp|bmp))/.test(address) && isLargeEnough(element)) found.push({ element, address });
    }
  }
  return found;
}

/** @param {HTMLElement} element */
function isLargeEnough(element) {
  const box = element.getBoundingClientRect();
  return box.width >= LEAST_PREVIEW && box.height >= LEAST_PREVIEW && box.width * box.height < innerWidth * innerHeight * 2;
}

/**
 * @param {Shown} shown
 * @returns {boolean} whether its picture was made on this page, as a preview of a file is
 */
function isLocal({ address }) {
  return /^(blob|data):/.test(address);
}

/**
 * What a preview looks like. A background is loaded first, and known the next time.
 * @param {Shown} shown
 * @returns {Look | null}
 */
function lookAt({ element, address }) {
  const known = looked.get(element);
  if (known?.address === address) return known.look;
  const image = element instanceof HTMLImageElement ? element : loaded(element, address);
  if (!image.complete || image.naturalWidth === 0) return null;
  const look = lookOf(image, image.naturalWidth, image.naturalHeight);
  looked.set(element, { address, look });
  return look;
}

/** @type {WeakMap<HTMLElement, HTMLImageElement>} */
const backgrounds = new WeakMap();

/**
 * @param {HTMLElement} element
 * @param {string} address
 * @returns {HTMLImageElement}
 */
function loaded(element, address) {
  const known = backgrounds.get(element);
  if (known?.src === address) return known;
  const image = new Image();
  if (isLocal({ element, address })) image.src = address; // nothing is ever fetched from another computer
  backgrounds.set(element, image);
  return image;
}

/**
 * Gives each picture without a preview the one that looks most like it.
 * @param {Picture[]} pictures
 * @param {Shown[]} free previews that belong to no picture yet
 */
function pairByLook(pictures, free) {
  const pairs = pictures.flatMap((picture) => free.map((shown) => ({ picture, shown, apart: apartFrom(picture, shown) })));
  const taken = new Set();
  for (const { picture, shown, apart } of pairs.sort((a, b) => a.apart - b.apart)) {
    if (apart === Infinity || picture.preview || taken.has(shown.element)) continue;
    taken.add(shown.element);
    pairUp(picture, shown.element);
  }
}

/**
 * @param {Picture} picture
 * @param {Shown} shown
 */
function apartFrom(picture, shown) {
  const look = lookAt(shown);
  return picture.look && look ? distance(picture.look, look) : Infinity;
}

/**
 * A preview that was already uploaded cannot be read: such previews are taken in the order in which they came.
 * @param {Picture[]} pictures
 * @param {Shown[]} remote new ones, in the order of the page
 */
function pairByOrder(pictures, remote) {
  const left = [...remote];
  for (const picture of pictures) {
    const at = picture.preview ? -1 : left.findIndex(({ element }) => fitsShape(picture, element));
    if (at >= 0) pairUp(picture, left.splice(at, 1)[0].element);
  }
}

/**
 * @param {Picture} picture
 * @param {HTMLElement} element
 */
function fitsShape(picture, element) {
  if (!(element instanceof HTMLImageElement) || !picture.look || element.naturalHeight === 0) return false;
  const ratio = element.naturalWidth / element.naturalHeight;
  return [1, picture.look.ratio].some((wanted) => Math.abs(Math.log(ratio / wanted)) < 0.06);
}

/**
 * @param {Picture} picture
 * @param {HTMLElement} element
 */
function pairUp(picture, element) {
  picture.preview = element;
  picture.near = element;
  picture.wasSeen = true;
  picture.lostAt = 0;
}

/**
 * @param {HTMLElement} element
 * @returns {boolean} whether a person sees it at this moment
 */
function isSeen(element) {
  const box = element.getBoundingClientRect();
  const seen = visibleBox(element);
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return element.isConnected && isShown(element) && x > seen.left && x < seen.right && y > seen.top && y < seen.bottom;
}
