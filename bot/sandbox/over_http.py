"""The Bot API over HTTP: parameters in the address, in forms, in JSON; files in parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.api import Answer, Api, failed
from bot.sandbox.people import routes
from bot.sandbox.refusal import RefusedError, bad_request
from bot.sandbox.values import Upload

ABORT: Final = "sandbox.abort"
"""The extension of ASGI by which a connection can be cut."""

ATTACHED: Final = "attach://"

UNAUTHORIZED: Final = RefusedError(401, "Unauthorized")
NOT_FOUND: Final = RefusedError(404, "Not Found")


def app(api: Api) -> Starlette:
    async def call(request: Request) -> Response:
        if request.path_params["token"] != api.world.token:
            return _response(failed(UNAUTHORIZED))
        try:
            given = await _parameters(request)
        except RefusedError as refusal:
            return _response(failed(refusal))
        return _response(await api.call(request.path_params["method"], given))

    async def fetch(request: Request) -> Response:
        if request.path_params["token"] != api.world.token:
            return _response(failed(UNAUTHORIZED))
        path = request.path_params["path"]
        found = (file for file in api.world.files.values() if file.path == path)
        file = next(found, None)
        if file is None:
            return _response(failed(NOT_FOUND))
        return Response(file.upload.content, media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", fetch, methods=["GET"]),
            *routes(api),
        ]
    )


class _CutResponse(Response):
    """No response at all: the connection ends."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        scope["extensions"][ABORT]["cut"]()
        # Until uvicorn has noticed too; it would answer otherwise.
        while (await receive())["type"] != "http.disconnect":
            pass


def _response(answer: Answer) -> Response:
    if answer.reset:
        return _CutResponse()
    return Response(answer.body, answer.status, dict(answer.headers))


async def _parameters(request: Request) -> Mapping[str, Any]:
    given: dict[str, Any] = dict(parse_qsl(request.url.query, keep_blank_values=True))
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/x-www-form-urlencoded":
        body = (await request.body()).decode()
        given.update(parse_qsl(body, keep_blank_values=True))
    elif kind == "multipart/form-data":
        given.update(await _parts(request))
    elif kind == "application/json":
        given.update(_read_json(await request.body()))
    return given


async def _parts(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = {}
    async with request.form() as form:
        for name, value in form.items():
            given[name] = value if isinstance(value, str) else await _upload(value)
    links = {n: v.removeprefix(ATTACHED) for n, v in given.items() if _is_link(v)}
    files = {name: given.pop(part) for name, part in links.items() if part in given}
    return given | files


def _is_link(value: object) -> bool:
    return isinstance(value, str) and value.startswith(ATTACHED)


async def _upload(part: UploadFile) -> Upload:
    content = await part.read()
    return Upload(part.filename or "file", content, part.content_type or "application/octet-stream")


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body or b"{}")
    except ValueError as error:
        raise bad_request("can't parse JSON request body") from error
    if not isinstance(read, dict):
        raise bad_request("can't parse JSON request body")
    return {name: value for name, value in read.items() if value is not None}
