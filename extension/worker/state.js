// What a tab looks like to the popup, put together from its frames; and commands, brought to the frame they are for.

import { askFrame, askFrames } from './frames.js';
import { readSettings } from './settings.js';

/** @type {readonly ServerState[]} the worst first: one frame without a check is a tab without a check */
const WORST = ['refused', 'away', 'off', 'ok'];

/**
 * @param {number | undefined} tab
 * @returns {Promise<TabState>}
 */
export async function tabState(tab) {
  const frames = tab === undefined ? new Map() : await askFrames(tab, { type: 'shenyan:frame-state' });
  const { enabled } = await readSettings();
  /** @type {TabState} */
  const state = { server: enabled ? 'ok' : 'off', counts: { error: 0, warning: 0, info: 0 }, fields: [], pictures: [], question: null, host: '', site: '', understood: true };
  for (const [frame, told] of [...frames].sort(([a], [b]) => a - b)) add(state, frame, told);
  return state;
}

/**
 * @param {TabState} state
 * @param {number} frame
 * @param {FrameState} told
 */
function add(state, frame, told) {
  state.server = WORST.find((server) => server === state.server || server === told.server) ?? 'ok';
  state.host ||= told.host;
  state.site ||= told.site;
  state.understood = frame === 0 ? told.understood : state.understood || told.fields.length > 0;
  for (const field of told.fields) {
    state.fields.push({ ...field, id: `${frame}:${field.id}`, frame });
    for (const { level } of field.findings) state.counts[level]++;
  }
  for (const picture of told.pictures) {
    state.pictures.push({ ...picture, id: `${frame}:${picture.id}`, frame });
    for (const { level } of picture.findings) state.counts[level]++;
  }
  if (told.question) state.question = { field: `${frame}:${told.question.field}` };
}

/**
 * @param {number} tab
 * @param {{type: string, field?: unknown}} command
 * @returns {Promise<Answered>}
 */
export async function toField(tab, command) {
  const [frame, field] = String(command.field).split(':');
  const answer = await askFrame(tab, Number(frame), { ...command, field });
  return answer ?? { ok: false, reason: 'gone' };
}

/**
 * @param {number} tab
 * @param {{type: string, picture?: unknown}} command
 * @returns {Promise<Answered>}
 */
export async function toPicture(tab, command) {
  const [frame, picture] = String(command.picture).split(':');
  const answer = await askFrame(tab, Number(frame), { ...command, picture });
  return answer ?? { ok: false, reason: 'gone' };
}

/**
 * @param {number} tab
 * @param {object} message
 * @returns {Promise<Answered>} whether some frame had a question open
 */
export async function toQuestion(tab, message) {
  const answers = await askFrames(tab, message);
  return { ok: [...answers.values()].some((answer) => answer.ok) };
}
