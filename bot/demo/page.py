"""The page: three phones, the others, the clock and the tour, for a browser on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Final, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo import tour
from bot.demo.chat import Reading, Screen
from bot.demo.company import Other
from bot.demo.course import Course
from bot.demo.feed import Feed
from bot.demo.stage import Stage
from bot.demo.tour import Tour
from bot.language import Translator
from bot.levels import level_name
from bot.roles import MEMBER, role_name
from bot.sandbox.deeds import DEEDS
from bot.sandbox.values import Change

#: What can be done on a phone of the page; `follow` opens a link.
POSSIBLE: Final = frozenset(
    {"start", "say", "edit", "delete", "press", "photo", "document", "block", "unblock"}
)

#: Nothing but what this machine serves: the page cannot reach any other.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

#: Pictures are shown, everything else is for downloading.
_SHOWN: Final = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


class _Leap(BaseModel):
    model_config = ConfigDict(extra="forbid")

    to: Literal["event", "hour", "day", "week"]


class _Follow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    link: Annotated[str, StringConstraints(max_length=200)]


class Page:
    """What browsers ask for, and what they are told."""

    def __init__(self, stage: Stage, t: Translator) -> None:
        """Show this stage in this language."""
        self._stage, self._t = stage, t
        self.feed = Feed()
        self.course = Course(stage, self._moved)
        self._reading = Reading(t, stage.zone)
        chats = [phone.person.id for _, phone in stage.played]
        self._tour = Tour(coordinates=chats[0], joins=chats[-1], t=t)
        self._doing: dict[str, str] = {}
        self._swapped: dict[str, str] = {}
        self._by_chat = {phone.person.id: n for n, (_, phone) in enumerate(stage.played)}
        stage.sandbox.world.watchers.append(self._changed)

    # --- What browsers ask for ----------------------------------------------------------------

    def app(self) -> Starlette:
        """Return what answers browsers; only those on this machine know its name."""
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/events", self._events),
                Route("/phones/{number:int}/{deed}", self._act, methods=["POST"]),
                Route("/clock", self._leap, methods=["POST"]),
                Route("/files/{file}", self._file),
                Mount("/static", StaticFiles(packages=[("bot.demo", "static")])),
            ],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
            ],
        )

    async def _page(self, _: Request) -> Response:
        shown = self._shown(
            "page.html",
            told=self.feed.told,
            invitation=self._stage.invitation,
            screens=[self._screen(number) for number in range(len(self._stage.played))],
            others=[self._other(each) for each in self._stage.company.others],
            clock=self._clock(),
            **self._touring(),
        )
        return HTMLResponse(shown, headers={"Content-Security-Policy": _POLICY})

    async def _events(self, request: Request) -> Response:
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        news = self.feed.after(int(seen) if seen.isdecimal() else 0)
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(news, media_type="text/event-stream", headers=headers)

    async def _act(self, request: Request) -> Response:
        """Do on a phone what somebody does at the browser."""
        number, name = request.path_params["number"], request.path_params["deed"]
        # Pages elsewhere may send forms here, but nothing that calls itself JSON.
        if not 0 <= number < len(self._stage.played) or not _is_json(request):
            return JSONResponse({}, 400)
        phone, body = self._stage.played[number][1], await request.body()
        try:
            if name == "follow":
                phone.follow(_Follow.model_validate_json(body).link)
            elif name in POSSIBLE:
                DEEDS[name].model_validate_json(body).act(phone)
            else:
                return JSONResponse({}, 404)
        except (LookupError, ValueError):
            return JSONResponse({"note": self._t.gettext("That is not possible here.")}, 400)
        self._tell_foot(number)
        return JSONResponse({})

    async def _leap(self, request: Request) -> Response:
        if not _is_json(request):
            return JSONResponse({}, 400)
        try:
            leap = _Leap.model_validate_json(await request.body())
        except ValidationError:
            return JSONResponse({}, 400)
        self.course.leap(leap.to)
        self._moved()
        return JSONResponse({}, 202)

    async def _file(self, request: Request) -> Response:
        file = self._stage.sandbox.world.files.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        upload = file.upload
        kind = _SHOWN.get(upload.name.rpartition(".")[2].lower())
        headers = {"X-Content-Type-Options": "nosniff"}
        if kind is None:
            name = upload.name.encode("ascii", "replace").decode().replace('"', "")
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return Response(upload.content, media_type=kind or upload.mime, headers=headers)

    # --- What browsers are told ---------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        """Tell what has changed in the chat of anybody."""
        number = self._by_chat.get(change.message.chat)
        other = self._stage.company.of(change)
        if number is not None:
            self._tell_chat(number, change)
            chat = self._stage.sandbox.world.chats[change.message.chat]
            if self._tour.see(change, chat):
                self._swap("tour", "tour.html", **self._touring())
        elif other is not None:
            self._notice(other, change)

    def _tell_chat(self, number: int, change: Change) -> None:
        _, phone = self._stage.played[number]
        message = change.message
        name = f"m{number}-{message.id}"
        if change.kind in {"sent", "edited"}:
            bubble = self._reading.bubble(message, phone)
            shown = self._shown("bubble.html", bubble=bubble, number=number)
            self.feed.tell(kind=change.kind, phone=number, id=name, html=shown)
        elif change.kind == "deleted":
            self.feed.tell(kind="deleted", phone=number, id=name)
        elif change.kind == "answered":
            self.feed.tell(kind="answered", phone=number, note=change.answer.get("text", ""))
        if change.kind != "answered" and (
            change.kind != "edited" or message.id in phone.world.chats[message.chat].pinned
        ):
            self._tell_head(number)

    def _tell_head(self, number: int) -> None:
        self._swap(f"head{number}", "head.html", screen=self._screen(number, bubbles=False))

    def _tell_foot(self, number: int) -> None:
        screen = self._screen(number, bubbles=False)
        self.feed.tell(kind="foot", phone=number, begun=screen.begun, blocked=screen.blocked)
        self._tell_head(number)

    def _moved(self) -> None:
        """Tell what time it is, and what everybody is about now."""
        self._swap("clock", "clock.html", clock=self._clock())
        for other in self._stage.company.others:
            self._tell_other(other)

    def _notice(self, other: Other, change: Change) -> None:
        if (doing := _doing(change, self._t)) is not None:
            self._doing[other.part.name] = doing
            self._tell_other(other)

    def _tell_other(self, other: Other) -> None:
        shown = self._other(other)
        self._swap(str(shown["id"]), "other.html", other=shown)

    # --- How it looks -------------------------------------------------------------------------

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("bot.demo"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(_=self._t.gettext, language=self._t.language)
        return environment

    def _shown(self, template: str, **values: object) -> str:
        return self._templates.get_template(template).render(values)

    def _swap(self, id: str, template: str, **values: object) -> None:
        """Tell how a part of the page looks now, unless it looks as it did."""
        shown = self._shown(template, **values)
        if self._swapped.get(id) != shown:
            self._swapped[id] = shown
            self.feed.tell(kind="swap", id=id, html=shown)

    def _screen(self, number: int, *, bubbles: bool = True) -> Screen:
        part, phone = self._stage.played[number]
        return self._reading.screen(number, part, phone, bubbles=bubbles)

    def _clock(self) -> Mapping[str, object]:
        at = self._stage.now.astimezone(self._stage.zone)
        return {
            "day": self._t.full_day(at.date()),
            "time": f"{at:%H:%M}",
            "leaping": self.course.leaping,
            "leaps": self.course.leaps,
            "nothing_comes": self.course.nothing_comes,
        }

    def _other(self, other: Other) -> Mapping[str, object]:
        part = other.part
        role = "" if part.role == MEMBER else role_name(part.role, self._t)
        return {
            "id": f"other{self._stage.company.others.index(other)}",
            "part": part,
            "level": role or level_name(part.level, self._t),
            "doing": self._about(other),
            "active": other.looks_at is not None,
        }

    def _about(self, other: Other) -> str:
        """Return what somebody is doing; what arrived last says little once they have seen it."""
        t, doing = self._t, self._doing.get(other.part.name)
        if doing is None:
            return t.gettext("has joined")
        if other.looks_at is not None:
            return doing
        return t.gettext("waits") if other.waits else t.gettext("is done")

    def _touring(self) -> dict[str, object]:
        return {
            "steps": tour.steps(self._t),
            "more": tour.more(self._t),
            "done": self._tour.done,
            "next": self._tour.next,
        }


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0] == "application/json"


def _doing(change: Change, t: Translator) -> str | None:
    """Return what somebody is doing, in words that say nothing of what they have answered."""
    if change.kind == "answered":
        return t.gettext("answers")
    if change.kind != "sent":
        return None
    if change.message.sender.is_bot:
        return t.gettext("has mail")
    if change.message.text.startswith("/"):
        return t.gettext("reads")
    return t.gettext("writes")
