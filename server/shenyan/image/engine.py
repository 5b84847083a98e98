"""Run RapidOCR in a thread of its own, set up so that reading costs as little as it can."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

T = TypeVar("T")

_THREAD: Final = ThreadPoolExecutor(1, "shenyan-ocr")
"""Starts with the first picture."""


def read(pixels: Any, look_side: int) -> Any:
    """Read the lines of a picture, one picture at a time.

    `pixels` are rows × columns × BGR, 8 bits each; lines are looked for on a copy whose longest
    side has at most `look_side` pixels. Gives RapidOCR's result with a box for each character.
    """
    return in_thread(_read, pixels, look_side)


def in_thread(work: Callable[..., T], *arguments: Any) -> T:
    """Do something in the thread that loads and runs the models (see `_flush`), and wait for it."""
    return _THREAD.submit(work, *arguments).result()


def _read(pixels: Any, look_side: int) -> Any:
    engine = _engine()
    engine.text_det.limit_side_len = look_side
    return engine(pixels, return_word_box=True, return_single_char_box=True)


@cache
def _engine() -> Any:
    """Load RapidOCR once per process; its models come with its wheel."""
    import rapidocr

    _flush(Path(rapidocr.__file__).parent / "models")
    engine = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            # Each line at its own width: in a batch the short ones are widened to the longest.
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, 48, 48],
        }
    )
    # The parts are loaded by the first picture; `_read` speaks to one of them.
    engine(np.zeros((32, 32, 3), np.uint8))
    return engine


def _flush(models: Path) -> None:
    """Let this thread take numbers too small to matter for nought.

    Blank parts of a picture give the line finder such numbers, and on x86 they make it two to three
    times as slow. onnxruntime sets this for the thread that makes the process's first session, and
    for no other: hence a session with the smallest model at hand, and all reading in that thread.
    Where something else in the process made a session before, reading is right but slower.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    smallest = min(models.glob("*.onnx"), key=lambda path: path.stat().st_size)
    InferenceSession(str(smallest), options, providers=["CPUExecutionProvider"])
