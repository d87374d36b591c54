"""The other way in: Telegram posts, and 200 is answered only once an update is stored."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx

from tests.road import Person, on_the_road

IN = ["/start", "[I'm 18 or over, start]", "[Nobody]", "[None of these]"]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


async def test_the_path_over_a_webhook_through_a_kill(tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    settings = {"WEBHOOK_URL": f"http://{listen}/hook", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": "s3cret"}
    async with on_the_road(tmp_path, **settings) as (api, bot):
        person = Person(api, 1)
        for line in IN[:3]:
            await person.does(line)
        await bot.kill()
        await bot.start()
        await person.does(IN[3])
        assert person.heard()[-1].startswith("What did they say")
        async with httpx.AsyncClient() as client:
            wrong = await client.post(f"http://{listen}/hook", json={"update_id": 1})
            odd = await client.post(
                f"http://{listen}/hook", content=b"{", headers={"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
            )
        assert (wrong.status_code, odd.status_code) == (403, 400)
