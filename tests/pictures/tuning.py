"""Looks that the detection of layouts was made with. Figures come from `heldout`, not from here."""

from __future__ import annotations

from typing import Final

from pictures.painter import Look

LIGHT: Final = Look("#ededed", "#ededed", "#181818", "#ffffff", "#95ec69", "#181818", "#9a9a9a")
DARK: Final = Look(
    "#111111", "#1e1e1e", "#d5d5d5", "#2c2c2c", "#3eb575", "#0b140e", "#6b6b6b", tail=True
)
BLUE: Final = Look(
    *("#f5f6fa", "#ffffff", "#03081a", "#ffffff", "#0099ff", "#ffffff", "#999999"),
    radius=0.8, avatar=2.2, corner=0.5, field=True,
)  # fmt: skip
BLUE_DARK: Final = Look(
    *("#000000", "#161616", "#e8e8e8", "#262626", "#0066cc", "#ffffff", "#777777"),
    letters=24, radius=0.8, avatar=2.2, corner=0.5,
)  # fmt: skip
ORANGE: Final = Look(
    *("#f9f9f9", "#ffffff", "#333333", "#ffffff", "#ffd9b3", "#333333", "#939393"),
    letters=28, radius=0.5, avatar=2.8, corner=0.5, margin=0.8, edge="#e6e6e6",
)  # fmt: skip
LOOKS: Final = (LIGHT, DARK, BLUE, BLUE_DARK, ORANGE)
SEED: Final = 11
