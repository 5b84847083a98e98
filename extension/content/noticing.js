// Noticing that the author adds a picture: a file is chosen, pasted or dropped. The event itself goes its way untouched.

/** @type {boolean} whether the event of this moment is our own refilling */
let refilling = false;

/**
 * @param {Album} album
 * @param {PictureSession} session
 */
function startNoticing(album, session) {
  const options = { capture: true, passive: true, signal: session.signal };
  listen('change', (event) => noticeChosen(event, album, session), options);
  listen('paste', (event) => noticeGiven(event, event.clipboardData, 'paste', album, session), options);
  listen('drop', (event) => noticeGiven(event, event.dataTransfer, 'drop', album, session), options);
}

/**
 * @param {Event} event
 * @param {Album} album
 * @param {PictureSession} session
 */
function noticeChosen(event, album, session) {
  const input = originOf(event);
  if (refilling || !(input instanceof HTMLInputElement) || input.type !== 'file') return;
  const files = [...(input.files ?? [])].filter(isPicture);
  void forPosts(session).then((isOurs) => {
    if (!isOurs) return;
    if (!input.multiple) for (const old of [...album.pictures]) if (old.way.by === 'input' && old.way.input === input && !old.wasSeen) album.drop(old);
    for (const file of files) album.take(file, { by: 'input', input }, input);
  });
}

/**
 * @param {Event} event
 * @param {DataTransfer | null} transfer
 * @param {'paste' | 'drop'} by
 * @param {Album} album
 * @param {PictureSession} session
 */
function noticeGiven(event, transfer, by, album, session) {
  const target = originOf(event);
  const files = [...(transfer?.files ?? [])].filter(isPicture);
  if (refilling || !target || files.length === 0) return;
  void forPosts(session).then((isOurs) => {
    if (isOurs) for (const file of files) album.take(file, { by, target }, target);
  });
}

/** @param {File} file */
function isPicture(file) {
  return file.type.startsWith('image/') && file.type !== 'image/svg+xml';
}

/**
 * Whether posts are written on this page: elsewhere a picture is none of our business. A composer may open with its picture.
 * @param {PictureSession} session
 * @returns {Promise<boolean>}
 */
async function forPosts(session) {
  for (let waited = 0; waited < 1500 && !session.signal.aborted; waited += 150) {
    if ((session.finder()?.fields.size ?? 0) > 0 || site.compose.test(location.pathname)) return true;
    await pause(150);
  }
  return false;
}

/** @type {Promise<unknown>} one picture is read at a time: it takes the server seconds */
let turn = Promise.resolve();

/**
 * @template T
 * @param {() => T | Promise<T>} act
 * @returns {Promise<T>}
 */
function inTurn(act) {
  const mine = turn.then(act);
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * @param {Picture} picture
 * @returns {Promise<PictureReply | undefined>} undefined when the extension was reloaded and this page is an orphan
 */
async function askAboutPicture({ file }) {
  return ask({ type: 'shenyan:check-picture', data: await base64Of(file), mime: file.type });
}

/**
 * @param {Picture} picture
 * @returns {Promise<File | null>} the picture with blocks over what is ticked, without any metadata
 */
async function maskedFile({ file, covers }) {
  const boxes = covers.map(({ x, y, width, height }) => [Math.max(0, x), Math.max(0, y), width, height].join(',')).join(';');
  if (boxes === '') return null;
  const reply = await ask({ type: 'shenyan:mask-picture', data: await base64Of(file), mime: file.type, boxes });
  if (!reply?.ok) return null;
  const bytes = Uint8Array.from(atob(reply.data), (letter) => letter.charCodeAt(0));
  const ending = reply.mime === 'image/jpeg' ? 'jpg' : 'png';
  return new File([bytes], `${file.name.replace(/\.\w+$/, '')}-masked.${ending}`, { type: reply.mime });
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

/**
 * Saves a file on the author's disk, without a word to the page.
 * @param {File} file
 */
function save(file) {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
