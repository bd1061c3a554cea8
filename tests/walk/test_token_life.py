"""The login to 1688 ends in the middle of things: renewed where that is possible, told and waited for where not."""

from typing import Any

import pytest

from bot.desk.operations.tokens import Seal
from bot.wiring.commands import _login
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
PREVIEW = "alibaba.createOrder.preview"
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


async def test_an_access_token_that_ends_by_its_time_is_renewed_and_the_watch_goes_on(street: Street) -> None:
    order_id = await street.ordered()
    await street.later(11 * 3600)
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", order_id)
    await street.agree()
    assert (await street.ledger())["calls"]["getToken"] >= 1


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


async def test_admins_are_told_before_the_login_ends(street: Street) -> None:
    await street.ordered()
    await exchanged(street)
    await street.fault(side="1688", call="postponeToken", kind="status", status=500, times=1000)
    await street.later(170 * DAY)
    told = await street.hears("The login to 1688 ends soon", "caigou login")
    assert len(await street.told("The login to 1688 ends soon")) == 1, told.text


async def test_a_token_refused_in_the_create_call_itself_buys_nothing_and_is_tried_again_with_a_new_one(
    street: Street,
) -> None:
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="slow", seconds=0.5, when="before", times=1)
    pressing = street.pressing(card, "Buy now")
    await street.arrived(CREATE, 1)
    await street.market(expire_token=True)
    await pressing
    await street.hears("not ordered yet", "nothing is lost")
    await street.later(21)
    await street.hears("1688 no.", "to pay")
    await street.agree()
    ledger = await street.ledger()
    assert ledger["calls"][CREATE] == 2
    assert len(ledger["orders"]) == 1


async def test_a_dead_login_is_said_and_nothing_is_bought_until_a_new_one(street: Street) -> None:
    good = await street.good("plain")
    await end_of_login(street)
    await street.anna.writes(f"/buy {good['offer_id']} 2")
    await street.anna.sees(NEW_LOGIN, "caigou login")
    assert not (await street.ledger())["orders"]
    await log_in(street)
    await street.ordered()
    await street.agree()


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


async def test_a_login_that_dies_after_the_consent_is_told_and_nothing_is_bought_on_a_word_of_months_ago(
    street: Street,
) -> None:
    card = await street.draft()
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="status", status=503, times=100)
    await street.anna.presses(card, "Buy now")
    await street.hears("not ordered yet", "nothing is lost")
    await end_of_login(street)
    await street.http.delete("/sim/faults")
    await street.hears(NEW_LOGIN, "caigou login")
    assert CREATE not in (await street.ledger())["calls"]
    await street.until(lambda: street.has("SELECT 1 FROM attempt WHERE state = 'withdrawn'"), "the end of the consent")
    await log_in(street)
    await street.later(25)
    await street.hears("#1", "nothing was ordered")
    assert len(await street.told(NEW_LOGIN)) == 1
    assert CREATE not in (await street.ledger())["calls"]
    await street.agree()


@pytest.mark.parametrize("kind", ["reset", "malformed"])
async def test_a_renewal_without_an_answer_is_tried_again(street: Street, kind: str) -> None:
    card = await street.draft()
    await street.market(expire_token=True)
    await street.forgets_the_price(before_the_consent=True)
    await street.fault(side="1688", call="getToken", kind=kind, when="before", times=1)
    await street.anna.presses(card, "Buy now")
    if not await street.told("1688 no."):
        await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.", "to pay")
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 1
