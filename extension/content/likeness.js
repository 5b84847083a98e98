// Knowing a picture again in the page's own preview of it: by what both look like in small.

const GRAIN = 16;
const ALIKE = 12; // mean difference of brightness, of 255, up to which two pictures are one

/**
 * @typedef {{whole: number[], middle: number[], ratio: number}} Look brightness in 16 × 16 parts of the picture, and of its middle square
 */

/**
 * @param {CanvasImageSource} source
 * @param {number} width
 * @param {number} height
 * @returns {Look | null} null where the page may not read the picture: it came from another site
 */
function lookOf(source, width, height) {
  const side = Math.min(width, height);
  try {
    const whole = grains(source, 0, 0, width, height);
    return { whole, middle: grains(source, (width - side) / 2, (height - side) / 2, side, side), ratio: width / height };
  } catch {
    return null;
  }
}

/**
 * @param {CanvasImageSource} source
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function grains(source, x, y, width, height) {
  const pen = penOf(GRAIN, GRAIN, true);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(source, x, y, width, height, 0, 0, GRAIN, GRAIN);
  const { data } = pen.getImageData(0, 0, GRAIN, GRAIN);
  return Array.from({ length: GRAIN * GRAIN }, (_, at) => (data[at * 4] * 0.3 + data[at * 4 + 1] * 0.59 + data[at * 4 + 2] * 0.11));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {boolean} [willReadFrequently]
 * @returns {CanvasRenderingContext2D}
 */
function penOf(width, height, willReadFrequently = false) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently }));
}

/**
 * @param {Look} picture
 * @param {Look} preview which may be cut to a square
 * @returns {number} how far they are apart; Infinity when it is another picture
 */
function distance(picture, preview) {
  const sameShape = Math.abs(Math.log(picture.ratio / preview.ratio)) < 0.06;
  const isSquare = Math.abs(Math.log(preview.ratio)) < 0.06;
  const apart = Math.min(sameShape ? apartness(picture.whole, preview.whole) : Infinity, isSquare ? apartness(picture.middle, preview.whole) : Infinity);
  return apart <= ALIKE ? apart : Infinity;
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
function apartness(one, other) {
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) / one.length;
}

/**
 * @param {ImageBitmap} bitmap
 * @returns {string} a small copy as a data address, for lists
 */
function thumbOf(bitmap) {
  const scale = Math.min(1, 96 / Math.min(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width * scale, Math.min(bitmap.height * scale, 192)];
  const pen = penOf(width, height);
  pen.drawImage(bitmap, 0, 0, bitmap.width, height / scale, 0, 0, width, height);
  return pen.canvas.toDataURL('image/jpeg', 0.7);
}

/**
 * @param {Picture} picture learns its size and its look
 */
async function study(picture) {
  try {
    const bitmap = await createImageBitmap(picture.file);
    picture.look = lookOf(bitmap, bitmap.width, bitmap.height);
    picture.thumb = thumbOf(bitmap);
    [picture.width, picture.height] = [bitmap.width, bitmap.height];
    bitmap.close();
  } catch {
    // Not a picture that the browser can show: the server says why.
  }
}
