"""Pictures: what is read, found and hidden in a screenshot before it is posted.

Needs the extra `shenyan[image]`; nothing outside this package imports it before it is used.
"""

from importlib.util import find_spec

NEEDS = ("rapidocr", "onnxruntime", "cv2", "zxingcpp", "PIL")


def is_installed() -> bool:
    """Tell whether everything that pictures need is there, without importing it."""
    return all(find_spec(name) is not None for name in NEEDS)


def needed() -> None:
    """Raise OSError saying what to install where something that pictures need is missing."""
    if not is_installed():
        raise OSError('图片检查需要另装 / pictures need an extra: pip install "shenyan[image]"')
