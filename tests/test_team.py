"""What `server/` ships for a team does what it says: the image's command, compose, the unit."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
import yaml

from serving import PACKAGE
from shenyan.config import Config, with_environment

FILES = Path(__file__).parents[1] / "server"
TOKEN = "for-the-tests-of-a-team-server"
HOST = "shenyan.example"
GIVEN = {"SHENYAN_TOKEN": TOKEN, "SHENYAN_HOSTS": HOST}
COMPOSE = yaml.safe_load((FILES / "compose.yml").read_text(encoding="utf-8"))["services"]

unix_only = pytest.mark.skipif(os.name == "nt", reason="gunicorn is not for Windows")


@dataclass(frozen=True, slots=True)
class Server:
    process: subprocess.Popen[str]
    port: int

    def ask(self, body: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", "/v1/lint", body.encode(), {**JSON, **headers})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


JSON = {"Content-Type": "application/json", "Host": HOST}
OURS = {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "203.0.113.7"}
DRAFT = json.dumps({"text": "刘志强就是个骗子，电话13912345678"})


def image_command() -> list[str]:
    """Give the command of the image, which is the last one of the Dockerfile."""
    text = (FILES / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    command = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)[-1]
    return [str(word) for word in json.loads(command)]


def compose_environment() -> dict[str, str]:
    """Give the variables of compose, those that it asks for filled in."""
    variables = COMPOSE["shenyan"]["environment"]
    return {name: GIVEN[name] if "${" in value else value for name, value in variables.items()}


@contextmanager
def team_server(folder: Path, **more: str) -> Iterator[Server]:
    """Run the image's command in an empty folder, on a free port."""
    command = image_command()
    command[0] = str(Path(sys.executable).with_name("gunicorn"))
    command[command.index("--bind") + 1] = "127.0.0.1:0"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), **compose_environment(), **more}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr is not None
    try:
        told = next((line for line in process.stderr if "Listening at" in line), "")
        found = re.search(r"127\.0\.0\.1:(\d+)", told)
        assert found, "gunicorn names its address"
        yield Server(process, int(found[1]))
    finally:
        process.terminate()
        process.communicate(timeout=60)


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Start Redis as compose does, where there is one; else give an address where none answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"redis://127.0.0.1:{port}"
    program, *options = COMPOSE["redis"]["command"]
    if shutil.which(program) is None:
        yield address
        return
    process = subprocess.Popen(
        [program, *options, "--port", str(port)], cwd=folder, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not _listens(port):
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@unix_only
def test_the_image_serves_as_compose_sets_it_up(tmp_path: Path) -> None:
    data = tmp_path / "redis"
    data.mkdir()
    with (
        redis_server(data) as redis,
        team_server(tmp_path, SHENYAN_RATE_STORAGE=redis, SHENYAN_RATE_LIMIT="6/hour") as server,
    ):
        assert server.ask(DRAFT, {})[0] == 401, "nobody without the token"
        assert server.ask(DRAFT, {**OURS, "Host": "elsewhere.example"})[0] in {400, 403, 421}
        status, answer = server.ask(DRAFT, OURS)
        assert status == 200
        assert {found["text"] for found in json.loads(answer)["findings"]} >= {"13912345678"}
        # Two workers, each of which counts for itself where no Redis answers.
        ended = {server.ask(DRAFT, OURS)[0] for _ in range(20)}
        assert ended == {200, 429}
        other = {**OURS, "X-Forwarded-For": "203.0.113.8"}
        assert server.ask(DRAFT, other)[0] == 200, "counted for each address behind the proxy"
    assert not [*data.iterdir()], "compose tells Redis to keep nothing on disk"
    assert {path.name for path in tmp_path.iterdir()} == {"redis"}, "the server wrote nothing"


@unix_only
def test_a_team_server_that_is_stopped_answers_what_it_has_taken(tmp_path: Path) -> None:
    long = json.dumps({"text": "三楼的王强偷了我的电瓶，大家去他家堵他。今天天气不错\n" * 300})
    with (
        team_server(tmp_path, SHENYAN_RATE_STORAGE="memory://", SHENYAN_RATE_LIMIT="") as server,
        ThreadPoolExecutor(4) as pool,
    ):
        assert server.ask(DRAFT, OURS)[0] == 200
        asked = [pool.submit(server.ask, long, OURS) for _ in range(4)]
        time.sleep(0.3)
        assert not all(one.done() for one in asked), "some are under way"
        server.process.send_signal(signal.SIGTERM)
        assert {one.result()[0] for one in asked} == {200}
        assert server.process.wait(timeout=30) == 0


def test_every_variable_that_the_files_name_is_read() -> None:
    asked: set[str] = set()

    class Listening(dict[str, str]):
        def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
            asked.add(key)
            return default

    with_environment(Config(), Listening())
    files = [FILES / "README.md", FILES / "compose.yml", *(FILES / "deploy").iterdir()]
    named = {
        name for file in files for name in re.findall(r"SHENYAN_[A-Z_]+", file.read_text("utf-8"))
    }
    assert compose_environment().keys() <= named <= asked | {"SHENYAN_EXAMPLES"}
    assert named >= asked, "the README lists all of them"


def test_the_unit_and_the_image_serve_alike() -> None:
    unit = (FILES / "deploy" / "shenyan.service").read_text(encoding="utf-8")
    started = re.findall(r"^ExecStart=\S*/gunicorn (.*)$", unit, re.MULTILINE)[-1].split()
    image = image_command()[1:]
    assert started[-1] == image[-1] == "shenyan.wsgi:app"
    assert set(started) - {"127.0.0.1:8765"} <= set(image)
