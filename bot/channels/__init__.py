"""Ways to reach people. Telegram is one; what is beyond this package knows none of its terms."""
