"""Trouble on order: what the bot must live through."""

from dataclasses import dataclass

from starlette.responses import HTMLResponse, JSONResponse, Response

ANY_METHOD = "*"

_BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with a call: it is late, is answered with `status` and `body` alone, or gets no answer at all.

    A call that `takes_effect` does so before the connection is dropped.
    """

    delay: float = 0.0
    status: int = 0
    body: dict[str, object] | str = ""
    takes_effect: bool = True
    is_answered: bool = True

    def response(self) -> Response:
        """Make the answer given in place of the true one."""
        if isinstance(self.body, str):
            return HTMLResponse(self.body, self.status)
        return JSONResponse(self.body, self.status)


def flood(retry_after: int) -> Fault:
    """429: nothing is taken here for `retry_after` seconds."""
    body = _error(429, f"Too Many Requests: retry after {retry_after}") | {"parameters": {"retry_after": retry_after}}
    return Fault(status=429, body=body, takes_effect=False)


def forbidden(why: str = "bot was blocked by the user") -> Fault:
    """403: the bot may not write to this chat."""
    return Fault(status=403, body=_error(403, f"Forbidden: {why}"), takes_effect=False)


def server_error(status: int = 500) -> Fault:
    """5xx, in JSON."""
    return Fault(status=status, body=_error(status, "Internal Server Error"), takes_effect=False)


def bad_gateway() -> Fault:
    """502 from something in front of the Bot API, in HTML."""
    return Fault(status=502, body=_BAD_GATEWAY, takes_effect=False)


def drop() -> Fault:
    """No answer: the connection breaks before the call takes effect."""
    return Fault(takes_effect=False, is_answered=False)


def lost_answer() -> Fault:
    """No answer, but an effect: the connection breaks after the call was carried out."""
    return Fault(is_answered=False)


def slow(seconds: float) -> Fault:
    """Late: the call takes effect after some seconds, and is then answered as usual."""
    return Fault(delay=seconds)


def _error(status: int, description: str) -> dict[str, object]:
    return {"ok": False, "error_code": status, "description": description}


@dataclass(slots=True, eq=False)
class _Order:
    method: str
    chat: int | None
    fault: Fault
    times: int

    def fits(self, method: str, chat: int | None) -> bool:
        return (
            self.times > 0 and self.method in {ANY_METHOD, method.lower()} and (self.chat is None or self.chat == chat)
        )


class Faults:
    """The orders, the oldest first."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []

    def order(self, method: str, fault: Fault, times: int, chat: int | None) -> None:
        """Let the next `times` calls of a method (`*`: of any) go wrong, in one chat or in all."""
        self._orders.append(_Order(method.lower(), chat, fault, times))

    def next_for(self, method: str, chat: int | None) -> Fault:
        """Take what is ordered for this call; a fault that does no harm when nothing is."""
        order = next((order for order in self._orders if order.fits(method, chat)), None)
        if order is None:
            return Fault()
        order.times -= 1
        return order.fault
