// Changes to the draft: one span through the field's own input, so that undo takes it back.

/** Replace `start`–`end` in a textarea as if it were typed. */
export function replaceSpan(area, start, end, words) {
  area.setSelectionRange(start, end);
  const typed = words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words);
  if (typed || start === end) return;
  area.setRangeText(words, start, end, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** The text with the first fix of each error and warning in its place; deletions are left to the author. */
export function maskedText(text, findings) {
  const loud = findings.filter((f) => f.level !== 'info' && f.fixes[0]?.replacement);
  let written = '';
  let done = 0;
  for (const finding of loud.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start < done) continue;
    written += text.slice(done, finding.start) + finding.fixes[0].replacement;
    done = finding.end;
  }
  return written + text.slice(done);
}
