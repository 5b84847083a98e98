"""Forms as LanguageTool's clients send them, read in memory only."""

from __future__ import annotations

from io import BytesIO
from typing import IO
from urllib.parse import parse_qsl

from flask import Request, request


class MemoryRequest(Request):
    """A request whose files stay in memory: werkzeug's own go to disk from 500 KB on."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        # The body as a whole is bounded by MAX_CONTENT_LENGTH.
        return BytesIO()


def sent_form() -> dict[str, str]:
    """Read the form of this request, also where ltex-ls labels it as JSON."""
    if form := request.form.to_dict():
        return form
    return dict(parse_qsl(request.get_data().decode("utf-8", "replace"), keep_blank_values=True))
