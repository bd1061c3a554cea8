"""Tags are content before a purchase is placed, and move its sum afterwards; who may give one, and who hears of it."""

from collections import Counter
from typing import Any

import pytest

from bot.desk.ledger.orders import key_of
from bot.desk.money.costed_orders import costed_pages
from bot.desk.shared.refusal import Refusal
from bot.purchasing.approval.policy import label
from bot.purchasing.offers.offer import Seller
from bot.purchasing.people.teams import Changed
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from storage import tables
from storage.queries.write_rows import add, change
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, EVA, GROUP, OWNER
from tests.desk.requests.approvals.test_baskets import FIRST, SECOND, agreed, basket, parts

SOFT = 'else: auto\nbudget tag "Shop A" 200 a month'


async def tag(team: Any, number: int, words: str, by: Person = ANNA, line: int = 0) -> bool:
    moved: bool = await team.desk.tagging.tag(Act(by), number, words, line)
    return moved


async def tags(team: Any, number: int) -> list[tuple[str, int]]:
    return [*(await team.purchase(number)).request.snapshot.tags]


async def test_a_tag_of_a_draft_is_content_that_is_agreed_to(team: Any) -> None:
    number = await team.draft()
    before = await team.shown(number)
    assert await tag(team, number, "Shop A") is False
    total = (await team.purchase(number)).request.snapshot.total
    assert await tags(team, number) == [("Shop A", total)]
    await team.refused("stale", team.desk.drafting.confirm(Act(ANNA), number, before))
    await team.confirm(number)
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1, "what 1688 says once more has the same tag"
    assert await team.desk.tagging.latest(ANNA, Place(ANNA.id)) == ("Shop A",)


async def test_one_line_has_a_tag_of_its_own_and_a_part_its_share(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await tag(team, number, "Shop A")
    await tag(team, number, "Shop B", line=2)
    first, second = (await team.purchase(number)).request.snapshot.parts
    assert await tags(team, number) == [("Shop A", first.total), ("Shop B", second.total)]
    await team.confirm(number)
    await team.approve(number, BORIS)
    assert [each.request.snapshot.tags for each in await parts(team, number)] == [
        (("Shop A", first.total),), (("Shop B", second.total),),
    ]  # fmt: skip
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 2


async def test_another_tag_while_it_waits_drops_the_votes_and_asks_its_requester(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    number = await team.ask()
    await team.approve(number, BORIS)
    asked = await team.shown(number)
    await team.refused("not-yours", tag(team, number, "Shop A", CHEN))
    assert await tag(team, number, "Shop A") is False
    step = await team.desk.drafting.step(number)
    assert (step.stage.value, step.previous.hash) == ("confirm", asked)
    await team.refused("not-sent", team.desk.approvals.approve(Act(CHEN, place=GROUP), number, asked))
    await team.confirm(number)
    await team.approve(number, CHEN)
    assert await team.state(number) == "pending", "Boris agreed to something else"
    await team.approve(number, BORIS)
    assert await team.state(number) == "approved"
    await team.refused("tag-unsent", tag(team, number, "Shop B"))


@pytest.mark.parametrize("by", [ANNA, EVA, OWNER], ids=["its requester", "a buyer", "an admin"])
async def test_a_tag_of_what_was_sent_moves_its_sum_and_asks_nobody(team: Any, by: Person) -> None:
    number = await agreed(team)
    await team.desk.submit_worker.submit_due()
    part, other = [each.request.id for each in await parts(team, number)]
    before = await team.shown(part)
    for who in (BORIS, CHEN):
        with pytest.raises(Refusal):
            await tag(team, part, "Shop A", who)
    assert await tag(team, part, "Shop A", by)
    whole = (await team.purchase(number)).request
    assert [each.tag for each in whole.asked] == ["Shop A", ""]
    assert [[each.tag for each in (await team.purchase(each)).request.asked] for each in (part, other)] == [
        ["Shop A"],
        [""],
    ]
    assert await team.shown(part) == before
    (entry,) = [each for each in (await team.purchase(part)).journal if each.kind == "tagged"]
    assert (entry.actor_id, entry.facts["before"], entry.facts["after"]) == (by.id, [], ["Shop A"])
    await tag(team, number, "Shop B", by)
    assert [each.tag for each in (await team.purchase(part)).request.asked] == ["Shop B"]


async def test_budgets_and_books_agree_on_a_tag_of_one_of_two_lines_of_one_product(team: Any) -> None:
    await team.rules("else: any of approvers")
    team.market.sellers = {FIRST: Seller("s1", "Cups"), SECOND: Seller("s2", "Lamps")}
    wanted = [(FIRST, 3, "red"), (FIRST, 5, "blue"), (SECOND, 4, "")]
    named = [NamedOffer(OfferRef(offer, quantity=pieces), note) for offer, pieces, note in wanted]
    number, _ = await team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(1, 0))
    await team.confirm(number)
    await team.approve(number, BORIS)
    await team.desk.submit_worker.submit_due()
    for line, words in ((2, "Shop B"), (0, "Shop C"), (1, "Shop A"), (2, "Shop A"), (1, "Shop D")):
        await tag(team, number, words, EVA, line=line)
        asked = [each.request.asked for each in await parts(team, number)]
        assert [sum(own.quantity for each in lines for own in each.lines) for lines in asked] == [8, 4]
        assert await budgets(team) == await books(team)


async def test_what_was_bought_for_a_tag_counts_in_its_budget_and_admins_hear_when_it_is_used_up(team: Any) -> None:
    await team.rules(SOFT)
    first = await team.draft()
    await tag(team, first, "Shop A")
    total = (await team.purchase(first)).request.snapshot.total
    assert total < 200_00 < 2 * total
    await team.confirm(first)
    await team.desk.submit_worker.submit_due()
    second = await team.draft()
    await tag(team, second, "shop a")
    (line,) = (await team.desk.drafting.step(second)).budgets
    assert (line.tag, line.used, line.limit, line.left) == ("shop a", total, 200_00, 200_00 - 2 * total)
    await team.confirm(second)
    assert await team.state(second) == "pending", "somebody must look"
    await tag(team, second, "")
    await team.confirm(second)
    await team.desk.submit_worker.submit_due()
    assert await team.told("tag_over") == []
    await tag(team, second, "Shop A", EVA)
    told = await team.told("tag_over")
    assert told
    assert {(each["tag"], each["used"], each["limit"]) for each in told} == {("Shop A", 2 * total, 200_00)}


async def test_a_budget_that_stops_refuses_and_names_the_tag(team: Any) -> None:
    await team.rules(f"{SOFT} stop")
    number = await team.draft(quantity=100)
    await tag(team, number, "Shop A")
    facts = await team.refused("over-budget", team.confirm(number))
    assert facts["detail"] == "tag Shop A"


async def test_what_is_asked_for_in_a_topic_has_its_tag_unless_it_has_one(team: Any) -> None:
    topic = Place(GROUP.chat_id, 7)
    assert isinstance(await team.desk.teams.topic_tag(Act(OWNER), team.id, 7, "Shop A"), Changed)
    await team.desk.teams.topic_tag(Act(OWNER), team.id, None, "All of us")
    with pytest.raises(Refusal):
        await team.desk.teams.topic_tag(Act(ANNA), team.id, 7, "Mine")
    await team.refused("tag-wrong", team.desk.teams.topic_tag(Act(OWNER), team.id, 7, "x" * 65))
    found = [await team.draft(place=place) for place in (topic, GROUP, Place(ANNA.id))]
    assert [[each.tag for each in (await team.purchase(number)).request.asked] for number in found] == [
        ["Shop A"], ["All of us"], [""],
    ]  # fmt: skip
    named = [NamedOffer(OfferRef("600000000701", quantity=3), tag="Shop B")]
    number, _ = await team.desk.opening.open(Act(ANNA, place=topic), named, key=OpenedBy(99, 0))
    assert [tag for tag, _ in await tags(team, number)] == ["Shop B"]
    await team.desk.teams.topic_tag(Act(OWNER), team.id, 7, "")
    assert await team.desk.tagging.of_topic(team.id, topic.topic_id) == "All of us"
    await team.refused("nothing-changes", team.desk.teams.topic_tag(Act(OWNER), team.id, 7, ""))


async def test_purchases_are_listed_by_their_tag_however_it_was_written(team: Any) -> None:
    one, other, _ = [await team.ask() for _ in range(3)]
    await tag(team, one, "Shop A")
    await tag(team, other, "shop a")
    for filter in ("all", "open"):
        page = await team.desk.orders.page(ANNA, filter, 1, tag="SHOP A")
        assert [each.request.id for each in page.purchases] == [other, one]
    assert (await team.desk.orders.page(ANNA, "all", 1, tag="Shop B")).purchases == ()
    assert (await team.desk.orders.page(ANNA, "all", 1, tag="Shop A")).tag == "Shop A"


async def test_what_came_back_of_a_line_frees_the_budget_of_its_tag_alone(team: Any) -> None:
    await team.rules("else: any of approvers")
    team.market.sellers = {FIRST: Seller("s1", "Cups"), SECOND: Seller("s1", "Cups")}
    named = [
        NamedOffer(OfferRef(offer, quantity=pieces), tag=name)
        for offer, pieces, name in ((FIRST, 3, "Shop A"), (SECOND, 4, "Shop B"))
    ]
    number, _ = await team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(1, 0))
    await team.confirm(number)
    await team.approve(number, BORIS)
    await team.desk.submit_worker.submit_due()
    (order,) = (await team.purchase(number)).orders
    async with team.ledger.database.transaction() as session:
        paid = {"state": "paid", "paid_at": team.clock.now(), "refunded_fen": 40_00}
        await change(session, tables.RemoteOrderRow, key_of(order.order_id), paid)
        for place, (offer, fen, back) in enumerate(((FIRST, 35_00, 0), (SECOND, 40_00, 40_00)), 1):
            await add(
                session, tables.OrderEntryRow, **key_of(order.order_id), place=place, entry_id=str(place),
                offer_id=offer, quantity=place + 2, amount_fen=fen, share_fen=fen, refunded_fen=back, state="refunded",
            )  # fmt: skip
    assert await budgets(team) == await books(team) == {"shop a": 35_00}


async def budgets(team: Any) -> dict[str, int]:
    """What counts in the budget of each tag (fen)."""
    async with team.ledger.read() as uow:
        outlays = await uow.votes.outlays(team.id, 0, by_tag=True)
    found = Counter[str]()
    for each in outlays:
        found.update(dict(each.tags))
    return dict(+found)


async def books(team: Any) -> dict[str, int]:
    """What was paid and is due for each tag, less what came back (fen)."""
    found = Counter[str]()
    async for page in costed_pages(team.ledger, None, None):
        for line in (line for order in page for line in order.lines if line.tag):
            found[label(line.tag)] += line.due + line.cost
    return dict(+found)
