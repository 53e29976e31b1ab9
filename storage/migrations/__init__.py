"""Migrations: how the database came to be what it is, in order."""
