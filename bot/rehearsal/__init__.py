"""Scripts tried out before anybody is asked: a room in memory, stories, and the preview.

Knows the engine and the wording, no database and no messenger.
"""
