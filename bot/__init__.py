"""The doors: command line, wording in people's languages, and the channels that reach them.

Knows `storage` and `dialogs`, and leaves every decision about a dialog to `dialogs`. Only the
composition root in here fetches the clock and the dice.
"""
