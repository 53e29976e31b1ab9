"""The least that a bot can do: python-telegram-bot as it comes, which keeps nothing.

Run ``python -m tests.bench.echo`` with the settings of ``reihum run``.
"""

from __future__ import annotations

import os
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Say everything back."""
    url = os.environ["REIHUM_API_URL"]
    builder: Any = Application.builder().token(os.environ["REIHUM_TOKEN"])
    application = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


if __name__ == "__main__":
    main()
