"""Files that are no good pictures, each with the answer they should get: 4xx, never a crash."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image

Case = tuple[str, bytes, int]
"""What it is, its bytes, and the status it should get."""


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Save a picture into bytes."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(side: int = 80) -> Image.Image:
    """Give a picture that does not get small when saved."""
    rng = random.Random(side)
    return Image.frombytes("RGB", (side, side), rng.randbytes(side * side * 3))


def chunk(name: bytes, data: bytes) -> bytes:
    """Build a PNG chunk with a good checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """Build a PNG that claims a size, with the chunks given and no other."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def truncated() -> Iterator[Case]:
    """Good pictures cut at many places."""
    for kind in ("PNG", "JPEG", "WEBP"):
        whole = saved(noise(), kind)
        for share in range(10, 95, 6):
            yield f"{kind} cut at {share} %", whole[: len(whole) * share // 100], 422
    for kind, start in (("PNG", 6), ("JPEG", 2), ("WEBP", 10)):
        yield f"{kind} of {start} bytes", saved(noise(), kind)[:start], 415


def bombs() -> Iterator[Case]:
    """Small files that would be enormous once decoded."""
    for side in (6_400, 12_000, 20_000):
        yield f"bomb of {side} × {side}", saved(Image.new("1", (side, side))), 413
    for side in (1 << 16, 1 << 30, 2**31 - 1):
        yield f"claims {side} × {side}", png(side, side), 413
    yield "claims 2,000,000 × 40", png(2_000_000, 40), 413
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 60_000_000, 9))
    yield "compressed text of 60 MB", png(64, 64, text), 422
    profile = chunk(b"iCCP", b"p\0\0" + zlib.compress(b"A" * 60_000_000, 9))
    yield "profile of 60 MB", png(64, 64, profile), 422
    jpeg = bytearray(saved(Image.new("RGB", (64, 64)), "JPEG"))
    place = jpeg.index(b"\xff\xc0")
    jpeg[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    yield "JPEG that claims 65,535 × 65,535", bytes(jpeg), 413
    webp = bytearray(saved(Image.new("RGB", (64, 64)), "WEBP", lossless=True))
    place = webp.index(b"VP8L") + 9
    webp[place : place + 4] = struct.pack("<I", 16_383 | 16_383 << 14)
    yield "WebP that claims 16,384 × 16,384", bytes(webp), 413


def shapes() -> Iterator[Case]:
    """Sizes that hold no text."""
    for size in (
        (1, 1),
        (15, 15),
        (1, 10_000),
        (10_000, 1),
        (30_000, 10),
        (10, 30_000),
        (30_000, 20),
    ):
        yield f"{size[0]} × {size[1]}", saved(Image.new("RGB", size)), 422
    yield "0 × 0", png(0, 0), 415


def wrong_types() -> Iterator[Case]:
    """Everything that is not one of the types taken, under the name of one."""
    small = Image.new("RGB", (64, 64), "white")
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "SGI", "JPEG2000", "DDS", "EPS"):
        yield kind, saved(small, kind), 415
    texts = {
        "empty": b"",
        "one byte": b"\x89",
        "words": "聊天记录".encode(),
        "PDF": b"%PDF-1.7\n",
        "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "HTML": b"<!doctype html><script>1</script>",
        "ZIP": b"PK\x03\x04" + bytes(40),
        "program": b"\x7fELF" + bytes(60),
        "video": b"\0\0\0\x18ftypmp42" + bytes(40),
        "Photoshop": b"8BPS\0\x01" + bytes(40),
        "zeros": bytes(5_000),
    }
    yield from ((name, data, 415) for name, data in texts.items())


def animated() -> Iterator[Case]:
    """Pictures that move."""
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue", "green")]
    for kind in ("PNG", "WEBP"):
        yield (
            f"animated {kind}",
            saved(frames[0], kind, save_all=True, append_images=frames[1:]),
            422,
        )


def forged() -> Iterator[Case]:
    """PNG files whose parts do not fit together."""
    rows = zlib.compress(bytes((64 * 3 + 1) * 64))
    yield "no pixels", png(64, 64), 422
    yield "too few pixels", png(64, 64, chunk(b"IDAT", zlib.compress(bytes(500)))), 422
    yield "pixels that are no stream", png(64, 64, chunk(b"IDAT", b"not a stream")), 422
    yield "bad filter", png(64, 64, chunk(b"IDAT", zlib.compress(b"\x09" * 12_352))), 422
    yield "unknown colour type", png(64, 64, chunk(b"IDAT", rows), colour=5), 415
    yield "unknown depth", png(64, 64, chunk(b"IDAT", rows), depth=3), 415
    broken = bytearray(png(64, 64, chunk(b"IDAT", rows)))
    broken[29] ^= 0xFF
    yield "bad checksum", bytes(broken), 415
    heads = (("JPEG", 2, 415), ("JPEG", 5, 422), ("JPEG", 8, 422), ("WEBP", 16, 422))
    for kind, start, status in heads:
        whole = bytearray(saved(noise(), kind))
        whole[start : start + 60] = bytes(60)
        yield f"{kind} blank from {start}", bytes(whole), status


def hostile() -> list[Case]:
    """List all of them."""
    makers = (truncated, bombs, shapes, wrong_types, animated, forged)
    return [case for make in makers for case in make()]


def scratched(count: int, seed: int) -> Iterator[bytes]:
    """Good files of every kind with a few bytes changed: some can still be read, none may crash."""
    rng = random.Random(seed)
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = [saved(noise(48), kind, exif=exif) for kind in ("PNG", "JPEG", "WEBP")]
    whole.append(saved(noise(48).convert("P"), "PNG", transparency=b"\0\x80"))
    for number in range(count):
        data = bytearray(whole[number % len(whole)])
        for _ in range(rng.randrange(1, 12)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        yield bytes(data)
