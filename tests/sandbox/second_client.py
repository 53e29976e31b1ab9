"""Run by another interpreter: aiogram reads what the server shows, and says what it has read.

Arguments: the address of the server, the token, and the ids of a person and a group.
"""

from __future__ import annotations

import asyncio
import json
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
)


async def read(url: str, token: str, person: int, group: int) -> dict[str, object]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        updates = await bot.get_updates(allowed_updates=["message", "callback_query"])
        keyboard = [[InlineKeyboardButton(text="Ja", callback_data="y")]]
        markup = InlineKeyboardMarkup(inline_keyboard=keyboard)
        sent = await bot.send_message(person, "<b>Ja?</b>", parse_mode="HTML", reply_markup=markup)
        edited = await sent.edit_text("Ja!")
        document = await bot.send_document(person, BufferedInputFile(b"a;b", "a.csv"))
        file = await bot.download(document.document)
        await bot.set_my_commands([BotCommand(command="hilfe", description="Hilfe")])
        await bot.pin_chat_message(person, sent.message_id)
        chat = await bot.get_chat(person)
        members = await bot.get_chat_administrators(group)
        try:
            await bot.send_message(person, "<b>")
            await bot.send_message(person, "<b>", parse_mode="HTML")
        except TelegramBadRequest as refused:
            refusal = refused.message
        return {
            "kinds": [update.event_type for update in updates],
            "contents": [update.message.content_type for update in updates if update.message],
            "entities": [entity.type for entity in sent.entities],
            "edited": edited.text,
            "file": file.read().decode(),
            "pinned": chat.pinned_message.text,
            "administrators": [member.status for member in members],
            "refusal": refusal,
        }


if __name__ == "__main__":
    address, key, *ids = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(read(address, key, *map(int, ids)))))
