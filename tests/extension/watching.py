"""What is looked at inside a page: whether marks lie on their words, in every picture."""

from __future__ import annotations

from typing import Any

from extension.rig import Bench

HITS = """([name, rects]) => rects.every(([x, y, width, height, start, end]) => {
  const {el} = __fx.fields[name];
  const at = document.caretPositionFromPoint(x + width / 2, y + height / 2);
  if (!at) return false;
  if ('value' in el) return at.offsetNode === el && at.offset >= start && at.offset <= end;
  const range = document.createRange();
  range.setStart(el, 0);
  range.setEnd(at.offsetNode, at.offset);
  const blocks = [...el.querySelectorAll('.ace-line')];
  const line = blocks.findIndex(block => block.contains(at.offsetNode));
  const before = range.toString().replace(/\\u200b/g, '').length + line;
  return before >= start && before <= end;
})"""
"""Whether rectangles lie on the stretches of a field's text that they mark."""


def inside(bench: Bench, script: str) -> Any:
    """Run a script where the content scripts run."""
    devtools = bench.context.new_cdp_session(bench.page)
    worlds: list[dict[str, Any]] = []
    devtools.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    devtools.send("Runtime.enable")
    ours = next(one for one in worlds if one["origin"].startswith("chrome-extension:"))
    asked = {"expression": script, "contextId": ours["id"]}
    told = devtools.send("Runtime.evaluate", {**asked, "awaitPromise": True, "returnByValue": True})
    assert "exceptionDetails" not in told, told
    return told["result"]["value"]


MOVES = """(async () => {
  const field = [...session.finder.fields.values()].find(one => one.text);
  const {element, paint} = field;
  const drawn = () => new Promise(done => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  const moves = [
    n => { element.scrollTop = n * 7; },
    n => { element.style.fontSize = `${14 + n % 5}px`; },
    n => { element.style.width = `${300 + n * 3}px`; },
    n => { document.body.style.paddingTop = `${n * 2}px`; },
    n => { scrollTo(0, n); },
    n => { element.style.letterSpacing = `${n % 3}px`; },
  ];
  document.body.style.cssText += 'min-height: 3000px; transition: margin-left 900ms';
  document.body.style.marginLeft = '90px';
  const wrong = [];
  let shown = 0;
  for (let n = 0; n < 100; n++) {
    moves[n % moves.length](n);
    await drawn();
    if (paint.mirror && !paint.mirror.shown()) continue;
    for (const {finding, mark} of paint.drawn) {
      for (const {x, y, width, height} of rectsOf(element, mark)) {
        const at = document.caretPositionFromPoint(x + width / 2, y + height / 2);
        if (at?.offsetNode !== element) continue;
        shown++;
        if (at.offset < finding.start || at.offset > finding.end) wrong.push([n, finding.text]);
      }
    }
  }
  return [shown, wrong];
})()"""
"""Moves a field in every way; looks after each picture whether a mark that is shown is wrong."""

GLIDE = """(async () => {
  const {element, paint} = [...session.finder.fields.values()].find(one => one.text);
  element.scrollTop = 0;
  await new Promise(done => setTimeout(done, 300));
  element.scrollTo({top: 1e6, behavior: 'smooth'});
  let [at, moving, shown] = [0, 0, 0];
  for (const start = performance.now(); performance.now() - start < 900;) {
    await new Promise(requestAnimationFrame);
    await new Promise(done => setTimeout(done));
    if (element.scrollTop !== at) {
      moving++;
      if (paint.isRight()) shown++;
    }
    at = element.scrollTop;
  }
  return [moving, shown, paint.isRight(), Boolean(paint.mirror)];
})()"""
"""Counts the pictures of a smooth scroll, and those in which marks were shown."""
