"""``reihum run`` at another time, and as if Telegram had no limits: to see what limits us.

Run ``python -m tests.bench.without_limits SECONDS``.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from bot import pacing
from bot.pacing import Pace
from tests.http import moved

if __name__ == "__main__":
    pacing.OVERALL = pacing.PERSON = Pace(10**9, 1.0)
    moved.main(timedelta(seconds=float(sys.argv[1])))
