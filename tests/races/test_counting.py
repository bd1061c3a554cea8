"""A parcel in the hands of two people in the same instant: each piece is counted once, and nobody's count is lost."""

from bot.purchasing.arrivals import COUNTED, ArrivalKind, CloseReason, count_acts, standing
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Person
from tests.desk.requests.approvals.conftest import ANNA, EVA, Team
from tests.races.pair import ROUNDS, Pair

PIECES = 10


async def arrived(pair: Pair) -> str:
    """An order of ten pieces that came in one parcel."""
    team = pair.one
    number = await team.ask()
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    await team.desk.watch.look_due()
    [order] = (await team.purchase(number)).orders
    team.market.parcels_of[order.order_id] = (Parcel(f"LP{number}", f"YT{number}", "圆通", "SIGN", signed=True),)
    paid_at = team.clock.now()
    team.market.moves(order.order_id, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=paid_at)
    await team.desk.watch.look(order.order_id)
    return str(order.order_id)


async def seen_by(team: Team, order_id: str) -> Order:
    return (await team.desk.counting.show(ANNA, order_id)).order


async def stepped(team: Team, by: Person, order_id: str, pieces: int) -> None:
    entry = (await seen_by(team, order_id)).lines[0].entry_id
    await team.desk.counting.step(Act(by), order_id, entry, ArrivalKind.GOOD, add=pieces)


async def test_two_who_say_that_all_is_there_are_one_count(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await arrived(pair)
        ends = await pair.together(
            pair.one.desk.counting.all_there(Act(ANNA), order_id, "k1", seen=0),
            pair.other.desk.counting.all_there(Act(EVA), order_id, "k1", seen=0),
        )
        assert sorted(ends) == ["", "counted-meanwhile"]
        order = await seen_by(pair.one, order_id)
        assert (order.count.good, order.count.surplus, len(count_acts(order.arrivals))) == (PIECES, 0, 1)


async def test_two_who_count_by_lines_are_one_count_and_the_other_keeps_theirs(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await arrived(pair)
        await stepped(pair.one, ANNA, order_id, 4)
        await stepped(pair.other, EVA, order_id, 6)
        ends = await pair.together(
            pair.one.desk.counting.count(Act(ANNA), order_id, None, "k1", seen=0),
            pair.other.desk.counting.count(Act(EVA), order_id, None, "k1", seen=0),
        )
        assert sorted(ends) == ["", "counted-meanwhile"]
        late, at = (ANNA, pair.one) if ends[0] else (EVA, pair.other)
        view = await at.desk.counting.show(late, order_id)
        assert (len(view.draft), len(view.acts)) == (1, 1)
        await at.desk.counting.count(Act(late), order_id, None, "k2", seen=view.seen)
        assert (await seen_by(pair.one, order_id)).count.good == PIECES


async def test_a_double_tap_counts_once(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await arrived(pair)
        await stepped(pair.one, ANNA, order_id, 4)
        ends = await pair.together(
            *(team.desk.counting.count(Act(ANNA), order_id, None, f"k{n}", seen=0)
              for n, team in enumerate((pair.one, pair.other)))
        )  # fmt: skip
        assert ends == ["", ""]
        assert (await seen_by(pair.one, order_id)).count.good == 4


async def test_what_one_takes_back_twice_or_two_take_back_is_taken_back_once(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await arrived(pair)
        view = await pair.one.desk.counting.all_there(Act(ANNA), order_id, "k1", seen=0)
        event = view.order.arrivals[0].id
        ends = await pair.together(
            pair.one.desk.counting.take_back(Act(ANNA), order_id, event),
            pair.other.desk.counting.take_back(Act(EVA), order_id, event),
        )
        assert ends == ["", ""]
        order = await seen_by(pair.one, order_id)
        assert (len(order.arrivals), order.count.open) == (2, PIECES)


async def test_what_is_closed_while_it_is_counted_is_in_one_of_both(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await arrived(pair)
        await stepped(pair.one, ANNA, order_id, 4)
        ends = await pair.together(
            pair.one.desk.counting.count(Act(ANNA), order_id, None, "k1", seen=0),
            pair.other.desk.counting.close(Act(EVA), order_id, [], CloseReason.LOST, "k1", seen=0),
        )
        assert sorted(ends) == ["", "counted-meanwhile"]
        order = await seen_by(pair.one, order_id)
        counted = [each for each in standing(order.arrivals) if each.kind in COUNTED]
        assert (order.count.good, order.count.closed) == ((4, 0) if counted else (0, PIECES))


async def test_steps_at_two_places_are_all_in_the_draft(pair: Pair) -> None:
    order_id = await arrived(pair)
    for _ in range(ROUNDS):
        assert await pair.together(stepped(pair.one, ANNA, order_id, 1), stepped(pair.other, ANNA, order_id, 1)) == [
            "",
            "",
        ]
    [tally] = (await pair.one.desk.counting.show(ANNA, order_id)).draft.values()
    assert tally.good == 2 * ROUNDS
