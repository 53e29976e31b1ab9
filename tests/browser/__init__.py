"""The demonstration as people see it, in a real browser."""
