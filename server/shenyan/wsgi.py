"""For WSGI servers: `gunicorn --preload shenyan.wsgi:app`, set up by SHENYAN_* variables."""

from __future__ import annotations

import os
from pathlib import Path

from shenyan.app import create_app
from shenyan.config import Config, with_environment
from shenyan.heaps import lasting, share_heaps
from shenyan.settings import find_settings

share_heaps()
with lasting():
    app = create_app(with_environment(Config(settings=find_settings(Path.cwd())), os.environ))
