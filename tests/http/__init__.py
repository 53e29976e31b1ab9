"""Everything at once: people's phones, a Telegram of our own over HTTP, and the bot as it runs."""
