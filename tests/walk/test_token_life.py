"""The login to 1688 ends in the middle of things: renewed where that is possible, told and waited for where not."""

from typing import Any

from bot.desk.operations.tokens import Seal
from bot.wiring.commands import _login
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
DAY = 86_400
NEW_LOGIN = "1688 wants a new login"


def tokens_of(street: Street) -> tuple[Any, ...]:
    secret = street.settings.alibaba_app_secret
    assert secret is not None
    seal = Seal(secret.get_secret_value())
    return tuple(map(seal.open, street.rows("SELECT access_token, refresh_token FROM token")[0]))


async def end_of_login(street: Street) -> None:
    """Neither the access token nor the refresh token is good any more."""
    await street.later(181 * DAY)


async def log_in(street: Street) -> None:
    """An admin stops the bot, types `caigou login`, and starts it again."""
    await street.tenant.stop()
    code = (await street.http.post("/sim/market", json={"code": True})).json()["code"]
    said = iter(("http://localhost/back", code))
    await _login(street.settings, lambda _: next(said), street.said.append)
    await street.tenant.start()


async def test_an_access_token_that_ends_between_card_and_consent_is_renewed(street: Street) -> None:
    card = await street.draft()
    before = tokens_of(street)
    await street.market(expire_token=True)
    await street.forgets_the_price()
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.", "to pay")
    await street.agree()
    after = tokens_of(street)
    assert after[0] != before[0]
    assert after[1] == before[1], "the refresh token stays"
    assert (await street.ledger())["calls"][CREATE] == 1


async def exchanged(street: Street) -> None:
    """Its last days begin, and the next look at the tokens exchanges the refresh token."""
    before = tokens_of(street)
    await street.later(155 * DAY)

    async def another() -> bool:
        return bool(tokens_of(street)[1] != before[1])

    await street.until(another, "another refresh token")


async def test_the_refresh_token_is_exchanged_in_its_last_days(street: Street) -> None:
    await street.ordered()
    await exchanged(street)
    await street.ordered(quantity=3)
    assert (await street.ledger())["calls"]["postponeToken"] >= 1


async def test_a_login_that_dies_under_open_orders_is_told_once_and_they_are_followed_after_a_new_one(
    street: Street,
) -> None:
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", order_id)
    await end_of_login(street)
    await street.hears(NEW_LOGIN, "caigou login")
    await street.at_1688(order_id, "ship")
    await street.later(120)
    await log_in(street)
    await street.hears("· shipped", order_id)
    assert len(await street.told(NEW_LOGIN)) == 1
    await street.agree()


async def test_a_renewal_without_an_answer_is_tried_again(street: Street) -> None:
    for number, kind in enumerate(("reset", "malformed"), 1):
        card = await street.draft(quantity=1 + number)
        await street.market(expire_token=True)
        await street.forgets_the_price(before_the_consent=True)
        await street.fault(side="1688", call="getToken", kind=kind, when="before", times=1)
        await street.anna.presses(card, "Buy now")
        if not await street.told(f"#{number} ", "1688 no."):
            await street.anna.presses(card, "Buy now")
        await street.hears(f"#{number} ", "1688 no.", "to pay")
        await street.agree()
        assert (await street.ledger())["calls"][CREATE] == number
