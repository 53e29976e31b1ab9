"""What is kept: rows in the database and the values of `dialogs` they stand for.

Knows `dialogs` and never `bot`: nothing here decides what is said, how it is worded or when it is
sent.
"""
