"""What a purchase cost, for each who may see it; other costs are added once, shared to the fen, and taken back once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import CostDialog
from bot.desk.money.costs import ToldCost
from bot.desk.shared.refusal import Refusal, Why
from bot.purchasing.orders.line_cost import cost_of
from bot.purchasing.person import Act, Cause, Person
from storage import tables
from storage.queries.write_rows import add, setting
from tests.desk.conftest import ANNA, BORIS
from tests.shop import Shop

CHEN, DARIA, RITA, EMIL, MALLORY = (
    Person(number, name, "en", True)
    for number, name in ((3, "Chen"), (4, "Daria"), (5, "Rita"), (6, "Emil"), (9, "Mallory"))
)


@pytest.fixture
async def shop(room: Any) -> Shop:
    """Boris buys for the first team, Chen and Emil ask in it, Daria approves and Rita receives; Chen's 17 is nobody's.

    Each order costs its number in yuan: 11 and 12 are Chen's, 13 is Emil's; 15 is of another team.
    """
    shop = Shop(room.ledger.database, room.clock.now())
    await shop.people(ANNA, BORIS, CHEN, DARIA, RITA, EMIL, MALLORY)
    await shop.team(1, p2="buyer", p3="requester", p4="approver", p5="receiver", p6="requester")
    await shop.team(2, p2="buyer")
    for number, by, team in ((11, 3, 1), (12, 3, 1), (13, 6, 1), (15, 2, 2), (17, 1, None)):
        await shop.order(number, "paid", by, team, days=5, pieces=number)
    await shop.waiting(14, 3, 1)
    return shop


async def shown(room: Any, by: Person, words: str) -> ToldCost:
    """What is understood of these words; its press may come."""
    told: ToldCost = await room.desk.costs.draft(by, words)
    await room.desk.dialogs.ask(by.id, by.id, CostDialog(words=words, mark=told.mark))
    return told


async def added(room: Any, by: Person, words: str, cause: Cause | None = None) -> ToldCost:
    told: ToldCost = await room.desk.costs.add(Act(by, cause), by.id, (await shown(room, by, words)).mark)
    return told


async def why(refused: Any) -> Why:
    with pytest.raises(Refusal) as told:
        await refused
    return told.value.why


async def kept(room: Any) -> list[tuple[int, str, int | None]]:
    async with room.ledger.read() as uow:
        every = (await uow.costs.of_requests([11, 12, 13])).values()
    found = {cost.id: cost for of in every for cost in of}
    return [(found[each].total, found[each].words, found[each].reverses) for each in sorted(found)]


async def test_a_cost_is_shared_to_the_fen_by_value_or_by_pieces_and_added_once(room: Any, shop: Shop) -> None:
    async with room.ledger.change() as uow:
        await uow.inbox.record(7, [(1, "2", "{}")])
    told = await added(room, BORIS, "100 forwarder 11 12 13", Cause(7, 1))
    assert told.cost.parts == ((11, 3056), (12, 3333), (13, 3611))
    with pytest.raises(AlreadyDone):
        await room.desk.costs.add(Act(BORIS, Cause(7, 1)), BORIS.id, told.mark)
    assert (await why(room.desk.costs.add(Act(BORIS, Cause(7, 2)), BORIS.id, told.mark))).key == "cost-over"
    assert await kept(room) == [(10_000, "forwarder", None)]
    by_pieces = await added(room, BORIS, "0.01 stamp 12 13 by pieces")
    assert sum(share for _, share in by_pieces.cost.parts) == 1
    view = await room.desk.costs.show(BORIS, "12")
    assert [each.total for each in view.others] == [10_000, 1]
    (order,) = view.orders
    assert cost_of(order.lines) == 1200 + 3333 + dict(by_pieces.cost.parts)[12]


async def test_what_was_shown_is_added_or_nothing(room: Any, shop: Shop) -> None:
    told = await shown(room, BORIS, "100 forwarder 11 12")
    async with shop.database.transaction() as session:
        await session.exec(setting(tables.RemoteOrderRow, tables.RemoteOrderRow.request_id == 11, total_fen=5000))
    assert (await why(room.desk.costs.add(Act(BORIS), BORIS.id, told.mark))).key == "cost-moved"
    assert (await why(room.desk.costs.add(Act(BORIS), BORIS.id, "another"))).key == "cost-over"
    assert await kept(room) == []


async def test_a_cost_is_taken_back_once_and_both_stay_in_the_history(room: Any, shop: Shop) -> None:
    number = (await added(room, BORIS, "380 forwarder 11 12")).cost.id
    await room.desk.costs.reverse(Act(BORIS), number)
    assert (await why(room.desk.costs.reverse(Act(BORIS), number))).key == "cost-over"
    assert (await why(room.desk.costs.reverse(Act(BORIS), number + 1))).key == "cost-over", "nor is what took it back"
    assert await kept(room) == [(38_000, "forwarder", None), (-38_000, "", number)]
    for each in ("11", "12"):
        (order,) = (await room.desk.costs.show(BORIS, each)).orders
        assert cost_of(order.lines) == int(each) * 100
    journal = (await room.desk.orders.details(BORIS, "11")).purchase.journal
    assert [each.kind for each in journal] == ["cost_added", "cost_reversed"]


async def test_in_the_team_s_currency_it_counts_at_the_rate_of_now_and_in_others_not(room: Any, shop: Shop) -> None:
    refused = await why(room.desk.costs.draft(BORIS, "10 EUR duty 11"))
    assert (refused.key, vars(refused)) == ("cost-currency", {"currency": "EUR", "names": ()})
    async with room.ledger.change() as uow:
        await uow.teams.set(1, currency="EUR", rate="7.805", rate_date=shop.now.date().isoformat())
    told = await added(room, BORIS, "10.01 EUR duty 11")
    assert (told.cost.total, told.cost.rate, told.cost.amount) == (7813, Decimal("7.805"), Decimal("10.01"))
    refused = await why(room.desk.costs.draft(BORIS, "$10 duty 11"))
    assert (refused.key, vars(refused)) == ("cost-currency", {"currency": "USD", "names": ("EUR",)})
    assert (await why(room.desk.costs.draft(ANNA, "10 EUR duty 17"))).key == "cost-currency"


@pytest.mark.parametrize(
    ("by", "words", "key"),
    [
        (CHEN, "10 duty 11", "only-buyers-and-admins"),
        (DARIA, "10 duty 11", "only-buyers-and-admins"),
        (RITA, "10 duty 11", "only-receives"),
        (MALLORY, "10 duty 11", "stranger"),
        (BORIS, "10 duty 11 15", "cost-teams"),
        (BORIS, "10 duty 14", "cost-not-ordered"),
        (BORIS, "10 duty 17", "unknown-request"),
        (BORIS, "10 duty 99", "unknown-request"),
        (BORIS, "duty 11", "cost-amount"),
        (BORIS, "10 duty", "cost-parts"),
        (BORIS, f"10 {'x' * 101} 11", "cost-words"),
    ],
)
async def test_only_buyers_and_admins_of_one_team_add_to_what_it_ordered(
    room: Any, shop: Shop, by: Person, words: str, key: str
) -> None:
    assert (await why(room.desk.costs.draft(by, words))).key == key


async def test_without_a_team_the_admins_of_the_settings_add(room: Any, shop: Shop) -> None:
    assert (await added(room, ANNA, "10 duty 17")).cost.team_id is None
    assert (await room.desk.costs.show(ANNA, "17")).changes


async def test_requesters_see_the_sums_of_their_own_lines_and_receivers_none(room: Any, shop: Shop) -> None:
    number = (await added(room, BORIS, "100 forwarder 11 13 by pieces")).cost.id
    mine = await room.desk.costs.show(CHEN, "11")
    assert (mine.changes, mine.others) == (False, ())
    assert [line.other for order in mine.orders for line in order.lines] == [4583]
    whole = await room.desk.costs.show(DARIA, "11")
    assert (whole.changes, whole.names) == (False, {2: "Boris"})
    for by, wanted, key in (
        (EMIL, "11", "cost-not-yours"), (RITA, "11", "only-receives"), (MALLORY, "11", "stranger"),
        (BORIS, "14", "cost-not-ordered"),
    ):  # fmt: skip
        assert (await why(room.desk.costs.show(by, wanted))).key == key
    for by, key in ((CHEN, "cost-not-yours"), (RITA, "only-receives"), (MALLORY, "stranger")):
        assert (await why(room.desk.costs.one(by, number))).key == key
        assert (await why(room.desk.costs.reverse(Act(by), number))).key in (key, "only-buyers-and-admins")


async def test_the_paper_is_kept_once_from_whoever_said_it(room: Any, shop: Shop) -> None:
    number = (await added(room, BORIS, "100 forwarder 11")).cost.id
    assert (await why(room.desk.costs.add_paper(Act(ANNA), number, "another"))).key in ("stranger", "cost-paper")
    await room.desk.costs.add_paper(Act(BORIS), number, "the-paper")
    assert (await why(room.desk.costs.add_paper(Act(BORIS), number, "a-second"))).key == "cost-paper"
    assert (await room.desk.costs.one(DARIA, number)).cost.file_id == "the-paper"


async def test_the_rate_is_that_of_the_payment(room: Any, shop: Shop) -> None:
    async with shop.database.transaction() as session:
        for days, yuan in ((9, "7.90"), (1, "7.50")):
            rate = {"currency": "EUR", "yuan": yuan, "since": shop.now - timedelta(days=days)}
            await add(session, tables.TeamRateRow, team_id=1, **rate)
    (order,) = (await room.desk.costs.show(BORIS, "11")).orders
    assert order.rate is not None
    assert (order.rate.yuan, order.rate.currency) == (Decimal("7.90"), "EUR")
