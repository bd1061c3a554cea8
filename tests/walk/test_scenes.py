"""The stories of the demo, told more than once in the same world."""

from typing import Any

from bot.sandbox.scenes import play


async def test_one_can_buy_alone_again_what_was_bought_before(street: Any) -> None:
    for name in ("happy", "cancelled"):
        await play(name, str(street.http.base_url), pause=0, say=street.said.append)
    assert len((await street.ledger())["orders"]) == 2
