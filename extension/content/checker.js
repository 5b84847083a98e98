// Asking the service worker about drafts: after a pause in typing, one at a time, and never about a text that is gone.

const TYPING_PAUSE_MS = 280;
const RETRY_MS = 2500;

/** @type {ServerState} */
let serverState = 'ok';
/** @type {Set<Field>} */
const waiting = new Set();
let asking = false;

/**
 * Has a field checked once its author pauses.
 * @param {Field} field
 * @param {number} [delay]
 */
function checkSoon(field, delay = TYPING_PAUSE_MS) {
  clearTimeout(field.timer);
  field.timer = setTimeout(() => {
    waiting.add(field);
    void askNext();
  }, delay);
}

/** Asks about the next field that waits, unless an answer is still under way. */
async function askNext() {
  const field = [...waiting][0];
  if (asking || !field) return;
  waiting.delete(field);
  if (!field.wantsCheck()) return askNext();
  asking = true;
  const { text } = field;
  const reply = await ask({ type: 'shenyan:check', text, platform: site.id, field: field.kind });
  asking = false;
  if (reply) heard(field, text, reply);
  void askNext();
}

/**
 * @param {Field} field
 * @param {string} text what was asked about
 * @param {Reply} reply
 */
function heard(field, text, reply) {
  serverState = reply.server;
  if (reply.server === 'ok') field.receive(text, reply);
  else field.unanswered();
  if (!field.checked && field.wantsCheck()) checkSoon(field, reply.server === 'ok' ? TYPING_PAUSE_MS : RETRY_MS);
}

/**
 * A message to the service worker.
 * @param {object} message
 * @returns {Promise<any>} undefined when the extension was reloaded and this page is an orphan
 */
async function ask(message) {
  try {
    return await chrome.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}
