// Pictures, brought to the server on this machine and back. Nothing of them is kept here.

import { isEnglish } from './server.js';
import { readSettings } from './settings.js';

const PATIENCE_MS = 90_000; // a long screenshot takes seconds, and others may be in front of it
const LARGEST = 20_000_000;

/** @type {PictureReply} */
const NOTHING = { stage: 'away', kind: 'other', width: 0, height: 0, findings: [], articles: {}, exemptions: {} };

/**
 * @param {{data: string, mime: string}} picture its bytes as base64
 * @returns {Promise<PictureReply>}
 */
export async function lintPicture({ data, mime }) {
  const settings = await readSettings();
  const language = isEnglish(settings) ? 'en' : 'zh';
  const response = await post(`${settings.server}/v1/lint-image?language=${language}`, data, mime);
  if (!response || response.status === 503) return NOTHING;
  if (response.status === 501) return { ...NOTHING, stage: 'missing' };
  if (!response.ok) return { ...NOTHING, stage: 'unread' };
  return { ...(await response.json()), stage: 'checked' };
}

/**
 * @param {{data: string, mime: string, boxes: string}} picture what to cover, as `x,y,width,height` with `;` between
 * @returns {Promise<{ok: boolean, mime?: string, data?: string}>} the masked picture as base64
 */
export async function maskPicture({ data, mime, boxes }) {
  const { server } = await readSettings();
  const response = await post(`${server}/v1/mask-image?boxes=${boxes}`, data, mime);
  if (!response?.ok) return { ok: false };
  const type = response.headers.get('content-type') ?? 'image/png';
  return { ok: true, mime: type, data: base64(new Uint8Array(await response.arrayBuffer())) };
}

/**
 * @param {string} address
 * @param {string} data
 * @param {string} mime
 * @returns {Promise<Response | null>} null when nobody answered
 */
async function post(address, data, mime) {
  const body = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  if (body.length > LARGEST) return new Response(null, { status: 413 });
  try {
    return await fetch(address, { method: 'POST', headers: { 'content-type': mime }, body, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return null;
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
