"""jionlp: its extractors of identifiers."""

from __future__ import annotations

import contextlib
import io
from importlib import import_module
from typing import Final

from shenyan.bench.score import Hit, Run

NAME: Final = "jionlp"
IN_PROCESS: Final = True
NEEDS: Final = "pip install 'shenyan[peers]'"
EXTRACTORS: Final = {
    "extract_phone_number": "phone-number",
    "extract_email": "email",
    "extract_id_card": "id-number",
    "extract_motor_vehicle_licence_plate": "license-plate",
    "extract_qq": "account",
    "extract_wechat_id": "account",
}
STRICT: Final = frozenset({"extract_qq"})
"""Without `strict` every number of that length is one."""
CATEGORIES: Final = frozenset(EXTRACTORS.values())


def load() -> Run:
    """Return its extractors, one after the other."""
    with contextlib.redirect_stdout(io.StringIO()):  # it greets on standard output
        jionlp = import_module("jionlp")
    steps = [
        (getattr(jionlp, name), category, {"strict": True} if name in STRICT else {})
        for name, category in EXTRACTORS.items()
    ]

    def run(text: str) -> list[Hit]:
        return [
            Hit(found["offset"][0], found["offset"][1], category)
            for extract, category, options in steps
            for found in extract(text, detail=True, **options)
        ]

    return run
