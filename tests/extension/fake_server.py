"""A server whose timing and failures a test decides. What it finds is fixed."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image, ImageDraw

ARTICLE = {
    "title": "《民法典》第一千零三十四条",
    "text": "自然人的个人信息受法律保护。",
    "summary": "个人信息",
    "url": "https://flk.npc.gov.cn/",
}
RULES = {
    "rules": [
        {
            "id": "test.phone-number",
            "title": "电话号码",
            "title_en": "Somebody's number",
            "level": "error",
        }
    ]
}
FINDS = (
    (
        r"1[3-9]\d{9}",
        "phone-number",
        "error",
        "电话号码",
        lambda text: text[:3] + "****" + text[7:],
    ),
    (r"贱人|骗子", "insult", "warning", "侮辱", lambda text: ""),
    (r"黄雨桐|刘志强", "person-name", "info", "姓名", lambda text: text[0] + "某"),
)


@dataclass
class Fake:
    """What the test sets, and what it sees."""

    delay: float = 0.0
    status: int = 200
    picture_status: int = 200
    seen: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    now: int = 0
    most: int = 0
    port: int = 0
    server: ThreadingHTTPServer | None = None

    def start(self, port: int = 0) -> None:
        """Listen, on the same port again after a stop."""
        fake = self
        handler = type("Handler", (_Handler,), {"fake": fake})
        self.server = ThreadingHTTPServer(("127.0.0.1", port or self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening: the next request is refused by the system."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    @property
    def address(self) -> str:
        """The address for the extension's settings."""
        return f"http://127.0.0.1:{self.port}"


def findings(text: str) -> list[dict[str, Any]]:
    """Find by the table above, with UTF-16 offsets."""
    found: list[dict[str, Any]] = []
    for pattern, category, level, title, mask in FINDS:
        for match in re.finditer(pattern, text):
            start = len(text[: match.start()].encode("utf-16-le", "surrogatepass")) // 2
            end = start + len(match[0].encode("utf-16-le", "surrogatepass")) // 2
            fixes = [{"label": "打码", "replacement": mask(match[0])}]
            found.append(
                {
                    "rule": f"test.{category}",
                    "category": category,
                    "level": level,
                    "start": start,
                    "end": end,
                    "text": match[0],
                    "title": title,
                    "message": f"这里有{title}。",
                    "advice": "",
                    "articles": ["civil-code-1034"],
                    "exemptions": ["Q_SELF"],
                    "fixes": fixes,
                    "related": [],
                }
            )
    found.sort(key=lambda one: int(one["start"]))
    for number, one in enumerate(found, 1):
        one["id"] = f"f{number}"
    return found


def picture_report(size: tuple[int, int]) -> dict[str, Any]:
    """Find a phone number in the middle of a picture, and an avatar in its corner."""
    width, height = size
    middle = {"x": width // 4, "y": height * 2 // 5, "width": width // 2, "height": height // 5}
    corner = {"x": 0, "y": 0, "width": width // 8, "height": width // 8}
    (phone,) = findings("13912345678")
    del phone["start"], phone["end"]
    avatar = {**phone, "id": "f2", "rule": "test.avatar", "category": "portrait"}
    avatar |= {"level": "warning", "text": "", "title": "头像", "message": "这里有头像。"}
    return {
        "kind": "chat",
        "width": width,
        "height": height,
        "findings": [{**phone, "boxes": [middle]}, {**avatar, "boxes": [corner]}],
        "articles": {"civil-code-1034": ARTICLE},
        "exemptions": {},
        "version": "0",
    }


class _Handler(BaseHTTPRequestHandler):
    fake: Fake
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        if self.path.startswith(("/v1/lint-image", "/v1/mask-image")):
            self._picture()
        else:
            self._draft()

    def _draft(self) -> None:
        fake = self.fake
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        fake.seen.append(text)
        fake.now += 1
        fake.most = max(fake.most, fake.now)
        if fake.delay:
            time.sleep(fake.delay)
        fake.now -= 1
        body = {
            "findings": findings(text),
            "articles": {"civil-code-1034": ARTICLE},
            "exemptions": {"Q_SELF": {"question": "这是你自己的信息吗？", "basis": []}},
            "offset_unit": "utf-16",
            "version": "0",
        }
        self._send(fake.status, body)

    def _picture(self) -> None:
        """Find a phone number in the middle of any picture; mask it when told."""
        fake = self.fake
        data = self.rfile.read(int(self.headers["Content-Length"]))
        fake.pictures.append((self.path, data))
        time.sleep(fake.delay)
        if fake.picture_status != 200:
            self._send(fake.picture_status, {"title": "no", "status": fake.picture_status})
            return
        image = Image.open(io.BytesIO(data)).convert("RGB")
        if self.path.startswith("/v1/lint-image"):
            self._send(200, picture_report(image.size))
        else:
            self._mask(image)

    def _mask(self, image: Image.Image) -> None:
        boxes = parse_qs(urlsplit(self.path).query)["boxes"][0]
        for box in boxes.split(";"):
            x, y, width, height = map(int, box.split(","))
            ImageDraw.Draw(image).rectangle((x, y, x + width, y + height), fill="#303030")
        out = io.BytesIO()
        image.save(out, "PNG")
        self._send_bytes(200, "image/png", out.getvalue())

    def do_GET(self) -> None:
        self._send(200, RULES if self.path == "/v1/rules" else {"status": "ok"})

    def _send(self, status: int, body: object) -> None:
        self._send_bytes(status, "application/json", json.dumps(body).encode())

    def _send_bytes(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Say nothing: a draft is never logged."""
