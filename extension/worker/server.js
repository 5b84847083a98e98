// The only place that talks to the server on this machine.

import { readSettings } from './settings.js';

const PATIENCE_MS = 8000;

/** @type {Reply} */
const NOTHING = { server: 'away', findings: [], articles: {}, exemptions: {} };

/**
 * @param {{text: string, platform: string, field: FieldKind}} draft
 * @returns {Promise<Reply>}
 */
export async function lint({ text, platform, field }) {
  const settings = await readSettings();
  const allow = [...settings.own.names, ...settings.people.map((person) => person.name)].filter((name) => name !== '');
  const language = isEnglish(settings) ? 'en' : 'zh';
  const body = JSON.stringify({ text: text.toWellFormed(), platform, field, allow, language, offset_unit: 'utf-16' });
  try {
    const response = await fetch(`${settings.server}/v1/lint`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status >= 500) return NOTHING;
    if (!response.ok) return { ...NOTHING, server: 'refused' };
    return { ...(await response.json()), server: 'ok' };
  } catch {
    return NOTHING;
  }
}

/** @returns {Promise<ServerState>} */
export async function health() {
  const settings = await readSettings();
  try {
    const { ok } = await fetch(`${settings.server}/healthz`, { credentials: 'omit', signal: AbortSignal.timeout(2500) });
    return ok ? 'ok' : 'refused';
  } catch {
    return 'away';
  }
}

/** @param {Settings} settings */
export function isEnglish(settings) {
  const locale = settings.language === 'auto' ? chrome.i18n.getUILanguage() : settings.language;
  return !locale.toLowerCase().startsWith('zh');
}
