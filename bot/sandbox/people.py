"""People over HTTP, for whoever is not in the same process."""

from __future__ import annotations

from starlette.routing import Route

from bot.sandbox.api import Api


def routes(api: Api) -> list[Route]:
    return []
