// The author's settings: what they are when nothing was chosen, and where they are kept.

/** @type {Settings} */
export const DEFAULTS = {
  server: 'http://127.0.0.1:8765',
  enabled: true,
  sitesOff: [],
  askLevels: ['error'],
  rulesOff: [],
  words: [],
  people: [],
  own: { names: [], numbers: [] },
  language: 'auto',
};

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const { settings } = /** @type {{settings?: Partial<Settings>}} */ (await chrome.storage.local.get('settings'));
  const own = { ...DEFAULTS.own, ...settings?.own };
  return { ...DEFAULTS, ...settings, own, server: address(settings?.server) ?? DEFAULTS.server };
}

/**
 * @param {Partial<Settings>} changes
 * @returns {Promise<Settings>}
 */
export async function changeSettings(changes) {
  const settings = { ...(await readSettings()), ...changes };
  await chrome.storage.local.set({ settings });
  return settings;
}

/**
 * @param {unknown} text what was typed as an address
 * @returns {string | null} the origin of a server on this machine, or null when it is not one
 */
export function address(text) {
  try {
    const { protocol, hostname, origin } = new URL(String(text));
    return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname) ? origin : null;
  } catch {
    return null;
  }
}

/**
 * Adds an entry to a list once.
 * @param {readonly string[]} list
 * @param {string} entry
 */
export function including(list, entry) {
  return list.includes(entry) ? [...list] : [...list, entry];
}
