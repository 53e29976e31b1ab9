"""Tests, named by the promise they keep. They enter by the front door."""
