"""The list of a team: many add, one asks, nobody of them decides; nothing of it is lost or bought twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.desk.requests.team_list import Added
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.asked_line import NamedOffer
from bot.purchasing.classify_url import OfferRef
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.offer import Seller
from bot.purchasing.opened_by import OpenedBy
from bot.purchasing.purchase import Person, Place, Request
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, DARIA, EVA, GROUP, OFFER, STRANGER, A, B, M, R

OWNERS = (Person(10, "Owner", "en", True), Person(9, "Second", "en", True))
MUG, LAMP, VASE = "600000000801", "600000000802", "600000000803"


async def add(team: Any, by: Person, offer: str = MUG, pieces: int | None = 3, place: Place | None = None) -> Added:
    named = [NamedOffer(OfferRef(offer, quantity=pieces))]
    added: Added = await team.desk.team_list.add(by, place or Place(by.id), named, None)
    return added


async def ask(team: Any, by: Person, place: Place | None = None) -> int:
    """Somebody asks for all of it; the number of the draft."""
    key = OpenedBy(team.clock.now().microsecond + 1_000 * by.id, 0)
    number, _ = await team.desk.team_list.ask(by, place or Place(by.id), team.id, None, key=key)
    team.clock.time += timedelta(microseconds=1)
    return int(number)


async def asked(team: Any, by: Person, *adders: Person) -> int:
    """These people add something each, and somebody asks for it and confirms; its number."""
    for offer, each in zip((MUG, LAMP, VASE), adders, strict=False):
        await add(team, each, offer)
    number = await ask(team, by)
    await team.confirm(number, by)
    return number


async def on_list(team: Any, by: Person = ANNA) -> list[tuple[str, int, int]]:
    """What waits, as (offer, pieces, who)."""
    shown = await team.desk.team_list.show(by, Place(by.id))
    return [(each.offer.offer_id, each.choice.pieces, each.by) for each in shown.lines]


async def line_of(team: Any, by: Person, place: int = 0) -> int:
    shown = await team.desk.team_list.show(by, Place(by.id))
    return int(shown.lines[place].id)


async def request(team: Any, number: int) -> Request:
    found: Request = (await team.purchase(number)).request
    return found


@pytest.fixture
async def sellers(team: Any) -> None:
    team.market.sellers = {MUG: Seller("s1", "Cups"), LAMP: Seller("s2", "Lamps"), VASE: Seller("s3", "Vases")}


@pytest.fixture
async def all_ask(team: Any, sellers: None) -> Any:
    """The team if Chen and Daria, who approve, may ask as well."""
    for person in (CHEN, DARIA):
        await team.member(person, R, A)
    return team


async def test_what_two_people_add_is_one_list_and_one_request(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG)
    await add(all_ask, CHEN, LAMP, 4, GROUP)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 4, CHEN.id)]
    number = await ask(all_ask, BORIS)
    found = await request(all_ask, number)
    assert (found.requester.id, found.state) == (BORIS.id, RequestState.DRAFT)
    assert [(each.offer.offer_id, each.by) for each in found.asked] == [(MUG, ANNA.id), (LAMP, CHEN.id)]
    assert await on_list(all_ask) == []


async def test_nobody_who_added_or_asked_decides_and_the_others_do(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.refused("own-request", all_ask.approve(number, BORIS))
    await all_ask.refused("own-line", all_ask.approve(number, CHEN))
    await all_ask.refused("own-line", all_ask.decline(number, CHEN))
    await all_ask.refused("own-line", all_ask.desk.approvals.ask(CHEN, number, "Why?", None))
    await all_ask.refused("own-line", all_ask.desk.approvals.may_approve(CHEN, number))
    await all_ask.approve(number, DARIA)
    assert await all_ask.state(number) == "closed"


async def test_nobody_who_added_decides_for_somebody_away(all_ask: Any) -> None:
    await all_ask.rules("else: @Daria")
    await all_ask.delegate(DARIA, CHEN)
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.refused("own-line", all_ask.approve(number, CHEN))


async def test_the_database_itself_takes_no_vote_of_somebody_who_added_a_line(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    found = await request(all_ask, number)
    for word in Word:
        with pytest.raises(IntegrityError, match="added a line"):
            async with all_ask.ledger.change() as uow:
                await uow.votes.cast(found, Vote(CHEN.id, word, await all_ask.shown(number), uow.now))


async def test_a_part_is_decided_by_nobody_who_added_a_line_to_the_whole(all_ask: Any) -> None:
    """Chen's line is the lamp's; the mug's price moves, and Chen must not agree to that either."""
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.approve(number, DARIA)
    all_ask.market.changes(own_prices={MUG: 20_00})
    await all_ask.desk.submit_worker.submit_due()
    async with all_ask.ledger.look() as uow:
        mug, lamp = await uow.parts_of(await uow.requests.get(number))
    assert (mug.request.state, lamp.attempt.state) == (RequestState.PENDING, AttemptState.PLACED)
    await all_ask.refused("own-line", all_ask.approve(mug.request.id, CHEN))
    with pytest.raises(IntegrityError, match="added a line"):
        async with all_ask.ledger.change() as uow:
            await uow.votes.cast(mug.request, Vote(CHEN.id, Word.APPROVE, await all_ask.shown(mug.request.id), uow.now))
    await all_ask.approve(mug.request.id, DARIA)
    assert await all_ask.state(mug.request.id) == "approved"


async def test_what_an_approver_leaves_out_remembers_who_added_it(all_ask: Any) -> None:
    """The rest is one line of Chen's in a draft of Boris's: Chen decides on that no more than before."""
    number = await asked(all_ask, BORIS, ANNA, CHEN)
    await all_ask.desk.approvals.approve_part(DARIA, number, frozenset({0}), await all_ask.shown(number), None, GROUP)
    rest = number + 1
    found = await request(all_ask, rest)
    assert [(each.offer.offer_id, each.by) for each in found.asked] == [(LAMP, CHEN.id)]
    await all_ask.confirm(rest, BORIS)
    await all_ask.refused("own-line", all_ask.approve(rest, CHEN))
    await all_ask.approve(rest, DARIA)
    await all_ask.desk.submit_worker.submit_due()
    assert [(await all_ask.purchase(each)).attempt.state for each in (number, rest)] == [AttemptState.PLACED] * 2
    assert len(all_ask.market.sent) == 2


async def test_if_all_approvers_added_something_an_admin_decides(all_ask: Any) -> None:
    await all_ask.member(EVA, R, M)
    number = await asked(all_ask, BORIS, CHEN, DARIA)
    await all_ask.approve(number, EVA)
    assert await all_ask.state(number) == "closed"


async def test_if_nobody_is_left_to_decide_it_is_said_before_anybody_is_asked(all_ask: Any) -> None:
    for owner in OWNERS:
        await all_ask.member(owner, R, M)
    for each in (CHEN, DARIA, *OWNERS):
        await add(all_ask, each)
    number = await ask(all_ask, BORIS)
    await all_ask.refused("all-take-part", all_ask.confirm(number, BORIS))
    assert await all_ask.state(number) == "draft"


async def test_nobody_s_own_limit_buys_what_somebody_else_would_be_asked_about(all_ask: Any) -> None:
    await all_ask.rules("by @Anna to 800: auto\nelse: any of approvers")
    number = await asked(all_ask, ANNA, ANNA, CHEN)
    assert await all_ask.state(number) == "pending"
    await add(all_ask, ANNA, VASE)
    alone = await ask(all_ask, ANNA)
    await all_ask.confirm(alone, ANNA)
    assert await all_ask.state(alone) == "approved"


async def test_what_the_team_declined_to_one_of_them_is_never_automatic_for_another(all_ask: Any) -> None:
    await all_ask.rules("to 800: auto\nelse: any of approvers\ntogether 24h by requester")
    await all_ask.rules("else: any of approvers\ntogether 24h by requester")
    first = await asked(all_ask, ANNA, ANNA)
    await all_ask.decline(first, BORIS)
    await all_ask.rules("to 800: auto\nelse: any of approvers\ntogether 24h by requester")
    again = await asked(all_ask, BORIS, ANNA)
    assert await all_ask.state(again) == "pending"


async def test_what_one_of_them_asked_for_alone_counts_together_with_the_list(all_ask: Any) -> None:
    await all_ask.rules("to 80: auto\nelse: any of approvers\ntogether 24h by requester")
    await add(all_ask, CHEN, LAMP, 4)
    without = await ask(all_ask, BORIS)
    await all_ask.confirm(without, BORIS)
    assert await all_ask.state(without) == "approved"
    assert await all_ask.state(await all_ask.ask(ANNA, 4)) == "approved"
    all_ask.clock.on(hours=1)
    await add(all_ask, ANNA, VASE, 4)
    together = await ask(all_ask, DARIA)
    await all_ask.confirm(together, DARIA)
    assert await all_ask.state(together) == "pending"


async def test_new_rules_are_tried_on_a_list_as_it_was_with_who_added_to_it(all_ask: Any) -> None:
    await asked(all_ask, BORIS, ANNA, CHEN)
    tried = await all_ask.desk.policy.preview(OWNERS[0], all_ask.id, "by @Boris to 800: auto\nelse: any of approvers")
    (retold,) = tried.retold
    assert (retold.before.contributors, retold.after.contributors) == ({ANNA.id, CHEN.id},) * 2


async def test_the_budget_is_that_of_whoever_asks(all_ask: Any) -> None:
    await all_ask.rules("else: auto\nbudget each 50 stop")
    await add(all_ask, ANNA, MUG, 4)
    await add(all_ask, CHEN, LAMP, 4)
    number = await ask(all_ask, BORIS)
    await all_ask.refused("over-budget", all_ask.confirm(number, BORIS))


async def test_a_draft_that_is_cancelled_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    await add(all_ask, CHEN, LAMP)
    await all_ask.desk.drafting.cancel(BORIS, number, None)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 3, CHEN.id)]
    assert (await request(all_ask, number)).closed_reason is ClosedReason.TO_LIST


async def test_a_draft_that_is_withdrawn_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.approvals.withdraw(BORIS, number, None)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_a_draft_that_nobody_confirms_leaves_its_lines_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await ask(all_ask, BORIS)
    all_ask.clock.on(hours=25)
    await all_ask.desk.drafting.expire()
    assert await all_ask.state(number) == "expired"
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_what_was_asked_for_is_on_the_list_no_more_however_it_ends(all_ask: Any) -> None:
    number = await asked(all_ask, BORIS, ANNA)
    assert await on_list(all_ask) == []
    await all_ask.decline(number, DARIA)
    assert await on_list(all_ask) == []


async def test_a_line_that_is_removed_before_asking_stays_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.drafting.drop_line(BORIS, number, 2, None)
    await all_ask.confirm(number, BORIS)
    assert await on_list(all_ask) == [(LAMP, 3, CHEN.id)]
    await all_ask.approve(number, CHEN)
    assert await all_ask.state(number) == "approved"


async def test_a_line_that_cannot_be_bought_stays_on_the_list_and_stops_no_other(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP, 50)
    all_ask.market.offer_now = replace(OFFER, stock=10)
    number = await ask(all_ask, BORIS)
    assert (await request(all_ask, number)).line_at == 2
    await all_ask.desk.drafting.choose_line(BORIS, number, 0, None)
    await all_ask.confirm(number, BORIS)
    assert await on_list(all_ask) == [(LAMP, 50, CHEN.id)]
    await all_ask.approve(number, DARIA)
    assert [line.quantity for line in (await request(all_ask, number)).lines] == [3]


async def test_what_1688_does_not_show_any_more_stays_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    all_ask.market.offer_now = None
    await all_ask.refused("list-empty", ask(all_ask, BORIS))
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_what_is_not_chosen_yet_is_a_draft_of_its_adder_and_not_on_the_list(all_ask: Any) -> None:
    added = await add(all_ask, ANNA, MUG, None)
    assert (added.count, added.shown.lines) == (0, ())
    assert added.draft is not None
    await all_ask.refused("nothing-for-list", all_ask.desk.team_list.add_draft(ANNA, added.draft, None))
    await all_ask.desk.drafting.choose_quantity(ANNA, added.draft, 7, None)
    await all_ask.desk.team_list.add_draft(ANNA, added.draft, None)
    assert await on_list(all_ask) == [(MUG, 7, ANNA.id)]


async def test_a_draft_that_goes_to_the_list_ends_so_that_it_is_not_bought_twice(all_ask: Any) -> None:
    number = await all_ask.draft(ANNA)
    shown = await all_ask.shown(number)
    added = await all_ask.desk.team_list.add_draft(ANNA, number, None)
    found = await request(all_ask, number)
    assert (found.state, found.closed_reason, added.count) == (RequestState.CANCELLED, ClosedReason.TO_LIST, 1)
    await all_ask.refused("no-longer", all_ask.desk.drafting.confirm(ANNA, number, shown, None))
    await all_ask.refused("no-longer", all_ask.desk.team_list.add_draft(ANNA, number, None))
    assert len(await on_list(all_ask)) == 1


async def test_a_draft_made_of_the_list_goes_back_to_it_whole_and_once(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await add(all_ask, CHEN, LAMP)
    number = await ask(all_ask, BORIS)
    await all_ask.desk.team_list.add_draft(BORIS, number, None)
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id), (LAMP, 3, CHEN.id)]


async def test_a_draft_of_somebody_else_goes_nowhere(all_ask: Any) -> None:
    number = await all_ask.draft(ANNA)
    await all_ask.refused("not-yours", all_ask.desk.team_list.add_draft(CHEN, number, None))


async def test_everybody_changes_their_own_lines_and_buyers_and_admins_all(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    pieces = all_ask.desk.team_list.put_pieces
    assert (await all_ask.refused("others-line", pieces(BORIS, Place(BORIS.id), number, 9, None)))["name"] == "Anna"
    await pieces(ANNA, Place(ANNA.id), number, 5, None)
    await all_ask.member(EVA, R, B)
    await pieces(EVA, Place(EVA.id), number, 6, None)
    assert await on_list(all_ask) == [(MUG, 6, ANNA.id)]
    await pieces(EVA, Place(EVA.id), number, 0, None)
    assert await on_list(all_ask) == []
    await all_ask.refused("list-line-gone", pieces(ANNA, Place(ANNA.id), number, 5, None))


@pytest.mark.parametrize("wrong", [-1, 100_001, 10**12])
async def test_a_line_never_has_pieces_that_cannot_be_bought(all_ask: Any, wrong: int) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    await all_ask.refused("pieces-wrong", all_ask.desk.team_list.put_pieces(ANNA, Place(ANNA.id), number, wrong, None))


async def test_what_is_being_asked_for_is_changed_by_nobody_on_the_list(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    number = await line_of(all_ask, ANNA)
    await ask(all_ask, BORIS)
    await all_ask.refused("list-line-gone", all_ask.desk.team_list.put_pieces(ANNA, Place(ANNA.id), number, 0, None))


@pytest.mark.parametrize(
    ("by", "place", "key"),
    [
        (EVA, Place(EVA.id), "only-requesters"),
        (EVA, GROUP, "only-requesters"),
        (STRANGER, Place(STRANGER.id), "stranger"),
        (ANNA, Place(-1002), "foreign-chat"),
    ],
)
async def test_nobody_who_may_not_ask_sees_the_list_adds_to_it_or_asks_for_it(
    all_ask: Any, by: Person, place: Place, key: str
) -> None:
    await add(all_ask, ANNA)
    line, verbs = await line_of(all_ask, ANNA), all_ask.desk.team_list
    await all_ask.refused(key, verbs.show(by, place, all_ask.id))
    await all_ask.refused(key, verbs.ask(by, place, all_ask.id, None, key=OpenedBy(1, 0)))
    await all_ask.refused(key, verbs.put_pieces(by, place, line, 1, None))
    assert await on_list(all_ask) == [(MUG, 3, ANNA.id)]


async def test_somebody_who_left_asks_for_nothing_and_their_lines_stay(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await all_ask.member(ANNA, R, active=False)
    await all_ask.refused("not-a-member", all_ask.desk.team_list.show(ANNA, Place(ANNA.id), all_ask.id))
    number = await ask(all_ask, BORIS)
    assert {each.by for each in (await request(all_ask, number)).asked} == {ANNA.id}


async def test_a_list_ends_thirty_days_after_its_last_change_and_the_team_is_told(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    all_ask.clock.on(days=20)
    await add(all_ask, CHEN, LAMP)
    all_ask.clock.on(days=20)
    await all_ask.desk.drafting.expire()
    assert len(await on_list(all_ask)) == 2
    all_ask.clock.on(days=11)
    await all_ask.desk.drafting.expire()
    await all_ask.desk.drafting.expire()
    assert await on_list(all_ask) == []
    assert [each["line_count"] for each in await all_ask.told("list_ended", GROUP.chat_id)] == [2]


async def test_the_list_of_a_team_that_is_closed_is_gone(all_ask: Any) -> None:
    await add(all_ask, ANNA)
    await ask(all_ask, BORIS)
    await add(all_ask, CHEN, LAMP)
    proposed = await all_ask.desk.teams.close(OWNERS[0], all_ask.id, None)
    await all_ask.desk.teams.second(OWNERS[1], proposed.id, None)
    async with all_ask.ledger.look() as uow:
        assert await uow.lists.lines(all_ask.id) == ()
    await all_ask.refused("list-of-team", all_ask.desk.team_list.show(ANNA, Place(ANNA.id), all_ask.id))


async def test_lines_of_one_variant_by_several_people_are_one_order_line_and_stay_apart_as_asked(all_ask: Any) -> None:
    await add(all_ask, ANNA, MUG, 3)
    await add(all_ask, CHEN, MUG, 4)
    await add(all_ask, ANNA, MUG, 5)
    number = await ask(all_ask, BORIS)
    found = await request(all_ask, number)
    assert [(each.by, each.choice.pieces) for each in found.asked] == [(ANNA.id, 8), (CHEN.id, 4)]
    assert [line.quantity for line in found.lines] == [12]
