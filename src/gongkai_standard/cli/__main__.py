"""`python -m gongkai_standard.cli`."""

import sys

from gongkai_standard.cli import main

if __name__ == "__main__":
    sys.exit(main())
