"""Who sees a team's purchases, who settles its doubts, and how its requests go on in a new chat and under new rules."""

from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.desk.ledger.cards import CardMessage
from bot.desk.messages.outbox import Sent
from bot.market.errors import NotFound
from bot.market.port import Unclear
from bot.purchasing.approval.judge import Automatic
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.search import Search
from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act, Person, Place
from tests.opening import opened

OWNER, ANNA, BORIS, CHEN, DARIA, EVA = (
    Person(number, name, "en") for number, name in enumerate(("Owner", "Anna", "Boris", "Chen", "Daria", "Eva"), 10)
)
STRANGER = Person(99, "Stranger", "en")
GROUP, MOVED = -1001, -1009


async def doubtful(team: Any) -> int:
    """An approved request whose order nobody can find; the number of its attempt, which waits for people."""
    number = await team.ask()
    await team.approve(number)
    team.market.outcome = Unclear("no answer")
    await team.desk.submit_worker.submit_due()
    await team.looked_for()
    attempt = (await team.purchase(number)).attempt
    assert attempt.state.value == "needs_person"
    return int(attempt.id)


@pytest.mark.parametrize(("who", "key"), [
    (ANNA, "only-buyers"), (BORIS, "only-buyers"), (OWNER, "only-buyers"), (STRANGER, "stranger"),
])  # fmt: skip
async def test_only_a_buyer_settles_a_doubt(team: Any, who: Person, key: str) -> None:
    attempt = await doubtful(team)
    await team.refused(key, team.desk.unclear_orders.give_up(Act(who), attempt))
    await team.refused(key, team.desk.unclear_orders.place_anew(Act(who), attempt))
    await team.refused(key, team.desk.unclear_orders.found(Act(who), attempt, "3301686771403783779"))
    assert not (await team.desk.drafting.step(1)).two_deciders


async def test_a_buyer_who_is_alone_gives_up_and_does_not_send_again(team: Any) -> None:
    attempt = await doubtful(team)
    await team.refused("alone-not-offered", team.desk.unclear_orders.place_anew(Act(EVA), attempt))
    await team.desk.unclear_orders.give_up(Act(EVA), attempt)
    assert await team.state(1) == "closed"


async def test_two_buyers_say_the_same_and_hear_of_it(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    attempt = await doubtful(team)
    assert (await team.desk.drafting.step(1)).two_deciders
    for buyer in (DARIA, EVA):
        assert len(await team.told("needs_person", chat=buyer.id)) == 1
    assert await team.told("needs_person", chat=OWNER.id) == []
    await team.refused("second-person", team.desk.unclear_orders.place_anew(Act(EVA), attempt))
    await team.refused("second-person", team.desk.unclear_orders.place_anew(Act(EVA), attempt))
    await team.desk.unclear_orders.place_anew(Act(DARIA), attempt)
    assert (await team.purchase(1)).attempt.state.value == "ready"


async def test_the_word_of_somebody_who_is_no_buyer_any_more_does_not_count(team: Any) -> None:
    await team.member(DARIA, Role.BUYER)
    await team.member(CHEN, Role.BUYER)
    attempt = await doubtful(team)
    await team.refused("second-person", team.desk.unclear_orders.place_anew(Act(DARIA), attempt))
    await team.member(DARIA, Role.REQUESTER)
    await team.refused("second-person", team.desk.unclear_orders.place_anew(Act(EVA), attempt))
    await team.desk.unclear_orders.place_anew(Act(CHEN), attempt)


async def test_a_member_sees_the_purchases_of_his_teams_alone(team: Any) -> None:
    number = await team.ask()
    for person in (ANNA, BORIS, EVA, OWNER):
        assert [each.request.id for each in (await team.desk.orders.page(person, "open", 1)).purchases] == [number]
        assert (await team.desk.orders.find(person, str(number))).request.id == number
    other = await team.desk.teams.here(Act(OWNER), -1002, "Other")
    await team.desk.teams.add(Act(OWNER), other.id, [STRANGER], Role.REQUESTER)
    assert (await team.desk.orders.page(STRANGER, "open", 1)).purchases == ()
    for unseen in (number, 404):
        await team.refused("unknown-request", team.desk.orders.find(STRANGER, str(unseen)))
    await team.refused("unknown-request", team.desk.approvals.may_approve(STRANGER, number))


async def test_until_it_is_decided_a_purchase_is_its_requester_s_alone_then_the_buyers_too(team: Any) -> None:
    number = await team.ask()

    async def acting() -> list[Person]:
        found = {who.id: await team.desk.orders.details(who, str(number)) for who in (ANNA, BORIS, EVA, OWNER)}
        return [who for who in (ANNA, BORIS, EVA, OWNER) if found[who.id].acts]

    assert await acting() == [ANNA]
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    assert await acting() == [ANNA, EVA]


async def test_a_group_s_list_holds_its_own_team_s_purchases_alone(team: Any) -> None:
    number, other_group = await team.ask(), Place(-1002)
    other = await team.desk.teams.here(Act(OWNER), other_group.chat_id, "Other")
    await team.desk.teams.add(Act(OWNER), other.id, [ANNA, EVA], Role.REQUESTER)
    second = await opened(team.desk, ANNA, other_group, "600000000999", 10)
    await team.desk.drafting.cancel(Act(ANNA), second)

    async def listed(person: Any, place: Place | None) -> list[int]:
        found = await team.desk.orders.page(person, "all", 1, place)
        return sorted(each.request.id for each in found.purchases)

    for person in (ANNA, EVA, OWNER):
        there = [second] if person == ANNA else []  # nobody was asked for it: it is hers alone
        assert await listed(person, None) == await listed(person, Place(person.id)) == [number, *there]
        assert await listed(person, Place(GROUP)) == [number]
        assert await listed(person, other_group) == there
        assert await listed(person, Place(-1003)) == []
    await team.refused("unknown-team", listed(BORIS, other_group))


async def test_a_stranger_sees_and_finds_nothing(team: Any) -> None:
    number = await team.ask()
    desk = team.desk
    for doing in (
        desk.orders.page(STRANGER, "all", 1), desk.orders.find(STRANGER, str(number)), desk.orders.find(STRANGER, "x"),
        desk.orders.find(STRANGER, "404"), desk.orders.pay(STRANGER, "3301686771403783779"),
        desk.orders.track(STRANGER, str(number)), desk.finding.begin(STRANGER, Place(STRANGER.id), Search("shirt")),
    ):  # fmt: skip
        await team.refused("stranger", doing)


async def test_a_note_to_the_seller_is_the_requester_s_or_a_buyer_s(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    order_id = (await team.purchase(number)).orders[0].order_id
    said: list[str] = []

    async def tell_seller(order_id: str, text: str) -> None:
        said.append(text)

    team.market.tell_seller = tell_seller
    await team.refused("only-buyers", team.desk.chasing.tell_seller(Act(BORIS), order_id, "quick"))
    await team.desk.chasing.tell_seller(Act(ANNA), order_id, "red ones")
    await team.desk.chasing.tell_seller(Act(EVA), order_id, "in one box")
    assert said == ["red ones", "in one box"]


async def test_who_asks_for_nothing_new_any_more_still_handles_what_he_asked_for(team: Any) -> None:
    placed, waits, unsent = await team.ask(), await team.ask(), await team.ask()
    await team.approve(placed)
    await team.desk.submit_worker.submit_due()
    await team.approve(unsent)
    await team.member(ANNA, Role.APPROVER)
    details = [await team.desk.orders.details(ANNA, str(number)) for number in (placed, waits, unsent)]
    assert all(each.acts for each in details)
    team.market.tell_seller = AsyncMock()
    await team.desk.chasing.tell_seller(Act(ANNA), details[0].purchase.orders[0].order_id, "red ones")
    await team.desk.approvals.withdraw(Act(ANNA, place=Place(ANNA.id)), waits)
    await team.desk.submit_worker.withdraw(Act(ANNA), unsent)
    assert await team.state(waits) == await team.state(unsent) == "cancelled"


async def test_what_somebody_who_left_asked_for_goes_on_in_the_group_and_his_draft_with_nobody(team: Any) -> None:
    number, draft = await team.ask(), await team.draft()
    other = await team.desk.teams.here(Act(OWNER), -1002, "Other")
    await team.desk.teams.add(Act(OWNER), other.id, [ANNA], Role.REQUESTER)
    elsewhere = await opened(team.desk, ANNA, Place(-1002), "600000000999", 10)
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    for chat in (ANNA.id, CHEN.id):
        await team.desk.cards.put(CardMessage(number, chat, 5, False, "hash"))
    await team.desk.cards.put(CardMessage(elsewhere, ANNA.id, 6, False, "hash"))
    for who in (ANNA, CHEN):
        await team.desk.teams.remove(Act(OWNER), team.id, who.id)
    await team.desk.outbox.deliver(AsyncMock(return_value=Sent(1)))
    before = [len(await team.told("card", chat=chat)) for chat in (ANNA.id, CHEN.id, GROUP)]
    team.clock.time += timedelta(minutes=1)
    team.market.look = AsyncMock(side_effect=NotFound("look", "not listed yet"))
    await team.desk.watch.look((await team.purchase(number)).orders[0].order_id)
    after = [len(await team.told("card", chat=chat)) for chat in (ANNA.id, CHEN.id, GROUP)]
    assert [late - early for late, early in zip(after, before, strict=True)] == [0, 0, 1]
    assert await team.told("unknown_order", chat=ANNA.id) == []
    assert len(await team.told("unknown_order", chat=GROUP)) == 1
    assert (await team.purchase(draft)).request.place == Place(ANNA.id)
    assert await team.desk.cards.get(elsewhere, ANNA.id) is not None


async def test_what_waits_is_posted_again_in_the_supergroup(team: Any) -> None:
    waiting, done = await team.ask(place=Place(GROUP)), await team.ask(place=Place(GROUP))
    await team.decline(done)
    for number in (waiting, done):
        await team.desk.cards.put(CardMessage(number, GROUP, 500 + number, False, "hash"))
    await team.desk.people.migrate(GROUP, MOVED)
    assert MOVED in await team.cards(waiting)
    async with team.ledger.read() as uow:
        assert await uow.cards.chats(waiting) == await uow.cards.chats(done) == ()
        assert (await uow.requests.get(waiting)).place.chat_id == MOVED
    await team.refused(
        "foreign-chat", team.desk.approvals.approve(Act(BORIS, place=Place(GROUP)), waiting, await team.shown(waiting))
    )
    await team.desk.approvals.approve(Act(BORIS, place=Place(MOVED)), waiting, await team.shown(waiting))
    assert await team.state(waiting) == "approved"


async def test_a_second_move_of_the_same_group_changes_nothing(team: Any) -> None:
    await team.desk.people.migrate(GROUP, MOVED)
    await team.desk.people.migrate(GROUP, MOVED)
    assert (await team.desk.teams.of_chat(MOVED)).id == team.id


async def test_new_rules_are_tried_on_the_last_twenty_requests(team: Any) -> None:
    numbers = [await team.ask(quantity=10 + count) for count in range(21)]
    tried = await team.desk.policy.preview(OWNER, team.id, "to 200: auto\nelse: any of approvers\ntogether off")
    assert [each.past.name for each in tried.retold] == [str(each) for each in numbers[:0:-1]]
    assert all(isinstance(each.before, Needs) for each in tried.retold)
    cheap = [each for each in tried.retold if each.past.facts.total <= 200_00]
    assert 0 < len(cheap) < 20
    assert list(tried.differing) == cheap
    assert all(isinstance(each.after, Automatic) for each in cheap)


async def test_a_page_that_is_not_there_any_more_is_the_last_one(team: Any) -> None:
    numbers = [await team.ask() for _ in range(7)]
    page = await team.desk.orders.page(ANNA, "all", 9)
    assert (page.page, page.pages) == (2, 2)
    assert [each.request.id for each in page.purchases] == numbers[1::-1]
    assert (await team.desk.orders.page(ANNA, "paid", 9)).purchases == ()


async def test_the_details_tell_the_budget_and_earlier_purchases_until_it_is_decided(team: Any) -> None:
    await team.rules("to 100000: any of approvers\nelse: all of approvers\nbudget team 20000 a month")
    number = await team.ask()
    before = await team.desk.orders.details(BORIS, str(number))
    assert [each.limit for each in before.budgets] == [2_000_000]
    assert before.with_seller is not None
    await team.approve(number)
    after = await team.desk.orders.details(BORIS, str(number))
    assert (after.budgets, after.with_seller) == ((), None)


async def test_the_news_of_a_cancelled_order_names_who_cancelled_it(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    (order,) = (await team.purchase(number)).orders
    await team.desk.watch.look(order.order_id)
    await team.desk.orders.cancel(Act(EVA), order.order_id)
    told = await team.told("cancelled")
    assert told
    assert {each["by"] for each in told} == {"Eva"}


async def test_the_news_of_an_order_that_was_cancelled_on_the_site_names_nobody(team: Any) -> None:
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    (order,) = (await team.purchase(number)).orders
    await team.desk.watch.look(order.order_id)
    team.market.moves(order.order_id, state=OrderState.CANCELLED, word="cancel", close_reason="buyerCancel")
    await team.desk.watch.look(order.order_id)
    assert {each["by"] for each in await team.told("cancelled")} == {""}
