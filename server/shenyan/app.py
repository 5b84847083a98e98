"""The web application: one linter, the interface `/v1`, the pages, and the guard in front."""

from __future__ import annotations

import logging

from flask import Response
from flask_openapi3 import Info, OpenAPI
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

import shenyan
from shenyan import Linter, __version__, api, docs, image_api, languagetool, pages
from shenyan.config import Config
from shenyan.description import TOKEN, description
from shenyan.desk import Desk
from shenyan.guard import install
from shenyan.problems import from_http, from_validation, problem
from shenyan.replies import load_law
from shenyan.rules import rules_dir
from shenyan.schemas import ProblemOut
from shenyan.turns import Turns

_LOG = logging.getLogger(__name__)


def create_app(config: Config | None = None, linter: Linter | None = None) -> OpenAPI:
    """Build the application.

    Raises RuleError when a rule file is broken, ConfigError when a limit cannot be read.
    """
    config = config or Config()
    app = OpenAPI(
        "shenyan",
        info=Info(title="慎言 Shenyan", version=__version__, description=shenyan.__doc__),
        security_schemes=TOKEN,
        validation_error_model=ProblemOut,
        validation_error_callback=from_validation,
        doc_ui=False,
    )
    install(app, config)
    app.register_error_handler(HTTPException, from_http)
    app.register_error_handler(Exception, _unexpected)
    _add_views(app, config, linter or Linter(settings=config.settings))
    _add_team_parts(app, config)
    return app


def _add_views(app: OpenAPI, config: Config, linter: Linter) -> None:
    desk = _desk(app, config, linter)
    app.register_api(api.blueprint(desk))
    # Pictures take seconds: they queue by themselves, so that typing never waits for one.
    app.register_api(image_api.blueprint(linter, desk.law, Turns()))
    views = pages.blueprint(rules_dir(), linter.rules, desk.law, shared=bool(config.token))
    views.add_url_rule("/docs", view_func=lambda: docs.page(app, config), endpoint="docs")
    app.register_blueprint(views)
    app.add_url_rule(
        "/openapi.json", view_func=lambda: description(app, config), endpoint="description"
    )
    if config.languagetool:
        app.register_blueprint(languagetool.blueprint(desk))


def _desk(app: OpenAPI, config: Config, linter: Linter) -> Desk:
    if not config.metrics:
        return Desk(linter, load_law())
    from shenyan import metrics

    return Desk(linter, load_law(), metrics.install(app))


def _add_team_parts(app: OpenAPI, config: Config) -> None:
    if config.rate_limit:
        from shenyan import limits

        limits.install(app, config.rate_limit, config.rate_storage)
    if config.proxies:
        count = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=0
        )


def _unexpected(error: Exception) -> Response:
    # Neither the message nor the traceback's values may reach the log: both may hold the draft.
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else ""
    _LOG.error("%s in %s", type(error).__name__, where)
    return problem(500)
