"""The page's server: its files, what happens as a stream, and what the person does as posts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground.page.guard import Guard
from bot.playground.page.live import Live
from bot.playground.page.stored import lines
from bot.playground.stage import NoSuchButtonError, Stage

FILES = Path(__file__).parent
SERVED = ("page.css", "page.js", "chat.js", "text.js", "panels.js", "server.js", "icon.svg")
KINDS = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Named here, because not every machine knows them, and browsers are told not to guess."""

NOTHING = 204
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}

Answer = Callable[[Request], Awaitable[Response]]
ModelT = TypeVar("ModelT", bound=BaseModel)


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Said(_Asked):
    """A text. Blank space around it is taken off, as Telegram's apps do."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Pressed(_Asked):
    """A button under a message."""

    message: int
    data: str


class Passed(_Asked):
    """Time that passes."""

    amount: int = Field(ge=1, le=100)
    unit: Literal["hour", "day", "week"]


def page_app(stage: Stage, live: Live) -> Starlette:
    """Return the application behind the page."""
    acts = Acts(stage)
    shows = Shows(stage, live)
    return Starlette(
        routes=[
            Route("/", _file("page.html")),
            *(Route(f"/{name}", _file(name)) for name in SERVED),
            Route("/events", shows.events),
            Route("/stored", shows.stored),
            Route("/transcript", shows.transcript),
            Route("/file/{message:int}", shows.file),
            Route("/say", acts.say, methods=["POST"]),
            Route("/press", acts.press, methods=["POST"]),
            Route("/later", acts.later, methods=["POST"]),
        ],
        middleware=[Middleware(Guard)],
    )


def _file(name: str) -> Answer:
    async def answer(_: Request) -> Response:
        return FileResponse(FILES / name, media_type=KINDS[Path(name).suffix])

    return answer


class Acts:
    """What the person does. Answered at once; what follows comes by the stream."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def say(self, request: Request) -> Response:
        """Write to the bot."""
        if not (asked := await _read(request, Said)):
            return _refused("Nothing that can be sent.")
        self._stage.say(asked.text.replace("\r\n", "\n").replace("\r", "\n"))
        return Response(status_code=NOTHING)

    async def press(self, request: Request) -> Response:
        """Press a button."""
        if not (asked := await _read(request, Pressed)):
            return _refused("No button.")
        try:
            self._stage.press(asked.message, asked.data)
        except NoSuchButtonError:
            return _refused("No such button was shown.")
        return Response(status_code=NOTHING)

    async def later(self, request: Request) -> Response:
        """Let time pass, and wait until what fell due has been said."""
        if not (asked := await _read(request, Passed)):
            return _refused("1 to 100 hours, days or weeks.")
        await self._stage.later(asked.amount, asked.unit)
        return Response(status_code=NOTHING)


class Shows:
    """What the page asks for."""

    def __init__(self, stage: Stage, live: Live) -> None:
        self._stage = stage
        self._live = live

    async def events(self, _: Request) -> Response:
        """Stream what happens."""
        return StreamingResponse(self._live.stream(), media_type="text/event-stream")

    async def stored(self, _: Request) -> Response:
        """Show all that is stored of the person, unsealed."""
        return JSONResponse(lines(*await self._stage.stored()))

    async def transcript(self, _: Request) -> Response:
        """Hand out the conversation as a test."""
        if not self._live.recordable:
            return _refused("A test needs a conversation from its beginning, in the same words.")
        return _download("conversation.md", (await asyncio.to_thread(self._stage.transcript)).encode())

    async def file(self, request: Request) -> Response:
        """Hand out a document or a picture that the bot sent."""
        number = request.path_params["message"]
        document = next((each.document for each in self._stage.chat if each.id == number), None)
        if document is None:
            return PlainTextResponse("It was deleted.", 404)
        kind = next((kind for start, kind in PICTURES.items() if document.content.startswith(start)), None)
        if document.kind == "photo" and kind:
            return Response(document.content, media_type=kind)
        return _download(document.name, document.content)


async def _read(request: Request, model: type[ModelT]) -> ModelT | None:
    """Read what was asked; None for what can't be."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError:
        return None


def _refused(why: str) -> Response:
    return PlainTextResponse(why, 400)


def _download(name: str, content: bytes) -> Response:
    kept = "".join(char if char.isalnum() or char in "-_." else "_" for char in name)
    headers = {"Content-Disposition": f'attachment; filename="{kept.encode("ascii", "replace").decode()}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
