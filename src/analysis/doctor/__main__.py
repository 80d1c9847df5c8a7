"""`python -m analysis.doctor`: the doctor where even the command `visits` does not start."""

import sys

from analysis.doctor import print_report

if __name__ == "__main__":
    sys.exit(print_report())
