"""Telling the webhook over HTTP, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
from typing import Final

import aiohttp

from bot.sandbox.faults import WEBHOOK, Broken, Faults, Slow
from bot.sandbox.values import Json
from bot.sandbox.webhooks import Post, Told, Webhook

PATIENCE: Final = aiohttp.ClientTimeout(total=60)
SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


def poster(client: aiohttp.ClientSession, faults: Faults) -> Post:
    async def post(webhook: Webhook, update: Json) -> Told:
        trouble = faults.of(WEBHOOK, None)
        if isinstance(trouble, Slow):
            await asyncio.sleep(trouble.seconds)
        if trouble == Broken.RESET_BEFORE:
            return Told(0, why="Connection refused")
        told = await _post(client, webhook, update)
        if trouble in {Broken.RESET_AFTER, Broken.REDELIVER}:
            return Told(0, why="Webhook connection closed")
        return told

    return post


async def _post(client: aiohttp.ClientSession, webhook: Webhook, update: Json) -> Told:
    headers = {SECRET: webhook.secret} if webhook.secret else {}
    try:
        async with client.post(
            webhook.url, json=update, headers=headers, timeout=PATIENCE, allow_redirects=False
        ) as answer:
            body = await answer.read()
            retry_after = answer.headers.get("Retry-After", "")
            why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
            if b'"method"' in body:
                return Told(0, why="Not emulated: methods in the answer of a webhook")
            return Told(answer.status, float(retry_after if retry_after.isdecimal() else 0), why)
    except (aiohttp.ClientError, TimeoutError) as error:
        return Told(0, why=f"{type(error).__name__}: Connection refused")
