"""What our client makes of samples in which 1688 refuses a call."""

from collections.abc import Awaitable
from typing import Any

from bot.market.errors import Rejected
from bot.market.openplatform.gateway import refuses_address
from bot.market.port import Refused
from tests.programmes.conform.client import Reading, placing


async def address(look: Reading) -> None:
    """A preview's refusal has no code; its words alone tell that the words of the area may be missing."""
    try:
        await look.gateway.preview(placing().lines, "1")
    except Rejected as error:
        look.same("refused in 1688's words", (error.code, error.reason), ("", look.sample["errorMsg"]))
        look.same("known as a refusal of the address", refuses_address(error), True)
    else:
        look.same("refused in 1688's words", "taken as good", look.sample["errorMsg"])


async def address_at_create(look: Reading) -> None:
    outcome = await look.gateway.place(look.gateway.body(placing()))
    read = (outcome.code, outcome.reason) if isinstance(outcome, Refused) else type(outcome).__name__
    look.same("refused: no order was made", read, (look.sample["code"], look.sample["message"]))


async def login(look: Reading) -> None:
    await _raises(look, "a person must log in again", look.client.keeper.exchange("code", "x"), "LoginNeeded", "error")


async def feedback(look: Reading) -> None:
    doing = look.gateway.tell_seller("1", "text")
    await _raises(look, "refused by the gateway", doing, "Rejected", "error_code")


async def urged(look: Reading) -> None:
    try:
        await look.gateway.urge("1")
    except Rejected as error:
        stands = look.sample["result"]
        look.same("refused in 1688's words", (error.code, error.reason), (stands["code"], stands["message"]))
    else:
        look.same("refused in 1688's words", "taken as good", look.sample["result"])


async def refunds(look: Reading) -> None:
    doing = look.gateway.refunds("1")
    await _raises(look, "there is no such order", doing, "NotFound", "errorCode")


async def memo(look: Reading) -> None:
    doing = look.client.request("com.alibaba.trade/alibaba.order.memoAdd", {})
    await _raises(look, "success with an error code is no success", doing, "NotFound", "errorCode")


async def _raises(look: Reading, what: str, doing: Awaitable[Any], kind: str, key: str) -> None:
    try:
        await doing
    except Exception as error:
        read = (type(error).__name__, getattr(error, "code", ""))
        look.same(what, read, (kind, look.sample[key]))
    else:
        look.same(what, "taken as good", kind)
