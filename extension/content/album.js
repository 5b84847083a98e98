// The pictures of the posts on this page: taken in as the author adds them, checked one after the other, let go with their previews.

const LOST_MS = 1500; // a framework may draw a preview anew; after this it counts as taken off
const UNKNOWN_MS = 1200; // a preview that belongs to no picture we saw coming is taken in itself
const SENT_MS = 4000;
const RETRY_PICTURE_MS = 5000;
const STEPS_TO_FIELD = 8;

/**
 * @typedef {{pictures: Set<Picture>, take: (file: File, way: Way, near: Element) => Picture | null, drop: (picture: Picture) => void, look: () => void, fresh: (isWide?: boolean) => Shown[], sent: (picture: Picture) => void}} Album
 */

/**
 * @param {PictureSession} session
 * @returns {Album}
 */
function startAlbum(session) {
  /** @type {Set<Picture>} */
  const pictures = new Set();
  /** @type {WeakSet<Element>} images that stood on the page before the first picture came */
  const old = new WeakSet();
  /** @type {WeakMap<Element, number>} */
  const firstSeen = new WeakMap();
  let address = location.pathname;

  const album = { pictures, take, drop, look, fresh, sent };

  /**
   * @param {File} file
   * @param {Way} way
   * @param {Element} near
   */
  function take(file, way, near) {
    if ([...pictures].some((other) => isSameFile(other.file, file) && !other.masked)) return null;
    if (pictures.size === 0) for (const { element, address: at } of previewsIn(roots())) if (!isLocal({ element, address: at })) old.add(element);
    const picture = new Picture(file, way, near, session);
    pictures.add(picture);
    session.changed();
    void study(picture).then(() => (lookSoon(), check(picture)));
    return picture;
  }

  /** @param {Picture} picture */
  function drop(picture) {
    pictures.delete(picture);
    closeViewer(picture);
    session.changed();
  }

  /**
   * The post goes out: the picture is not asked about again, and is let go if no preview says that it is still there.
   * @param {Picture} picture
   */
  function sent(picture) {
    picture.passed = true;
    if (!picture.preview) setTimeout(() => picture.preview || drop(picture), SENT_MS);
  }

  /** @param {Picture} picture */
  async function check(picture) {
    if (picture.masked) return;
    const reply = await inTurn(() => (pictures.has(picture) ? askAboutPicture(picture) : undefined));
    if (!reply || !pictures.has(picture)) return;
    picture.receive(reply);
    if (reply.stage === 'away') setTimeout(() => pictures.has(picture) && void check(picture), RETRY_PICTURE_MS);
  }

  const roots = () => session.finder()?.roots ?? [document];
  const fields = () => [...(session.finder()?.fields.values() ?? [])].filter((field) => field.element.isConnected);
  const used = () => new Set([...pictures].map((picture) => picture.preview));

  /**
   * @param {boolean} [isWide] whether to look among uploaded images too: while some picture waits for its preview
   * @returns {Shown[]} previews that no picture has yet
   */
  function fresh(isWide = [...pictures].some(({ preview }) => !preview)) {
    const taken = used();
    return previewsIn(roots(), isWide ? PREVIEW : LOCAL_PREVIEW).filter(({ element, address: at }) => !taken.has(element) && !old.has(element) && (isLocal({ element, address: at }) || isBesideField(element)));
  }

  /** @param {Element} element */
  function isBesideField(element) {
    return fields().some((field) => isNear(element, field.element));
  }

  /** Brings pictures and previews together, and lets go of pictures that were taken off. */
  function look() {
    listenInRoots();
    if (address !== location.pathname) leave();
    for (const picture of pictures) loosen(picture);
    const free = fresh();
    const alone = [...pictures].filter((picture) => !picture.preview);
    pairByLook(alone, free.filter(isLocal));
    pairByOrder(alone, free.filter((shown) => !isLocal(shown)));
    for (const shown of fresh().filter(isLocal)) takeBySight(shown);
    for (const picture of pictures) if (picture.lostAt && performance.now() - picture.lostAt > LOST_MS) drop(picture);
  }

  /** The address changed: what has no preview went with the page it was on. */
  function leave() {
    address = location.pathname;
    for (const picture of pictures) if (!picture.wasSeen && performance.now() - picture.added > UNKNOWN_MS && fields().length === 0) drop(picture);
  }

  /** @param {Picture} picture */
  function loosen(picture) {
    const { preview } = picture;
    if (!preview) return;
    const same = preview.isConnected && isLargeEnough(preview) && (!picture.look || apartFrom(picture, { element: preview, address: addressOf(preview) }) < Infinity || !isLocal({ element: preview, address: addressOf(preview) }));
    if (same) return;
    picture.preview = null;
    picture.lostAt = performance.now();
  }

  /** @param {Shown} shown */
  function takeBySight({ element }) {
    const since = firstSeen.get(element) ?? performance.now();
    firstSeen.set(element, since);
    const isWaited = [...pictures].some((picture) => !picture.look && !picture.wasSeen && picture.isBusy);
    if (performance.now() - since < UNKNOWN_MS || isWaited || !(element instanceof HTMLImageElement) || !isAtComposer(element)) return;
    old.add(element);
    if (element.naturalWidth < 120 || element.naturalHeight < 120) return;
    void fileOf(element).then((file) => {
      const picture = file && take(file, { by: 'sight' }, element);
      if (picture) pairUp(picture, element);
    });
  }

  /** @param {Element} element */
  function isAtComposer(element) {
    return isBesideField(element) || site.compose.test(location.pathname);
  }

  const lookSoon = () => setTimeout(look, 60);
  const heard = new WeakSet();

  /** A change event does not leave a shadow root, so we listen inside. */
  function listenInRoots() {
    for (const root of roots()) {
      if (!(root instanceof ShadowRoot) || heard.has(root)) continue;
      heard.add(root);
      root.addEventListener('change', (event) => noticeChosen(event, album, session), { capture: true, signal: session.signal });
    }
  }

  startNoticing(album, session);
  startBadges(album, session);
  const slow = setInterval(() => (pictures.size > 0 || fields().length > 0) && look(), 450);
  session.signal.addEventListener('abort', () => {
    clearInterval(slow);
    for (const picture of pictures) drop(picture);
  });
  return album;
}

/**
 * @param {File} one
 * @param {File} other
 */
function isSameFile(one, other) {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified && one.type === other.type;
}

/**
 * @param {Element} element
 * @param {Element} field
 * @returns {boolean} whether they stand in one composer, rather than only on one page
 */
function isNear(element, field) {
  let steps = 0;
  for (const at of outward(field)) {
    if (at === document.body || ++steps > STEPS_TO_FIELD) return false;
    if (holds(at, element)) return true;
  }
  return false;
}

/**
 * @param {HTMLImageElement} image made on this page, and so readable
 * @returns {Promise<File | null>}
 */
async function fileOf(image) {
  const pen = penOf(image.naturalWidth, image.naturalHeight);
  pen.drawImage(image, 0, 0);
  const blob = await new Promise((/** @type {BlobCallback} */ done) => pen.canvas.toBlob(done, 'image/png')).catch(() => null);
  return blob && new File([blob], 'picture.png', { type: blob.type, lastModified: 0 });
}
