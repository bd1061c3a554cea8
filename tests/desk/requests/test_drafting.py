"""From the product to the consent: stale cards, changes meanwhile, races, and who may do what."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.shared.refusal import Refusal
from bot.desk.shared.views import Stage
from bot.market.errors import NotFound, Rejected, Unreachable
from bot.market.port import Refused
from bot.purchasing.choice import Problem
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Sku
from bot.purchasing.person import Act, Cause, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.opening import hash_of as hash_of_button
from bot.sandbox.patience import PATIENCE, within
from tests.desk.conftest import ANNA, BORIS, HOME, OFFER, _waiting
from tests.opening import opened

STRANGER = Person(9, "X", "en")
SKUS = tuple(Sku(str(n), f"spec{n}", (Attribute("颜色", name),), Fen(1700), 50) for n, name in ((1, "白"), (2, "黑")))


def dearer(room: Any, total: int = 4400) -> None:
    """1688 asks for more now."""
    part = replace(room.market.preview_now.parts[0], total=Fen(total), goods=Fen(total - 800))
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(part,)))


async def hash_of(room: Any, number: int) -> str:
    snapshot = (await room.purchase(number)).request.snapshot
    assert snapshot is not None
    return str(snapshot.hash)


async def test_a_plain_offer_with_a_quantity_is_ready_for_consent(room: Any) -> None:
    step = await room.desk.drafting.step(await room.drafted())
    assert (step.stage, step.purchase.request.state) == (Stage.CONFIRM, RequestState.DRAFT)
    assert step.purchase.request.snapshot.total == 4200


@pytest.mark.parametrize(
    ("quantity", "variant", "stage"),
    [(None, "", Stage.VARIANT), (2, "", Stage.VARIANT), (None, "白", Stage.QUANTITY), (2, "白", Stage.CONFIRM)],
)
async def test_the_card_asks_for_what_is_not_chosen_yet(
    room: Any, quantity: int | None, variant: str, stage: Stage
) -> None:
    room.market.offer_now = replace(OFFER, skus=SKUS)
    await room.drafted()
    number = await opened(room.desk, ANNA, HOME, OFFER.offer_id, quantity, variant)
    assert (await room.desk.drafting.step(number)).stage is stage


async def test_the_same_line_of_the_same_message_opens_one_request(room: Any) -> None:
    await room.drafted()
    key = OpenedBy(7, 0, HOME.chat_id, 5, "a")
    first = await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=key)
    assert await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=key) == first
    assert await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=replace(key, place=1)) == first + 1


async def test_a_line_that_an_older_version_opened_is_not_opened_again(room: Any) -> None:
    await room.drafted()
    first = await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=OpenedBy(8, 0))
    again = await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=OpenedBy(8, 0, HOME.chat_id, 6, "a"))
    assert again == first


async def test_an_edited_message_finds_the_drafts_that_it_opened_until_they_are_agreed_to(room: Any) -> None:
    drafting, opening = room.desk.drafting, room.desk.opening
    key = OpenedBy(9, 0, HOME.chat_id, 6, "first")
    await room.drafted()
    number = await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=key)
    assert await opening.of_message(ANNA, HOME, 6, "second") == {0: number}
    assert await opening.of_message(ANNA, HOME, 6, "first") == {}
    assert await opening.of_message(ANNA, HOME, 7, "second") == {}
    assert await opening.of_message(replace(ANNA, id=ANNA.id + 1), HOME, 6, "second") == {}
    await opening.revise(Act(ANNA), number, [NamedOffer(OfferRef(OFFER.offer_id, quantity=3))], "second")
    assert (await room.purchase(number)).request.choice.quantity == 3
    assert await opening.of_message(ANNA, HOME, 6, "second") == {}
    await drafting.cancel(Act(ANNA), number)
    assert await opening.of_message(ANNA, HOME, 6, "third") == {}


async def test_an_update_acts_once(room: Any) -> None:
    number = await room.drafted()
    await room.desk.intake.record(7, [(1, "1", "{}")])
    await room.desk.drafting.choose_quantity(Act(ANNA, Cause(7, 1)), number, 3)
    with pytest.raises(AlreadyDone):
        await room.desk.drafting.choose_quantity(Act(ANNA, Cause(7, 1)), number, 4)
    assert (await room.purchase(number)).request.choice.quantity == 3


async def test_an_offer_that_does_not_exist_is_refused(room: Any) -> None:
    room.market.offer_now = None
    with pytest.raises(Refusal, match="offer-not-found"):
        await opened(room.desk, ANNA, HOME, "600000000009", 2)


async def test_a_consent_to_an_older_card_is_stale(room: Any) -> None:
    number = await room.drafted()
    old = await hash_of(room, number)
    dearer(room)
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 3)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, old)
    assert (await room.purchase(number)).attempts == ()


async def test_a_price_that_moved_since_the_card_is_shown_old_and_new_and_buys_nothing(room: Any) -> None:
    number = await room.drafted()
    old = await hash_of(room, number)
    dearer(room)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, old)
    step = await room.desk.drafting.step(number)
    assert (step.previous.total, step.purchase.request.snapshot.total) == (4200, 4400)
    await room.desk.drafting.confirm(Act(ANNA), number, step.purchase.request.snapshot.hash)
    assert (await room.attempt(number)).state is AttemptState.READY


@pytest.mark.parametrize(
    ("code", "problem"),
    [("500_004", Problem.NOT_ENOUGH_STOCK), ("500_005", Problem.BELOW_MINIMUM), ("anything", Problem.REFUSED)],
)
async def test_a_choice_that_1688_refuses_stays_a_draft_with_the_reason(room: Any, code: str, problem: Problem) -> None:
    room.market.down = {"preview": Rejected("preview", "no", code)}
    number = await room.drafted()
    step = await room.desk.drafting.step(number)
    assert (step.finding.problem, step.finding.reason) == (problem, "no")
    assert step.purchase.request.snapshot is None
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, "")


@pytest.mark.threat("T38")
@pytest.mark.parametrize("total", [-1, 0, 4199 + 5702])
async def test_a_preview_whose_sums_do_not_add_up_offers_nothing_to_buy(room: Any, total: int) -> None:
    part = replace(room.market.preview_now.parts[0], total=Fen(total))
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(part,)))
    number = await room.drafted()
    step = await room.desk.drafting.step(number)
    assert (step.finding.problem.value, step.finding.sums) == ("sums", (3400, 800, 0, total))
    assert (step.stage, step.purchase.request.snapshot) == (Stage.CONFIRM, None)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, "")
    room.market.changes(preview_now=replace(room.market.preview_now, parts=(replace(part, total=Fen(4200)),)))
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 2)
    snapshot = (await room.purchase(number)).request.snapshot
    assert (snapshot.total, snapshot.reading) == (4200, "after discount")


async def test_a_choice_is_kept_although_1688_does_not_answer(room: Any) -> None:
    await room.drafted()
    room.market.down = {"preview": Unreachable("preview", "away")}
    with pytest.raises(Unreachable):
        await opened(room.desk, ANNA, HOME, OFFER.offer_id, 5)
    request = (await room.purchase(2)).request
    assert (request.choice.quantity, request.snapshot) == (5, None)
    room.market.down = {}
    await room.desk.drafting.choose_quantity(Act(ANNA), 2, 5)
    assert (await room.purchase(2)).request.snapshot is not None


async def test_two_presses_at_once_make_one_attempt(room: Any) -> None:
    number = await room.drafted()
    consent = await hash_of(room, number)
    presses = [room.desk.drafting.confirm(Act(ANNA), number, consent) for _ in range(4)]
    ends = await asyncio.gather(*presses, return_exceptions=True)
    assert [end for end in ends if end is None] == [None]
    assert {type(end) for end in ends if end is not None} == {Refusal}
    assert len((await room.purchase(number)).attempts) == 1


async def test_a_choice_made_while_another_is_priced_is_stale_and_not_overwritten(room: Any) -> None:
    number = await room.drafted()
    real, inside = type(room.market).preview, asyncio.Event()
    go_on = asyncio.Event()

    async def slow(line: Any, address_id: str) -> Any:
        inside.set()
        await go_on.wait()
        return await real(room.market, line, address_id)

    room.market.preview = slow
    first = asyncio.create_task(room.desk.drafting.choose_quantity(Act(ANNA), number, 3))
    await inside.wait()
    room.market.preview = lambda line, address_id: real(room.market, line, address_id)
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 4)
    go_on.set()
    with pytest.raises(Refusal, match="stale"):
        await first
    assert (await room.purchase(number)).request.choice.quantity == 4


async def test_what_was_sent_back_can_be_changed_and_bought(room: Any) -> None:
    number = await room.confirmed()
    dearer(room)
    await room.desk.submit_worker.submit_due()
    assert (await room.purchase(number)).request.state is RequestState.PENDING
    await room.desk.drafting.reopen(Act(ANNA), number, Stage.QUANTITY)
    assert (await room.desk.drafting.step(number)).stage is Stage.QUANTITY
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 2)
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)


async def test_what_cannot_be_had_any_more_is_sent_back_with_the_reason(room: Any) -> None:
    number = await room.confirmed()
    room.market.down = {"preview": Rejected("preview", "库存不足", "500_004")}
    room.clock.on(minutes=1)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.DRAFT, AttemptState.WITHDRAWN)
    [(kind, _, facts)] = await room.owed()
    assert (kind, facts["problem"], facts["reason"], facts["hash"]) == ("changed", "not_enough_stock", "库存不足", "")
    room.market.down = {}
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 2)
    await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)


async def test_only_the_requester_decides_on_a_draft(two: Any) -> None:
    number = await two.drafted()
    consent = await hash_of(two, number)
    for by, key in ((BORIS, "not-yours"), (STRANGER, "not-yours")):
        with pytest.raises(Refusal, match=key):
            await two.desk.drafting.confirm(Act(by), number, consent)
        with pytest.raises(Refusal, match=key):
            await two.desk.drafting.cancel(Act(by), number)
    with pytest.raises(Refusal, match="unknown-request"):
        await two.desk.drafting.confirm(Act(ANNA), 99, consent)
    with pytest.raises(Refusal, match="stranger"):
        await opened(two.desk, STRANGER, HOME, OFFER.offer_id, 2)


async def test_who_is_no_admin_any_more_buys_nothing(open_room: Any) -> None:
    number = await open_room(ANNA.id).drafted()
    later = open_room(BORIS.id)
    with pytest.raises(Refusal, match="stranger"):
        await later.desk.drafting.confirm(Act(ANNA), number, await hash_of(later, number))


async def test_a_pause_refuses_the_consent(room: Any) -> None:
    number = await room.drafted()
    await room.desk.switch.pause(Act(ANNA), "stock-taking")
    with pytest.raises(Refusal, match="paused"):
        await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    assert (await room.purchase(number)).attempts == ()


async def test_a_draft_lapses_after_a_day_and_not_before(room: Any) -> None:
    number = await room.drafted()
    room.clock.on(hours=23)
    await room.desk.drafting.expire()
    assert (await room.purchase(number)).request.state is RequestState.DRAFT
    room.clock.on(hours=1)
    await room.desk.drafting.expire()
    assert (await room.purchase(number)).request.state is RequestState.EXPIRED
    with pytest.raises(Refusal, match="no-longer"):
        await room.desk.drafting.confirm(Act(ANNA), number, "x")


async def test_a_note_is_part_of_what_is_sent_and_has_a_limit(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.note(Act(ANNA), number, "red ribbon")
    assert (await room.purchase(number)).request.chosen.note == "red ribbon"
    with pytest.raises(Refusal, match="note-too-long"):
        await room.desk.drafting.note(Act(ANNA), number, "x" * 501)


async def test_the_address_chosen_once_is_the_usual_one_while_it_exists(room: Any) -> None:
    second = replace(room.market.homes[0], address_id="a2", city="Yiwu")
    room.market.homes = (*room.market.homes, second)
    number = await room.drafted()
    assert (await room.desk.drafting.step(number)).stage is Stage.ADDRESS
    await room.desk.drafting.choose_address(Act(ANNA), number, "a2")
    again = await room.drafted()
    assert (await room.purchase(again)).request.chosen.address_id == "a2"
    room.market.homes = (room.market.homes[0], replace(second, address_id="a3"))
    room.market.clock.on(days=1)
    assert (await room.purchase(await room.drafted())).request.chosen.address_id is None


async def test_the_addresses_are_asked_for_once_a_day_and_when_another_one_is_looked_for(room: Any) -> None:
    number = await room.drafted()
    await room.desk.drafting.reopen(Act(ANNA), number, Stage.ADDRESS)
    await room.desk.drafting.choose_address(
        Act(ANNA), number, (await room.desk.drafting.step(number)).addresses[0].address_id
    )
    assert room.market.calls.count("addresses") == 1
    room.market.clock.on(hours=23)
    number = await room.drafted()
    assert room.market.calls.count("addresses") == 1
    await room.desk.drafting.reopen(Act(ANNA), number, Stage.ADDRESS)
    await room.desk.drafting.step(number)
    assert room.market.calls.count("addresses") == 2
    room.market.clock.on(days=1)
    await room.drafted()
    assert room.market.calls.count("addresses") == 3


async def test_addresses_that_1688_did_not_tell_are_asked_for_again_at_once(room: Any) -> None:
    room.market.down["addresses"] = Unreachable("addresses", "away")
    with pytest.raises(Unreachable):
        await room.drafted()
    room.market.down.clear()
    assert (await room.desk.drafting.step(await room.drafted())).stage is Stage.CONFIRM


async def test_addresses_that_1688_does_not_tell_are_not_taken_for_none(room: Any) -> None:
    number = await room.drafted()
    room.market.clock.on(days=1)
    room.market.down["addresses"] = Unreachable("addresses", "away")
    await room.desk.drafting.reopen(Act(ANNA), number, Stage.ADDRESS)
    assert (await room.desk.drafting.step(number)).addresses is None
    room.market.down.clear()
    await room.desk.drafting.reopen(Act(ANNA), number, Stage.ADDRESS)
    assert (await room.desk.drafting.step(number)).addresses == room.market.homes


async def test_the_product_and_the_addresses_are_asked_for_at_the_same_time(room: Any) -> None:
    both = asyncio.Barrier(2)
    offer, addresses = room.market.offer, room.market.addresses

    async def meets(real: Any, *words: Any) -> Any:
        async with within(PATIENCE, "both are asked for"):
            await both.wait()
        return await real(*words)

    room.market.offer = lambda *words: meets(offer, *words)
    room.market.addresses = lambda: meets(addresses)
    assert await room.drafted()


async def test_a_product_that_is_not_there_is_told_whatever_the_addresses_are(room: Any) -> None:
    room.market.offer_now = None
    room.market.down["addresses"] = Unreachable("addresses", "away")
    with pytest.raises(Refusal, match="offer-not-found"):
        await room.drafted()


async def test_a_second_wish_for_the_same_thing_within_a_day_is_seen(room: Any) -> None:
    first = await room.confirmed()
    second = await room.drafted()
    assert await repeated(room, second) == first
    room.clock.on(hours=25)
    assert await repeated(room, await room.drafted()) is None


async def repeated(room: Any, number: int) -> int | None:
    """The number that the card of a wish names as the same."""
    same = (await room.desk.drafting.step(number)).repeat
    return same.request.id if same else None


async def test_a_wish_that_1688_refused_is_no_repeat(room: Any) -> None:
    refused = await room.sent(Refused("500_004", "no stock", "{}"))
    assert (await room.purchase(refused)).request.closed_reason == "refused"
    assert await repeated(room, await room.drafted()) is None


async def test_a_market_that_lost_the_offer_at_the_consent_is_said_so(room: Any) -> None:
    number = await room.drafted()
    room.market.down = {"preview": NotFound("preview", "gone")}
    room.clock.on(minutes=11)
    with pytest.raises(Refusal, match="stale"):
        await room.desk.drafting.confirm(Act(ANNA), number, await hash_of(room, number))
    assert (await room.desk.drafting.step(number)).finding.problem is Problem.REFUSED


async def test_what_the_gateway_turns_away_says_nothing_of_the_purchase(room: Any) -> None:
    number = await room.drafted()
    room.market.down = {"preview": Rejected("createOrder.preview", "the signature is wrong", "gw.SignatureInvalid")}
    with pytest.raises(Rejected):
        await room.desk.drafting.choose_quantity(Act(ANNA), number, 3)
    assert (await room.purchase(number)).request.asked[0].obstacle is None


async def test_words_beside_the_quantity_of_what_has_no_variants_are_asked_about_and_not_left_out(room: Any) -> None:
    await room.desk.people.remember(ANNA, Place(ANNA.id), "private", "")
    number = await opened(room.desk, ANNA, Place(ANNA.id), OFFER.offer_id, None, "2 boxes")
    step = await room.desk.drafting.step(number)
    assert step.stage is Stage.QUANTITY
    assert step.finding is not None
    assert (step.finding.problem, step.finding.reason, step.finding.suggestions) == (
        Problem.WORDS_UNKNOWN, "2 boxes", (2,),
    )  # fmt: skip
    await room.desk.drafting.choose_quantity(Act(ANNA), number, 24)
    assert (await room.desk.drafting.step(number)).stage is not Stage.QUANTITY


def pressed(update: int, button: str = "yo:1:2:12", message: int = 77) -> OpenedBy:
    """A press of a button that opens a draft, as the chat names it."""
    return OpenedBy(update, 0, ANNA.id, message, hash_of_button(button))


async def drafts_of(room: Any, by: Person = ANNA) -> tuple[int, ...]:
    async with room.ledger.read() as uow:
        found: tuple[int, ...] = await uow.requests.open_drafts(by.id)
    return found


async def test_three_presses_of_one_button_at_one_instant_open_one_draft(room: Any) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    presses = [opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(update)) for update in (1, 2, 3)]
    numbers = await asyncio.gather(*presses)
    assert len(set(numbers)) == 1
    assert await drafts_of(room) == (numbers[0],)


async def test_three_presses_of_one_button_in_two_processes_open_one_draft(rooms: Any) -> None:
    one, other = rooms
    await one.desk.people.remember(ANNA, HOME, "private", "")
    presses = [
        opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(update))
        for update, room in enumerate((one, other, one, other))
    ]
    numbers = await asyncio.gather(*presses)
    assert await drafts_of(one) == (numbers[0],)


async def test_another_button_another_person_or_a_draft_that_is_over_opens_a_draft_more(two: Any) -> None:
    for person in (ANNA, BORIS):
        await two.desk.people.remember(person, Place(person.id), "private", "")
    first = await opened(two.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(1))
    elsewhere = await opened(two.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(2, button="yo:1:2:24"))
    theirs = await opened(two.desk, BORIS, HOME, OFFER.offer_id, 2, key=pressed(3))
    assert len({first, elsewhere, theirs}) == 3
    await two.desk.drafting.cancel(Act(ANNA), first)
    assert await opened(two.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(4)) not in (first, elsewhere, theirs)


async def test_a_button_that_is_pressed_again_later_shows_the_card_of_its_draft_below(room: Any) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    number = await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(1))
    assert await reasons_of_cards(room) == [""]
    await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(2))
    assert await reasons_of_cards(room) == [""], "its card was just posted"
    room.clock.on(minutes=2)
    assert await opened(room.desk, ANNA, HOME, OFFER.offer_id, 2, key=pressed(3)) == number
    assert await reasons_of_cards(room) == ["", "asked"]


async def reasons_of_cards(room: Any) -> list[str]:
    """Why each card that is owed is posted."""
    async with room.ledger.read() as uow:
        due = await _waiting(uow)
    return [row.payload.get("anew", "") for row in due if row.kind == "card"]
