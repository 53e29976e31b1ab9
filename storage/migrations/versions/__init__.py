"""One file a step; the oldest is the first release."""
