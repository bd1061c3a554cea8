"""All lines of a request beside the chat: who opens them, what the page changes, and what becomes of it."""

from typing import Any

import pytest

from bot.sandbox.actor import Player
from bot.sandbox.playing import Play, choose_all
from bot.sandbox.team_scenes import come_together
from tests.walk.conftest import Street
from tests.walk.teams import Group
from tests.walk.test_baskets import links, ordered, plain
from tests.walk.test_miniapp import AnnasPage, opens, public

LINES, RUSSIAN = "All lines on one page", "Все позиции сразу"
PREVIEW, CREATE = "alibaba.createOrder.preview", "alibaba.trade.createCrossOrder"


@pytest.fixture
def settings() -> dict[str, str]:
    return public()


async def basket(street: Street, goods: list[dict[str, Any]]) -> Any:
    """Anna's draft of these goods, to the default address; its card."""
    await street.anna.writes(links(goods))
    card = await street.anna.sees(f"{len(goods)} products")
    if "Where to?" in card.text:
        await street.anna.presses(card, "default")
        card = await street.anna.sees("Check and confirm", f"{len(goods)} products")
    return card


def pieces(told: Any) -> dict[int, int]:
    return {line["place"]: line["pieces"] for group in told["groups"] for line in group["lines"]}


async def save(page: AnnasPage, told: Any, lines: dict[str, dict[str, int]], **more: Any) -> Any:
    return await page.asks(f"baskets/{told['number']}", {"version": told["version"], "lines": lines} | more)


async def test_what_the_page_changed_is_what_is_bought_in_the_chat(
    open_street: Any,
    settings: dict[str, str],
) -> None:
    async with open_street(**settings) as street:
        goods = await plain(street, 3)
        card = await basket(street, goods)
        async with AnnasPage(await opens(street, card, LINES)) as page:
            assert page.query == "basket=1"
            told = await page.asks("baskets/1")
            assert (pieces(told), told["able"], len(told["groups"])) == ({1: 3, 2: 4, 3: 5}, True, 3)
            before = (await street.ledger())["calls"][PREVIEW]
            told = await save(page, told, {"1": {"": 30}, "3": {}})
            assert pieces(told) == {1: 30, 2: 4}
            assert (await street.ledger())["calls"][PREVIEW] - before <= 2
        card = await street.anna.sees("Check and confirm", "2 products", "34 pcs")
        assert told["total"].replace("\u00a0", " ") in card.text
        await street.anna.presses(card, "Buy now")
        await street.hears("#1/2", "1688 no.")
        assert sorted(map(str, await ordered(street))) == sorted(
            [str({goods[0]["offer_id"]: 30}), str({goods[1]["offer_id"]: 4})]
        )


async def test_what_the_chat_changed_meanwhile_is_not_changed_over_by_the_page(
    open_street: Any,
    settings: dict[str, str],
) -> None:
    async with open_street(**settings) as street:
        card = await basket(street, await plain(street, 3))
        async with AnnasPage(await opens(street, card, LINES)) as page:
            told = await page.asks("baskets/1")
            await street.anna.presses(card, "Change")
            await street.anna.presses(await street.anna.sees("Check and confirm"), "2. ")
            await street.anna.presses(await street.anna.sees("Line 2 of 3"), "Remove this one")
            await street.anna.sees("Check and confirm", "2 products")
            assert await page.status("baskets/1", {"version": told["version"], "lines": {"2": {"": 50}}}) == 409
            assert pieces(await page.asks("baskets/1")) == {1: 3, 3: 5}


async def opened_by(street: Street, who: Player, label: str) -> AnnasPage:
    """The page by the newest button with this label in somebody's private chat."""
    rows = (await street.http.get("/sim/messages", params={"person": who.person})).json()
    shown = next(row for row in reversed(rows) if any(b["text"] == label for line in row["buttons"] for b in line))
    press = {"person": who.person, "message_id": shown["message_id"], "button": label}
    return AnnasPage((await street.http.post("/sim/press", json=press)).json()["opened"])


async def refused(page: AnnasPage, told: Any) -> list[int]:
    """How reading and changing the request are answered."""
    read = await page.http.get("baskets/1")
    assert "groups" not in read.text
    return [read.status_code, await page.status("baskets/1", {"version": told["version"], "lines": {"1": {"": 1}}})]


async def test_a_teams_draft_is_its_requesters_until_it_is_asked_and_then_everybody_reads_it(
    open_street: Any,
    settings: dict[str, str],
) -> None:
    async with open_street(**settings) as street:
        cast = await come_together(street.http)
        team = Group(street, cast, Play(street.http, street.anna, 0, street.said.append))
        daria, boris = cast.here["Daria"], cast.alone["Boris"]
        await daria.writes(links(await plain(street, 2), 100))
        card = await choose_all(team.play, daria, await daria.sees("#"), "say why", "ask for approval")
        press = {"person": daria.person, "chat": cast.group, "message_id": card.message_id, "button": LINES}
        link = (await street.http.post("/sim/press", json=press)).json()["opened"]
        assert link.endswith("?start=basket_1")
        await boris.writes("/start basket_1")
        await boris.sees("чужой черновик")
        await cast.alone["Daria"].writes("/start basket_1")
        await cast.alone["Daria"].sees("Все позиции этой заявки")
        await boris.writes("/orders")
        await boris.sees("Заказы")
        async with (
            await opened_by(street, cast.alone["Daria"], RUSSIAN) as hers,
            await opened_by(street, boris, "Открыть таблицей") as his,
        ):
            told = await hers.asks("baskets/1")
            assert await refused(his, told) == [409, 409]
            await save(hers, told, {"1": {"": 90}})
            await daria.presses(await daria.sees("191 pcs", "want a reason"), "Say why")
            question = await daria.sees("Why is #", "needed?")
            await daria.writes("For the fair", reply_to=question.message_id)
            await daria.presses(await daria.sees("confirm", "Why:"), "Ask for approval")
            await team.reads("#1 ", "approval wanted", "191 pcs")
            told = await his.asks("baskets/1")
            assert (pieces(told), told["able"], told["addresses"]) == ({1: 90, 2: 101}, False, [])
            for page in (hers, his):
                assert await page.status("baskets/1", {"version": told["version"], "lines": {"1": {}}}) == 409
        assert RUSSIAN in (await boris.sees("#1 ")).labels
        async with await opened_by(street, boris, RUSSIAN) as his:
            assert pieces(await his.asks("baskets/1")) == {1: 90, 2: 101}
