"""What a person can do over HTTP: a name, its parameters, and the phone that does it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final

from pydantic import Base64Bytes, BaseModel, ConfigDict

from bot.sandbox.chats import Chat
from bot.sandbox.phones import Phone
from bot.sandbox.values import Message, Upload


class Deed(BaseModel):
    """Something a person does. Without a chat it happens in the one with the bot."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chat: int | None = None

    @abstractmethod
    def act(self, phone: Phone) -> Message | Chat | str | None:
        """Do it; what comes of it, if anything."""

    def place(self, phone: Phone) -> Chat:
        return phone.world.private_chat(phone.person) if self.chat is None else self.group(phone)

    def group(self, phone: Phone) -> Chat:
        chat = phone.world.chats.get(self.chat or 0)
        if chat is None:
            raise LookupError("no such chat")
        return chat

    def message(self, phone: Phone, number: int | None) -> Message | None:
        if number is None:
            return None
        message = self.place(phone).messages.get(number)
        if message is None:
            raise LookupError("no such message in the chat")
        return message


class OfMessage(Deed):
    """Something done to a message."""

    message_id: int

    def target(self, phone: Phone) -> Message:
        message = self.message(phone, self.message_id)
        assert message is not None
        return message


class Start(Deed):
    payload: str = ""

    def act(self, phone: Phone) -> Message:
        return phone.start(self.payload)


class Say(Deed):
    text: str
    reply_to: int | None = None

    def act(self, phone: Phone) -> Message:
        reply_to = self.message(phone, self.reply_to)
        return phone.say(self.text, chat=self.place(phone), reply_to=reply_to)


class Edit(OfMessage):
    text: str

    def act(self, phone: Phone) -> Message:
        return phone.edit(self.target(phone), self.text)


class Delete(OfMessage):
    def act(self, phone: Phone) -> None:
        phone.delete(self.target(phone))


class Press(Deed):
    label: str = ""
    data: str = ""
    message_id: int | None = None

    def act(self, phone: Phone) -> str:
        message = self.message(phone, self.message_id)
        return phone.press(self.label, data=self.data, chat=self.place(phone), message=message).id


class Tap(Deed):
    label: str

    def act(self, phone: Phone) -> Message:
        return phone.tap(self.label, chat=self.place(phone))


class SendPhoto(Deed):
    picture: Base64Bytes
    caption: str = ""

    def act(self, phone: Phone) -> Message:
        return phone.send_photo(self.picture, self.caption, chat=self.place(phone))


class SendDocument(Deed):
    name: str
    content: Base64Bytes
    caption: str = ""

    def act(self, phone: Phone) -> Message:
        upload = Upload(self.name, self.content)
        return phone.send_document(upload, self.caption, chat=self.place(phone))


class SendVoice(Deed):
    seconds: int = 3

    def act(self, phone: Phone) -> Message:
        return phone.send_voice(self.seconds, chat=self.place(phone))


class SendContact(Deed):
    number: str
    first_name: str

    def act(self, phone: Phone) -> Message:
        return phone.send_contact(self.number, self.first_name, chat=self.place(phone))


class SendLocation(Deed):
    latitude: float
    longitude: float

    def act(self, phone: Phone) -> Message:
        return phone.send_location(self.latitude, self.longitude, chat=self.place(phone))


class SendSticker(Deed):
    def act(self, phone: Phone) -> Message:
        return phone.send_sticker(chat=self.place(phone))


class Forward(OfMessage):
    to: int | None = None

    def act(self, phone: Phone) -> Message:
        there = self.model_copy(update={"chat": self.to}).place(phone)
        return phone.forward(self.target(phone), chat=there)


class Block(Deed):
    def act(self, phone: Phone) -> None:
        phone.block()


class Unblock(Deed):
    def act(self, phone: Phone) -> None:
        phone.unblock()


class CreateGroup(Deed):
    title: str

    def act(self, phone: Phone) -> Chat:
        return phone.create_group(self.title)


class AddBot(Deed):
    leads: bool = False

    def act(self, phone: Phone) -> None:
        phone.add_bot(self.group(phone), leads=self.leads)


class RemoveBot(Deed):
    def act(self, phone: Phone) -> None:
        phone.remove_bot(self.group(phone))


class Join(Deed):
    def act(self, phone: Phone) -> None:
        phone.join(self.group(phone))


class Leave(Deed):
    def act(self, phone: Phone) -> None:
        phone.leave(self.group(phone))


class Migrate(Deed):
    def act(self, phone: Phone) -> Chat:
        return phone.migrate(self.group(phone))


DEEDS: Final[dict[str, type[Deed]]] = {
    "start": Start,
    "say": Say,
    "edit": Edit,
    "delete": Delete,
    "press": Press,
    "tap": Tap,
    "photo": SendPhoto,
    "document": SendDocument,
    "voice": SendVoice,
    "contact": SendContact,
    "location": SendLocation,
    "sticker": SendSticker,
    "forward": Forward,
    "block": Block,
    "unblock": Unblock,
    "create-group": CreateGroup,
    "add-bot": AddBot,
    "remove-bot": RemoveBot,
    "join": Join,
    "leave": Leave,
    "migrate": Migrate,
}
