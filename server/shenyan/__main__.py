"""`python -m shenyan`."""

from shenyan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
