"""Fixtures shared by the whole suite."""

from __future__ import annotations

import pytest

from shenyan import Linter


@pytest.fixture(scope="session")
def linter() -> Linter:
    """One linter for the whole run: rules and model load once."""
    return Linter()
