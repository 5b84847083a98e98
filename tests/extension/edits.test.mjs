// Pure functions of the content scripts, which are classic scripts: they are read into this world as a page reads them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const folder = new URL('../../extension/content/', import.meta.url);
for (const name of ['edits.js', 'settle.js']) vm.runInThisContext(readFileSync(new URL(name, folder), 'utf8'));

/** A small generator, so that a failure can be repeated. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}

const find = (text, word) => ({ text: word, start: text.indexOf(word), end: text.indexOf(word) + word.length });
const finding = (text, word, more = {}) => ({ id: word, rule: 'r', category: 'c', level: 'error', fixes: [], related: [], exemptions: [], articles: [], title: '', message: '', ...find(text, word), ...more });
const say = (more = {}) => ({ answers: [], ignored: [], settings: { rulesOff: [], words: [], people: [], own: { names: [], numbers: [] } }, ...more });

for (const [before, after, edit] of [
  ['', '一', { start: 0, removed: 0, added: 1 }],
  ['一二三', '一三', { start: 1, removed: 1, added: 0 }],
  ['aa', 'aaa', { start: 2, removed: 0, added: 1 }],
  ['👍好', '👎好', { start: 1, removed: 1, added: 1 }],
  ['同', '同', { start: 1, removed: 0, added: 0 }],
]) {
  test(`the difference of ${before} and ${after}`, () => assert.deepEqual(difference(before, after), edit));
}

test('a stretch moves with its words, and is gone when they change', () => {
  const before = '他是骗子，电话1391';
  const spans = [find(before, '骗子'), find(before, '1391')];
  const move = (after) => moved(spans, difference(before, after), after).map((span) => after.slice(span.start, span.end));
  assert.deepEqual(move('听说他是骗子，电话1391'), ['骗子', '1391']);
  assert.deepEqual(move('他是骗了，电话1391'), ['1391']);
  assert.deepEqual(move(''), []);
});

test('after any edit a kept stretch has its own words', () => {
  const roll = dice(7);
  const letters = ['一', '二', '👍', '\u200b', 'a', '\n', '1', '1'];
  let text = '一二11a👍一二11a';
  for (let round = 0; round < 4000; round++) {
    const start = roll(text.length + 1);
    const end = Math.min(text.length, start + roll(4));
    const span = { start, end, text: text.slice(start, end) };
    const at = roll(text.length + 1);
    const after = text.slice(0, at) + letters[roll(letters.length)].repeat(roll(3)) + text.slice(at + roll(3));
    for (const kept of moved([span], difference(text, after), after)) assert.equal(after.slice(kept.start, kept.end), span.text);
    text = after.length > 60 || after === '' ? '一二11a👍一二11a' : after;
  }
});

for (const [caret, wanted] of [[0, 0], [2, 2], [5, 4], [7, 4], [8, 5], [10, 7]]) {
  test(`a caret at ${caret} stands at ${wanted} after a change of 2–7 to two letters`, () => {
    assert.equal(caretAfter(caret, [{ start: 2, end: 7, replacement: '某某' }]), wanted);
  });
}

test('masks take the first fix, and of overlapping ones the longest', () => {
  const text = '张小明老师电话139';
  const fixes = (replacement) => [{ label: '打码', replacement }, { label: '删除', replacement: '' }];
  const all = [finding(text, '张小明', { fixes: fixes('张某') }), finding(text, '张小明老师', { fixes: fixes('某老师') }), finding(text, '139', { fixes: fixes('***') }), finding(text, '电话')];
  assert.equal(changed(text, masks(all)), '某老师电话***');
});

test('companions are the same words and what the server relates', () => {
  const text = '甲乙丙甲';
  const second = { ...finding(text, '甲'), id: 'second', start: 3, end: 4 };
  const all = [finding(text, '甲', { related: ['丙'] }), finding(text, '乙'), finding(text, '丙'), second];
  assert.deepEqual(companions(all, all[0]).map(({ id }) => id), ['甲', '丙', 'second']);
});

test('answers lower a level and never raise it; advice questions lower nothing', () => {
  const text = '电话139';
  const level = (exemption) => settled([finding(text, '139')], say({ answers: [{ category: 'c', text: '139', exemption }] }))[0].level;
  assert.deepEqual(['Q_SELF', 'Q_PUBLIC', 'Q_TONE', 'toString'].map(level), ['info', 'warning', 'error', 'error']);
});

test('own numbers are known however they are spaced', () => {
  const settings = { ...say().settings, own: { names: [], numbers: ['139-1234 5678', ''] } };
  assert.deepEqual(settled([finding('１３９１２３４５６７８', '１３９１２３４５６７８'), finding('***', '***')], say({ settings })).map(({ text }) => text), ['***']);
});

test('a finding keeps its name from one reply to the next', () => {
  const old = [{ ...finding('他是骗子', '骗子'), id: 'f3' }];
  const fresh = [{ ...finding('他是骗子', '他'), id: 'f1' }, { ...finding('他是骗子', '骗子'), id: 'f2', related: ['f1'] }];
  const named = renamed(fresh, old, () => 'f4');
  assert.deepEqual(named.map(({ id, related }) => [id, related]), [['f4', []], ['f3', ['f4']]]);
});
