"""Let atheris look for a draft on which the linter fails.

    python tests/fuzz.py -max_total_time=600 -max_len=300

It needs `pip install atheris`, which is no part of the test extra: it exists for few Pythons. The
bytes that libFuzzer invents choose among `PIECES` and single characters; what came of the draft
must be what every report promises.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["shenyan"]):
    from shenyan import Linter
    from shenyan.masking import masked
    from shenyan.replies import load_law, report_reply

    linter = Linter()  # it imports the detectors

LONGEST = 400

law = load_law()
PIECES = sorted(
    {term for rule in linter.rules for term in rule.terms}
    | {line for rule in linter.rules for line in (*rule.flag, *rule.passes)}
)


def draft(data: bytes) -> str:
    """Make a draft of examples, pieces of examples, and any characters at all."""
    source = atheris.FuzzedDataProvider(data)
    parts: list[str] = []
    while source.remaining_bytes() and sum(map(len, parts)) < LONGEST:
        if source.ConsumeBool():
            piece = PIECES[source.ConsumeIntInRange(0, len(PIECES) - 1)]
            parts.append(piece[: source.ConsumeIntInRange(1, len(piece))])
        else:
            parts.append(source.ConsumeUnicode(source.ConsumeIntInRange(1, 6)))
    return "".join(parts)


def check(data: bytes) -> None:
    """Lint one draft and hold the report to its promises."""
    text = draft(data)
    report = linter.lint(text)
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.start < finding.end
    assert [f.start for f in report.findings] == sorted(f.start for f in report.findings)
    masked(text, report.findings)
    report_reply(text, report, law, "utf-16", "en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
