"""presidio-analyzer for Chinese without a language model: phones, e-mail addresses, cards."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Any, Final

from shenyan.bench.score import Hit, Run

NAME: Final = "presidio-analyzer"
IN_PROCESS: Final = True
NEEDS: Final = "pip install 'shenyan[peers]'"
ENTITIES: Final = {
    "PHONE_NUMBER": "phone-number",
    "EMAIL_ADDRESS": "email",
    "CREDIT_CARD": "bank-card",
}
CATEGORIES: Final = frozenset(ENTITIES.values())
REGIONS: Final = ("CN", "HK", "MO", "TW", "US")


def load() -> Run:
    """Return its analyzer over a blank Chinese pipeline, warmed up so that its fetches are over."""
    for name in ("presidio-analyzer", "tldextract"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    engine = _engine()

    def run(text: str) -> list[Hit]:
        results = engine.analyze(text, language="zh")
        return [Hit(r.start, r.end, ENTITIES[r.entity_type]) for r in results]

    run("mail: a@example.com")
    return run


def _engine() -> Any:
    analyzer = import_module("presidio_analyzer")
    known = import_module("presidio_analyzer.predefined_recognizers")
    nlp = import_module("presidio_analyzer.nlp_engine").SpacyNlpEngine(
        models=[{"lang_code": "zh", "model_name": "blank"}]
    )
    nlp.nlp = {"zh": import_module("spacy").blank("zh")}
    registry = analyzer.RecognizerRegistry(
        recognizers=[
            known.PhoneRecognizer(supported_language="zh", supported_regions=REGIONS),
            known.EmailRecognizer(supported_language="zh"),
            known.CreditCardRecognizer(supported_language="zh"),
        ],
        supported_languages=["zh"],
    )
    return analyzer.AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["zh"])
