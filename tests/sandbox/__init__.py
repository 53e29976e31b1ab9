"""The local Bot API server, called by the real client over HTTP."""
