"""What spark-submit starts: `spark-submit … scan.py IN… --out DIR`. See the README above."""

import sys

from shenyan.cli import main

if __name__ == "__main__":
    sys.exit(main(["scan", "--engine=spark", *sys.argv[1:]]))
