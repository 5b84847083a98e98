"""Fixtures shared by the whole suite."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from flask_openapi3 import OpenAPI

from shenyan import Linter
from shenyan.app import create_app


@pytest.fixture(scope="session")
def linter() -> Linter:
    """One linter for the whole run: rules and model load once."""
    return Linter()


@pytest.fixture
def app(linter: Linter) -> OpenAPI:
    """The web application as one person runs it."""
    return create_app(linter=linter)


@pytest.fixture
def client(app: OpenAPI) -> FlaskClient:
    """A client on this computer."""
    return app.test_client()
