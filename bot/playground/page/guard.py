"""Who may talk to the page's server: the page itself, and no other website that the same browser has open."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")
ONLY_LOOKING = ("GET", "HEAD")
POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect")),
        *(f"{kind} 'none'" for kind in ("base-uri", "form-action", "frame-ancestors")),
        "require-trusted-types-for 'script'",  # the browser itself sees to it that no text is read as HTML
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets requests for this very address through, and posts from its own page only.

    The host is checked because a foreign name can be pointed at 127.0.0.1, the origin because any website can post.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403, or pass the request on and put the page's policy on what is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not _is_ours(scope):
            await PlainTextResponse("This server talks to its own page only.", 403)(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))


def _is_ours(scope: Scope) -> bool:
    headers, port = Headers(scope=scope), scope["server"][1]
    host = headers.get("host", "")
    if host not in {f"{name}:{port}" for name in NAMES}:
        return False
    return scope["method"] in ONLY_LOOKING or headers.get("origin") == f"http://{host}"


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending
