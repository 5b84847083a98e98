"""A small learned model of wordings: acts in words that no list and no pattern holds.

Trained by `python -m shenyan.wording.train`; what it learnt from, its figures and its limits stand
in `model/MODEL_CARD.md`.
"""
