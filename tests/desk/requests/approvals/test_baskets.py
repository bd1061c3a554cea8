"""Several offers in one request: one decision over the sum, then each seller's part lives by itself."""

from datetime import timedelta
from typing import Any

from bot.cards.answers import looked
from bot.cards.requests.request import request_card
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Delivery, Sent
from bot.desk.shared.views import Stage
from bot.market.port import Refused, Unclear
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.notices.shown import CardNotice
from bot.purchasing.offers.offer import Seller
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from tests.cards.drawing import drawn
from tests.desk.requests.approvals.conftest import ANNA, BORIS, CHEN, EVA, GROUP, A, R
from tests.fakes.market import placed
from tests.opening import opened
from tests.statements import Statements, counted

FIRST, SECOND = "600000000701", "600000000702"


async def basket(
    team: Any, *pieces: int | None, by: Person = ANNA, key: int = 1, place: Place | None = None
) -> int:  # fmt: skip
    """A complete draft of two offers of two sellers; its number."""
    team.market.sellers = {FIRST: Seller("s1", "Cups"), SECOND: Seller("s2", "Lamps")}
    named_offers = [
        NamedOffer(OfferRef(offer, quantity=count)) for offer, count in zip((FIRST, SECOND), pieces, strict=False)
    ]
    number, unshown = await team.desk.opening.open(
        Act(by, place=place or Place(by.id)), named_offers, key=OpenedBy(key, 0)
    )
    assert not unshown
    return int(number)


async def parts(team: Any, number: int) -> tuple[Any, ...]:
    """What became of each part of a request."""
    async with team.ledger.read() as uow:
        found: tuple[Purchase, ...] = (await uow.with_parts(await uow.purchase(number))).parts
    return found


async def agreed(
    team: Any, rules: str = "else: any of approvers", pieces: tuple[int, int] = (3, 4), place: Place | None = None
) -> int:
    """A basket that Boris agreed to."""
    await team.rules(rules)
    number = await basket(team, *pieces, place=place)
    await team.confirm(number)
    await team.approve(number, BORIS)
    return number


def told(requests: tuple[Any, ...]) -> list[tuple[str, int]]:
    return [(each.request.name, each.request.pieces) for each in requests]


async def test_one_yes_to_the_whole_is_an_order_at_each_seller(team: Any) -> None:
    number = await agreed(team)
    found = await parts(team, number)
    assert told(found) == [(f"{number}/1", 3), (f"{number}/2", 4)]
    whole = (await team.purchase(number)).request
    assert (whole.state, whole.parts, sum(each.request.snapshot.total for each in found)) == (
        RequestState.CLOSED, 2, whole.snapshot.total,
    )  # fmt: skip
    await team.desk.submit_worker.submit_due()
    assert [each.attempt.state for each in await parts(team, number)] == [AttemptState.PLACED] * 2
    assert len(team.market.sent) == 2


async def test_the_parts_of_a_request_are_read_with_the_lines_of_all_by_three_statements(team: Any) -> None:
    await team.rules("else: any of approvers")
    cups, lamps = Seller("s1", "Cups"), Seller("s2", "Lamps")
    team.market.sellers = {FIRST: cups, SECOND: lamps, "600000000703": cups, "600000000704": lamps}
    named_offers = [NamedOffer(OfferRef(offer, quantity=3)) for offer in team.market.sellers]
    number, _ = await team.desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named_offers, key=OpenedBy(1, 0))
    await team.confirm(number)
    await team.approve(number, BORIS)
    reads = Statements()
    async with team.ledger.read() as uow:
        with counted(reads):
            found = await uow.requests.parts(number)
    assert [[each.offer.offer_id for each in part.asked] for part in found] == [
        [FIRST, "600000000703"], [SECOND, "600000000704"],
    ]  # fmt: skip
    assert len(reads.every) == 3, "the requests with their requester, the lines, the offers"


async def test_the_health_calls_a_part_in_doubt_as_people_do(team: Any) -> None:
    number = await agreed(team)
    team.market.outcomes = [Unclear("the connection broke")]
    await team.desk.submit_worker.submit_due()
    health = await team.desk.health.report()
    assert [each.name for each in health.in_doubt] == [f"{number}/1"]
    async with team.ledger.read() as uow:
        one, two = [each.request.id for each in (await uow.with_parts(await uow.purchase(number))).parts]
        names = await uow.requests.names((number, one, two))
    assert names == {number: str(number), one: f"{number}/1", two: f"{number}/2"}


async def test_a_look_at_the_order_of_a_part_calls_it_as_people_do(team: Any) -> None:
    number = await agreed(team)
    await team.desk.submit_worker.submit_due()
    _, lamps = await parts(team, number)
    found = await team.desk.orders.look(Act(EVA), lamps.orders[0].order_id)
    assert f"#{number}/2 " in looked(found, "en", team.clock.now()).text


async def test_what_stops_buying_calls_a_part_as_people_do(team: Any) -> None:
    number = await agreed(team)
    team.market.outcomes = [placed(), placed()]
    await team.desk.submit_worker.submit_due()
    reason = (await team.desk.health.report()).pause_reason
    assert reason.startswith((f"#{number}/1: ", f"#{number}/2: "))


async def test_nothing_is_split_before_everybody_agreed(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    await team.member(CHEN, R, A)
    number = await basket(team, 3, 4)
    await team.confirm(number)
    await team.approve(number, BORIS)
    assert await parts(team, number) == ()
    assert await team.state(number) == "pending"
    await team.approve(number, CHEN)
    assert len(await parts(team, number)) == 2


async def test_a_basket_needs_what_its_sum_needs(team: Any) -> None:
    await team.rules("to 50: auto\nelse: any of approvers")
    number = await basket(team, 3, 4)
    assert [part.total for part in (await team.purchase(number)).request.snapshot.parts] == [35_00, 45_00]
    await team.confirm(number)
    assert await team.state(number) == "pending"


async def test_a_rule_for_one_seller_never_lets_the_other_pass(team: Any) -> None:
    await team.rules('seller "Cups": auto\nelse: any of approvers')
    number = await basket(team, 3, 4)
    await team.confirm(number)
    assert await team.state(number) == "pending"


async def test_an_approver_who_lost_the_right_agrees_to_no_part_any_more(team: Any) -> None:
    number = await agreed(team)
    await team.member(BORIS, R)
    await team.member(CHEN, R, A)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    assert {each.request.state for each in await parts(team, number)} == {RequestState.PENDING}


async def test_a_part_that_became_dearer_is_asked_for_alone_and_the_other_goes_on(team: Any) -> None:
    number = await agreed(team)
    team.market.changes(own_prices={SECOND: 20_00})
    await team.desk.submit_worker.submit_due()
    one, two = await parts(team, number)
    assert (one.attempt.state, two.request.state) == (AttemptState.PLACED, RequestState.PENDING)
    assert [attempt.state for attempt in two.attempts] == [AttemptState.WITHDRAWN]
    await team.approve(two.request.id, BORIS)
    await team.desk.submit_worker.submit_due()
    assert (await parts(team, number))[1].attempt.state is AttemptState.PLACED
    assert len(team.market.sent) == 2


async def test_small_rises_of_all_parts_are_one_rise(team: Any) -> None:
    """Each part stays within the tolerance, and both together are more than one approver may agree to."""
    number = await agreed(team, "to 85: any of approvers\nelse: 2 of approvers\ntolerance 10% total 10%")
    team.market.changes(price=11_00)
    await team.desk.submit_worker.submit_due()
    states = sorted(each.request.state.value for each in await parts(team, number))
    assert (states, len(team.market.sent)) == (["approved", "pending"], 1)


async def test_a_part_in_doubt_holds_up_no_other(team: Any) -> None:
    number = await agreed(team)
    team.market.outcomes = [Unclear("the connection broke")]
    await team.desk.submit_worker.submit_due()
    states = sorted(each.attempt.state.value for each in await parts(team, number))
    assert states == ["in_doubt", "placed"]


async def doubted_part(team: Any) -> int:
    """The number of a part in doubt, of a basket asked for in private; the other one is ordered."""
    number = await agreed(team)
    team.market.outcomes = [Unclear("the connection broke")]
    await team.desk.submit_worker.submit_due()
    return next(
        int(each.request.id) for each in await parts(team, number) if each.attempt.state is AttemptState.IN_DOUBT
    )


async def test_a_doubt_of_a_part_is_told_by_its_news_and_by_no_card_of_its_own(team: Any) -> None:
    part = await doubted_part(team)
    await team.looked_for()
    for kind, people in (("in_doubt", [ANNA]), ("needs_person", [ANNA, EVA])):
        for person in people:
            assert len(await team.told(kind, chat=person.id)) == 1
    assert await team.cards(part) == set()
    async with team.ledger.read() as uow:
        live = {each.place.chat_id for each in await uow.outbox.with_live_buttons(part)}
    assert live == {ANNA.id, EVA.id}


async def heard(team: Any, chat: int) -> list[str]:
    """The kinds of what goes out to a chat now, in its order; cards are left out."""
    came: list[str] = []

    async def send(message: DueMessage) -> Delivery:
        if message.place.chat_id == chat and message.message.kind != CardNotice.kind:
            came.append(message.message.kind)
        return Sent(1)

    await team.desk.outbox.deliver(send)
    return came


async def test_that_the_whole_is_approved_comes_before_any_news_of_its_parts_and_never_after(team: Any) -> None:
    await agreed(team)
    team.market.outcomes = [Refused("500_001", "库存不足", "{}"), Refused("500_001", "库存不足", "{}")]
    await team.desk.submit_worker.submit_due()
    assert await heard(team, ANNA.id) == ["approved", "refused", "refused"]
    team.clock.time += timedelta(minutes=1)
    assert await heard(team, ANNA.id) == []


async def test_what_was_agreed_to_as_one_sum_asks_for_nobody_s_yes_again(team: Any) -> None:
    """A cable after a big basket that two agreed to needs what a cable needs."""
    await team.rules("to 60: any of approvers\nelse: 2 of approvers\ntogether 24h by requester")
    await team.member(CHEN, R, A)
    number = await basket(team, 3, 4)
    await team.confirm(number)
    for each in (BORIS, CHEN):
        await team.approve(number, each)
    assert len(await parts(team, number)) == 2
    cable = await team.ask(quantity=1)
    assert [step.count for step in (await needs(team, cable)).steps] == [1]


async def test_pieces_that_were_asked_for_apart_count_with_a_basket(team: Any) -> None:
    await team.rules("to 60: auto\nelse: any of approvers\ntogether 24h by requester")
    number = await basket(team, 1, 1)
    await team.confirm(number)
    assert (await team.purchase(number)).request.parts == 2
    assert await team.state(await team.ask(quantity=4)) == "pending"


async def needs(team: Any, number: int) -> Any:
    found: Request = (await team.purchase(number)).request
    assert found.needs is not None
    return found.needs


async def test_a_part_knows_what_the_whole_needed(team: Any) -> None:
    number = await agreed(team)
    for each in await parts(team, number):
        need = await needs(team, each.request.id)
        assert (need.total, need.measure) == (each.request.snapshot.total, Fen(80_00))


async def test_the_same_message_opens_one_request_however_often_it_comes(team: Any) -> None:
    number = await basket(team, 3, 4, key=7)
    assert await basket(team, 3, 4, key=7) == number


async def test_a_part_is_named_by_its_place(team: Any) -> None:
    number = await agreed(team)
    second = (await parts(team, number))[1].request.id
    assert (await team.desk.orders.find(ANNA, f"#{number}/2")).request.id == second
    await team.refused("unknown-request", team.desk.orders.find(ANNA, f"{number}/3"))


async def approves_part(team: Any, number: int, *places: int, by: Person = BORIS, shown: str | None = None) -> None:
    seen = shown or await team.shown(number)
    await team.desk.approvals.approve(Act(by, place=GROUP), number, seen, places=frozenset(places))


async def test_an_approver_agrees_to_one_seller_and_the_rest_goes_back_as_a_draft(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await team.confirm(number)
    await approves_part(team, number, 1)
    now = (await team.purchase(number)).request
    assert (now.state, now.offer.offer_id, now.pieces, now.parts) == (RequestState.APPROVED, SECOND, 4, 0)
    rest = (await team.purchase(number + 1)).request
    assert (rest.state, rest.offer.offer_id, rest.pieces) == (RequestState.DRAFT, FIRST, 3)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    await team.confirm(rest.id)
    assert await team.state(rest.id) == "pending"


async def test_nobody_agrees_to_a_part_by_a_clock_that_jumped(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await team.confirm(number)
    team.clock.jumps(days=60)
    await team.refused("clock-apart", approves_part(team, number, 1))
    assert await team.state(number) == "pending"


async def test_whoever_asked_is_told_what_was_left_out_of_which_request_and_by_whom(team: Any) -> None:
    await team.rules("else: any of approvers")
    number = await basket(team, 3, 4)
    await team.confirm(number)
    await approves_part(team, number, 1)
    (told,) = await team.told("left_out", ANNA.id)
    assert (told["number"], told["quantity"], told["by"]) == (number, 3, "Boris")


async def test_a_part_needs_as_many_as_the_whole_did_and_earlier_votes_have_lapsed(team: Any) -> None:
    await team.rules("to 60: any of approvers\nelse: 2 of approvers")
    await team.member(CHEN, R, A)
    number = await basket(team, 3, 4)
    await team.confirm(number)
    await team.approve(number, CHEN)
    await approves_part(team, number, 1)
    assert await team.state(number) == "pending"
    assert (await needs(team, number)).steps[0].count == 2
    await team.approve(number, CHEN)
    assert await team.state(number) == "approved"


async def test_nobody_proposes_a_part_twice_or_what_is_no_part(team: Any) -> None:
    await team.rules("else: 2 of approvers")
    await team.member(CHEN, R, A)
    number = await basket(team, 3, 4)
    await team.confirm(number)
    for places in ((), (0, 1), (7,)):
        await team.refused("stale", approves_part(team, number, *places))
    old = await team.shown(number)
    await team.refused("own-request", approves_part(team, number, 0, by=ANNA))
    await approves_part(team, number, 1)
    await team.refused("stale", approves_part(team, number, 0, by=CHEN, shown=old))


async def test_a_product_that_an_edit_names_twice_does_not_count_twice_what_was_chosen_before(team: Any) -> None:
    number = await basket(team, 3, 4)
    twice = [NamedOffer(OfferRef(each)) for each in (FIRST, FIRST, SECOND)]
    await team.desk.opening.revise(Act(ANNA), number, twice, "edited")
    asked = (await team.purchase(number)).request.asked
    assert [each.choice.quantity for each in asked] == [None, None, 4]


async def test_a_product_of_a_basket_asked_for_once_more_alone_is_a_repeat(team: Any) -> None:
    number = await basket(team, 3, 4)
    await team.confirm(number)
    alone = await opened(team.desk, ANNA, Place(ANNA.id), SECOND, 4, key=OpenedBy(2, 0))
    repeat = (await team.desk.drafting.step(alone)).repeat
    assert repeat is not None
    assert repeat.request.id == number


async def test_no_reason_is_asked_for_while_a_line_waits_for_a_choice(team: Any) -> None:
    await team.rules("else: any of approvers\nnote from 10")
    number = await basket(team, 3, None)
    await team.desk.drafting.choose_line(Act(ANNA), number, 0)
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.CONFIRM
    card = drawn(request_card(step, "en", team.clock.now()))
    assert "1 of 2 products" in card
    assert "reason" not in card.casefold()
    assert "Settle what is left out" in card
    await team.refused("note-needed", team.confirm(number))
    await team.desk.drafting.choose_line(Act(ANNA), number, 2)
    await team.desk.drafting.choose_quantity(Act(ANNA), number, 4)
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.WHY
    assert "\n2 products" in drawn(request_card(step, "en", team.clock.now()))
