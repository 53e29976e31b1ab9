"""Rows and values, transactions and migrations: all that outlives a process."""
