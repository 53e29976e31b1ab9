"""A network to try: invented people, a clock that can be moved, and three phones in a browser."""
