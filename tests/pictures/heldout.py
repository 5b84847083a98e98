"""Looks that nothing was tuned with: other colours, sizes, places, fonts. Measure; never look.

Whoever mends the detection reads the totals that `pictures.measure` prints, not these pictures.
"""

from __future__ import annotations

from typing import Final

from pictures.painter import Look

TEAL: Final = Look(
    *("#e8efee", "#d7e4e2", "#22302e", "#ffffff", "#bfe3da", "#12302a", "#7f908d"),
    letters=23, radius=0.6, avatar=2.6, corner=0.2, margin=0.9, gap=0.6, tail=True, title="left",
)  # fmt: skip
NIGHT: Final = Look(
    *("#0d1117", "#0d1117", "#c9d1d9", "#1f2630", "#3b5bdb", "#ffffff", "#8b949e"),
    letters=27, radius=1.0, avatar=2.0, corner=0.5, margin=0.5, gap=1.2, field=True,
)  # fmt: skip
PAPER: Final = Look(
    *("#fffdf7", "#f4efe3", "#3a3327", "#f2ead8", "#e0d2b0", "#3a3327", "#a2967c"),
    letters=29, radius=0.2, avatar=3.0, corner=0.08, margin=1.0, edge="#e2d8c0",
    heading_avatar=True,
)  # fmt: skip
VIOLET: Final = Look(
    *("#161022", "#221733", "#efe7ff", "#2d2142", "#7048e8", "#ffffff", "#9887b8"),
    letters=25, radius=0.9, avatar=2.3, corner=0.3, gap=0.8, title="left", heading_avatar=True,
)  # fmt: skip
PINK: Final = Look(
    *("#fff0f3", "#ffe3e8", "#4a2530", "#ffffff", "#ffb3c1", "#4a2530", "#b08c96"),
    letters=24, radius=0.7, avatar=2.5, corner=0.5, margin=0.7, tail=True, field=True,
)  # fmt: skip
LINEN: Final = Look(
    *("#dfe3e8", "#f7f8fa", "#1d2129", "#f7f8fa", "#c8e6c9", "#1b3a1d", "#86909c"),
    letters=26, radius=0.4, avatar=2.1, corner=0.15, margin=0.8, gap=1.0,
)  # fmt: skip
LOOKS: Final = (TEAL, NIGHT, PAPER, VIOLET, PINK, LINEN)
SEED: Final = 4271
COUNT: Final = 120
