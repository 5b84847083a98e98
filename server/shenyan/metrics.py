"""`/metrics` for Prometheus: how many findings of which rule and level, how long. Never text."""

from __future__ import annotations

import os

from flask import Flask, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

from shenyan import Report
from shenyan.desk import Observer


def install(app: Flask) -> Observer:
    """Add `/metrics`; return what must be told of each report."""
    registry = CollectorRegistry()
    found = Counter("shenyan_findings", "Findings given", ["rule", "level"], registry=registry)
    took = Histogram("shenyan_check_seconds", "Seconds of a check", registry=registry)

    def metrics() -> Response:
        return Response(generate_latest(_collected(registry)), content_type=CONTENT_TYPE_LATEST)

    def observe(report: Report, seconds: float) -> None:
        took.observe(seconds)
        for finding in report.findings:
            found.labels(finding.rule, finding.level).inc()

    app.add_url_rule("/metrics", view_func=metrics)
    return observe


def _collected(own: CollectorRegistry) -> CollectorRegistry:
    # Several worker processes share their counts in a folder that this variable names.
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return own
    every = CollectorRegistry()
    multiprocess.MultiProcessCollector(every)  # type: ignore[no-untyped-call]
    return every
