"""How wounding a text sounds: a small linear model over characters, for hints and for doubts."""

from shenyan.tone.pieces import Piece, around, pieces
from shenyan.tone.weights import Tone, tone

__all__ = ["Piece", "Tone", "around", "pieces", "tone"]
