// Marks behind the textarea: the same text in the same box, transparent but for its underlines.
const ORDER = ['info', 'warning', 'error'];

/** Draw `findings` (UTF-16 positions) of `text` into `mirror`; `here` is the id pointed at. */
export function paint(mirror, text, findings, here) {
  const edges = new Set([0, text.length]);
  for (const finding of findings) edges.add(finding.start).add(finding.end);
  const places = [...edges].sort((a, b) => a - b);
  const pieces = places.slice(1).map((end, i) => piece(text, places[i], end, findings, here));
  // A last line break has no height of its own in a block.
  mirror.replaceChildren(...pieces, '\u200b');
}

function piece(text, start, end, findings, here) {
  const words = text.slice(start, end);
  const over = findings.filter((f) => f.start <= start && end <= f.end);
  if (over.length === 0) return words;
  const top = over.reduce((a, b) => (ORDER.indexOf(b.level) > ORDER.indexOf(a.level) ? b : a));
  const mark = document.createElement('mark');
  mark.className = top.level;
  mark.classList.toggle('here', over.some((f) => f.id === here));
  mark.textContent = words;
  return mark;
}

/** Move findings along with an edit, and drop those it touches, until the server has answered. */
export function shifted(findings, before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const room = Math.min(before.length, after.length) - start;
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const end = before.length - tail;
  const by = after.length - before.length;
  const kept = findings.filter((f) => f.end <= start || f.start >= end);
  return kept.map((f) => (f.end <= start ? f : { ...f, start: f.start + by, end: f.end + by }));
}
