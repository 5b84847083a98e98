// What is left of the server's findings after the author's own say: answers, ignored findings, allowed words,
// own data. Nothing here decides what is unlawful; it only lowers or hides. No page is needed.

/** @type {readonly Level[]} */
const LEVELS = ['info', 'warning', 'error'];

// How many levels a "yes" lowers a finding. A question that is not listed gives advice and lowers nothing.
/** @type {ReadonlyMap<string, number>} */
const YES_LOWERS = new Map([['Q_SELF', 2], ['Q_CONSENT', 2], ['Q_PUBLIC', 1], ['Q_INTEREST', 1], ['Q_VERIFY', 1]]);

/**
 * @param {Level} level
 * @param {number} steps
 * @returns {Level}
 */
function lowered(level, steps) {
  return LEVELS[Math.max(0, LEVELS.indexOf(level) - steps)];
}

/**
 * Letters and digits alone, so that a number is itself however it is spaced.
 * @param {string} text
 */
function bare(text) {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * @param {Finding} finding
 * @param {Settings} settings
 */
function isAllowed(finding, settings) {
  if (settings.rulesOff.includes(finding.rule) || settings.words.includes(finding.text)) return true;
  const word = bare(finding.text);
  const own = [...settings.own.names, ...settings.own.numbers, ...settings.people.map((person) => person.name)];
  return word !== '' && own.some((value) => bare(value) === word);
}

/**
 * @param {Finding} finding
 * @param {readonly Answer[]} answers
 */
function stepsDown(finding, answers) {
  const given = answers.filter((answer) => answer.category === finding.category && answer.text === finding.text);
  return Math.max(0, ...given.map((answer) => YES_LOWERS.get(answer.exemption) ?? 0));
}

/**
 * The findings as the author sees them, in the order of the text.
 * @param {readonly Finding[]} findings
 * @param {{answers: readonly Answer[], ignored: readonly (Stretch & {rule: string})[], settings: Settings}} say
 * @returns {Finding[]}
 */
function settled(findings, { answers, ignored, settings }) {
  return findings
    .filter((finding) => !isAllowed(finding, settings))
    .filter((finding) => !ignored.some((spot) => spot.rule === finding.rule && spot.start === finding.start))
    .map((finding) => ({ ...finding, level: lowered(finding.level, stepsDown(finding, answers)) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * @param {readonly {level: Level}[]} findings
 * @returns {Record<Level, number>}
 */
function counted(findings) {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { level } of findings) counts[level]++;
  return counts;
}

/**
 * The first fix of each finding, where stretches do not overlap: the longer stretch wins.
 * @param {readonly Finding[]} findings
 * @returns {Change[]} sorted by start
 */
function masks(findings) {
  /** @type {Change[]} */
  const taken = [];
  const fixable = findings.filter((finding) => finding.fixes.length > 0);
  for (const { start, end, fixes } of [...fixable].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (taken.every((other) => end <= other.start || start >= other.end)) taken.push({ start, end, replacement: fixes[0].replacement });
  }
  return taken.sort((a, b) => a.start - b.start);
}

/**
 * A finding and what stands with it: the same words elsewhere, and the findings that the server relates to it.
 * @param {readonly Finding[]} findings
 * @param {Finding} finding
 * @returns {Finding[]}
 */
function companions(findings, finding) {
  const ids = new Set([finding.id, ...finding.related]);
  const near = findings.filter((other) => ids.has(other.id) || other.related.includes(finding.id));
  const words = new Set(near.map((other) => other.text));
  return findings.filter((other) => words.has(other.text));
}

/**
 * Gives findings names that last: the server counts anew in each reply, while a card or a list still names the old ones.
 * @param {readonly Finding[]} fresh
 * @param {readonly Finding[]} old moved to where they stand now
 * @param {() => string} newName
 * @returns {Finding[]}
 */
function renamed(fresh, old, newName) {
  const names = new Map();
  for (const finding of fresh) {
    const same = old.find((other) => other.rule === finding.rule && other.start === finding.start && other.end === finding.end);
    names.set(finding.id, same?.id ?? newName());
  }
  return fresh.map((finding) => ({ ...finding, id: names.get(finding.id), related: finding.related.map((id) => names.get(id) ?? id) }));
}
