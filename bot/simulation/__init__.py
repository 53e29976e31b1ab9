"""A whole invented group plays a script through all its weeks, for authors and coordinations."""
