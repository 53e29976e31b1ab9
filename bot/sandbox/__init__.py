"""A small Telegram of our own: the Bot API over HTTP, and people with phones."""
