// Which frames of a tab have our content scripts. Only their numbers are kept, and only while the browser runs.

/** @param {number} tab */
const key = (tab) => `frames:${tab}`;

/**
 * @param {number} tab
 * @returns {Promise<number[]>}
 */
export async function framesOf(tab) {
  const stored = await chrome.storage.session.get([key(tab), 'latest']);
  return /** @type {number[]} */ (stored[key(tab)] ?? [0]);
}

/** @type {Promise<void>} one frame is noted after the other, so that none is lost between reading and writing */
let noting = Promise.resolve();

/**
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<void>}
 */
export function remember({ tab, frameId }) {
  if (tab?.id !== undefined && frameId !== undefined) noting = noting.then(() => note(Number(tab.id), frameId));
  return noting;
}

/**
 * @param {number} tab
 * @param {number} frame
 */
async function note(tab, frame) {
  const frames = await framesOf(tab);
  const known = frames.includes(frame) ? frames : [...frames, frame];
  await chrome.storage.session.set({ [key(tab)]: known, latest: tab });
}

/** @param {number} tab */
export async function forgetTab(tab) {
  await chrome.storage.session.remove(key(tab));
}

/**
 * The tab that is meant: the one named, else the active one, else the one that spoke last (a popup opened as a page).
 * @param {unknown} named
 * @returns {Promise<number | undefined>}
 */
export async function tabMeant(named) {
  if (typeof named === 'number') return named;
  const [active] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const stored = await chrome.storage.session.get(null);
  if (active?.id !== undefined && key(active.id) in stored) return active.id;
  return /** @type {number | undefined} */ (stored.latest) ?? active?.id;
}

/**
 * Asks every frame of a tab, and forgets those that are gone.
 * @param {number} tab
 * @param {object} message
 * @returns {Promise<Map<number, any>>} the answers by frame
 */
export async function askFrames(tab, message) {
  const frames = await framesOf(tab);
  const answers = await Promise.all(frames.map((frame) => askFrame(tab, frame, message)));
  const alive = frames.filter((frame, at) => answers[at] !== undefined || frame === 0);
  if (alive.length < frames.length) await chrome.storage.session.set({ [key(tab)]: alive });
  return new Map(frames.map((frame, at) => /** @type {[number, any]} */ ([frame, answers[at]])).filter(([, answer]) => answer !== undefined));
}

/**
 * @param {number} tab
 * @param {number} frame
 * @param {object} message
 * @returns {Promise<any>} undefined when there is nobody
 */
export async function askFrame(tab, frame, message) {
  try {
    return await chrome.tabs.sendMessage(tab, message, { frameId: frame });
  } catch {
    return undefined;
  }
}
