"""What is hardly HTTP never reaches Flask: waitress refuses it, with the same kind of answer."""

from __future__ import annotations

from typing import Any, cast

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from shenyan.problems import MIMETYPE, problem


class _Refusal(ErrorTask):
    """Answers with problem details; waitress would send plain text."""

    def execute(self) -> None:
        request = cast(Any, self.request)  # a parser that holds an error; the stubs say otherwise
        answer = problem(request.error.code)
        body = answer.get_data()
        self.status = answer.status
        self.response_headers = [
            ("Content-Type", MIMETYPE),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """A connection whose unreadable requests get our answer."""

    error_task_class = _Refusal
