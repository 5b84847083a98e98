"""However many threads a server has, they share two heaps; what it loaded is no garbage."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from shenyan.heaps import lasting

SCRIPT = """
import ctypes, sys, threading
if sys.argv[2:]:
    from shenyan.heaps import share_heaps
    share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
all_there = threading.Barrier(9)
def work():
    libc.malloc(1000)
    all_there.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
all_there.wait()
file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


def heaps(report: Path, *shared: str) -> int:
    server = Path(__file__).parents[1] / "server"
    command = [sys.executable, "-c", SCRIPT, str(report), *shared]
    subprocess.run(command, check=True, env={"PYTHONPATH": str(server)})
    return report.read_text().count("<heap ")


@pytest.mark.skipif(sys.platform != "linux", reason="the heaps of glibc")
def test_threads_share_two_heaps(tmp_path: Path) -> None:
    assert heaps(tmp_path / "shared", "shared") <= 2 < heaps(tmp_path / "own")


def test_what_is_loaded_is_left_out_of_the_search_for_garbage() -> None:
    frozen = gc.get_freeze_count()
    try:
        with lasting():
            loaded: list[list[int]] = [[] for _ in range(1000)]
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() >= frozen + len(loaded)
        assert not any(kept is loaded for kept in gc.get_objects())
    finally:
        gc.unfreeze()


def test_a_server_that_cannot_start_searches_again() -> None:
    try:
        with pytest.raises(OSError, match="taken"), lasting():
            raise OSError("taken")
        assert gc.isenabled()
    finally:
        gc.unfreeze()
