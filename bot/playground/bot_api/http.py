"""Calls over HTTP: what they bring, what goes wrong on order, what they are answered."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.faults import Fault, Faults
from bot.playground.bot_api.methods import Methods
from bot.playground.bot_api.params import Params, RefusedError, Upload, refuse

HANG_UP = "otherdoors.hang_up"


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was answered: `params` as they came, without files; `status` is None if there was no answer."""

    method: str
    params: dict[str, Any]
    status: int | None
    at: datetime

    @property
    def chat(self) -> int | None:
        """The chat it was about."""
        return Params(self.params).number("chat_id") or None


class Door:
    """Answers `/bot<token>/<method>`, and keeps a log."""

    def __init__(self, token: str, methods: Methods, faults: Faults, bell: Bell, clock: Callable[[], datetime]) -> None:
        self.log: list[Call] = []
        self._token = token
        self._methods = methods
        self._faults = faults
        self._bell = bell
        self._clock = clock

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        if request.path_params["token"] != self._token:
            return _refusal(RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized"))
        method = request.path_params["method"]
        try:
            params = await _read_params(request)
        except RefusedError as error:
            return _refusal(error)
        chat = params.number("chat_id") or None
        response = await self._do(method, params, self._faults.next_for(method, chat))
        status = response.status_code if response else None
        self.log.append(Call(method, dict(params.values), status, self._clock()))
        self._bell.ring()
        return response or await _hang_up(request)

    async def _do(self, method: str, params: Params, fault: Fault) -> Response | None:
        """Do a call, as far as the fault lets it; None when there is to be no answer."""
        if fault.delay:
            self._bell.ring()
            await asyncio.sleep(fault.delay)
        response = await self._call(method, params) if fault.takes_effect else fault.response()
        return response if fault.is_answered else None

    async def _call(self, method: str, params: Params) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await self._methods.call(method, params)})
        except RefusedError as error:
            return _refusal(error)


def _refusal(error: RefusedError) -> Response:
    """Put a refusal into Telegram's JSON."""
    body = {"ok": False, "error_code": error.status, "description": error.description}
    parameters = {"parameters": dict(error.parameters)} if error.parameters else {}
    return JSONResponse(body | parameters, error.status)


async def _read_params(request: Request) -> Params:
    """Gather parameters from the query and the body, whichever way it is written."""
    values: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return Params(values | _read_json(await request.body()))
    files = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or name, await value.read())
            else:
                values[name] = value
    return Params(values, files)


def _read_json(body: bytes) -> dict[str, Any]:
    """Read a JSON body; what is null in it is missing."""
    found: Any = None
    with suppress(ValueError):
        found = json.loads(body or b"{}")
    if not isinstance(found, dict):
        refuse("can't parse request: expected a JSON object")
    return {name: value for name, value in found.items() if value is not None}


async def _hang_up(request: Request) -> Response:
    """Break the connection, if the server that runs this knows how; the answer is for nobody."""
    hang_up = request.scope.get(HANG_UP)
    if hang_up is None:
        raise ConnectionAbortedError
    hang_up()
    await asyncio.sleep(0)
    return Response()
