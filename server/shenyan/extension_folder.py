"""Where the browser extension lies, how to load it, and by which origin it calls us."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOZ_ORIGIN: Final = r"^moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""Firefox gives every installation its own random id."""

_HEX_TO_ID: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def extension_dir() -> Path:
    """Find the extension: packed beside this module in a wheel, else the checkout's folder."""
    packed = Path(__file__).with_name("extension")
    return packed if packed.is_dir() else Path(__file__).parents[2] / "extension"


def chrome_origins(folder: Path | None = None) -> tuple[str, ...]:
    """Work out the extension's fixed origin from the manifest's `key`, as Chromium does.

    Without a manifest or a key there is no fixed origin, and none is accepted.
    """
    manifest = (folder or extension_dir()) / "manifest.json"
    if not manifest.is_file():
        return ()
    key = json.loads(manifest.read_text(encoding="utf-8")).get("key")
    if not key:
        return ()
    digest = hashlib.sha256(base64.b64decode(key)).hexdigest()[:32]
    return (f"chrome-extension://{digest.translate(_HEX_TO_ID)}",)


def copy_to(target: Path) -> Path:
    """Copy the extension into `target`, which must be new or empty. Raises FileExistsError."""
    if target.is_dir() and any(target.iterdir()):
        raise FileExistsError(target)
    return Path(shutil.copytree(extension_dir(), target, dirs_exist_ok=True))


def pack(target: Path) -> Path:
    """Write the extension as a zip file, the same bytes each time."""
    folder = extension_dir()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = ZipInfo(path.relative_to(folder).as_posix())  # dated 1980, whenever checked out
            archive.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    return target
