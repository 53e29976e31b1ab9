"""The doors: command line, wording in people's languages, and the channels that reach them.

Knows `storage` and `dialogs`, and leaves every decision about a dialog to `dialogs`. Only the
composition root in here fetches the clock and the dice.
"""

import sys

# python-telegram-bot brings httpx, and httpx a command line of its own that nobody calls here.
# Where rich is there it is loaded with the library: four MiB, and some time at every start.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
