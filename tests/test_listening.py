"""The running server: it says where it is, refuses to be open by mistake, and stops gracefully."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from serving import PACKAGE, served
from shell import Shell
from shenyan import listening


def post(address: str, text: str) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    body = json.dumps({"text": text})
    connection.request("POST", "/v1/lint", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_it_says_where_the_extension_is_and_answers(listening: str) -> None:
    assert post(listening, "你好") == 200


def test_a_stop_signal_lets_requests_under_way_finish(tmp_path: Path) -> None:
    with served(tmp_path) as (process, address), ThreadPoolExecutor(8) as clients:
        assert post(address, "热身") == 200
        under_way = [clients.submit(post, address, "人肉他，" * 200) for _ in range(8)]
        with urllib.request.urlopen(f"{address}/healthz") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert [one.result() for one in under_way] == [200] * 8
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "options", [["--host", "0.0.0.0"], ["--host", "192.168.1.2"], ["--allow-host", "x.example"]]
)
def test_it_does_not_open_beyond_this_computer_without_a_token(
    tmp_path: Path, options: list[str]
) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "SHENYAN_TOKEN"}
    done = subprocess.run(
        [sys.executable, "-m", "shenyan", "serve", *options],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(PACKAGE), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "shenyan token" in done.stderr
    assert "TLS" in done.stderr


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    with served(tmp_path) as (_, address):
        assert post(address, "人肉他" * 6000) == 200
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["99999", "65536", "-5", "1e3", "x", "１"])
def test_a_port_that_is_none_is_refused(shell: Shell, port: str) -> None:
    assert shell.run("serve", f"--port={port}") == 2
    assert "65535" in shell.err


def test_a_port_that_is_taken_is_named_with_the_remedy(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "create_app", lambda config: None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert shell.run("serve", "--port", str(port)) == 2
    assert f"127.0.0.1:{port}" in shell.err
    assert "--port" in shell.err
