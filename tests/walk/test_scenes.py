"""The stories of the demo, told more than once in the same world."""

from typing import Any

from bot.sandbox.scenes import play
from tests.walk.conftest import pushed
from tests.web.conftest import free_port


async def test_one_can_buy_alone_again_what_was_bought_before(open_street: Any) -> None:
    async with open_street(WEB_LISTEN=f"127.0.0.1:{free_port()}") as street:
        await pushed(street)
        for name in ("happy", "cancelled"):
            await play(name, str(street.http.base_url), pause=0, say=street.said.append)
        assert len((await street.ledger())["orders"]) == 2
