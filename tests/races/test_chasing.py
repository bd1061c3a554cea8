"""Two people, at two processes, urge one seller and write to them at one instant: one of each is sent at a time."""

import pytest

from bot.purchasing.order_report import OrderState
from bot.purchasing.person import Act
from tests.desk.requests.approvals.conftest import ANNA, BORIS, EVA
from tests.races.pair import ROUNDS, Pair

BARRED = {"", "errand-sending", "errand-unclear", "urge-too-soon"}


async def paid(pair: Pair) -> str:
    """An order of the team that is paid and not shipped; its number at 1688."""
    number = await pair.one.ask()
    await pair.one.approve(number, BORIS)
    await pair.one.desk.submit_worker.submit_due()
    await pair.one.desk.watch.look_due()
    order_id = str((await pair.one.purchase(number)).orders[-1].order_id)
    paid_at = pair.one.clock.now()
    pair.market.moves(order_id, state=OrderState.PAID, word="waitsellersend", paid_at=paid_at)
    await pair.one.desk.watch.look(order_id)
    return order_id


async def test_of_two_who_urge_at_one_instant_one_does(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await paid(pair)
        before = pair.market.calls.count("urge")
        ends = await pair.together(
            pair.one.desk.chasing.urge(Act(ANNA), order_id),
            pair.other.desk.chasing.urge(Act(EVA), order_id),
        )
        assert ends.count("") == 1
        assert {*ends} <= BARRED
        assert pair.market.calls.count("urge") == before + 1


async def test_notes_at_one_instant_are_never_longer_together_than_1688_takes(pair: Pair) -> None:
    for _ in range(ROUNDS):
        order_id = await paid(pair)
        ends = await pair.together(
            pair.one.desk.chasing.tell_seller(Act(ANNA), order_id, "x" * 300),
            pair.other.desk.chasing.tell_seller(Act(EVA), order_id, "y" * 300),
        )
        assert ends.count("") == 1
        assert {*ends} <= {"", "errand-sending", "note-too-long"}


class Dead(BaseException):
    """The process dies right after it claimed what it would send next."""


async def left_by_a_dead_process(pair: Pair, order_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna's process claims an urge and dies; two minutes pass."""

    async def dies(_: str) -> None:
        raise Dead

    monkeypatch.setattr(pair.market, "urge", dies)
    with pytest.raises(Dead):
        await pair.one.desk.chasing.urge(Act(ANNA), order_id)
    for team in (pair.one, pair.other):
        team.clock.on(minutes=2)


async def test_two_processes_that_find_what_a_dead_one_left_tell_it_once(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = await paid(pair)
    await left_by_a_dead_process(pair, order_id, monkeypatch)
    for _ in range(2):
        await pair.together(pair.one.desk.chasing.doubt_unheard(), pair.other.desk.chasing.doubt_unheard())
    (told,) = await pair.one.told("errand_unclear")
    assert told["errand_kind"] == "urge"
    chase = await pair.other.desk.chasing.show(EVA, order_id)
    assert [step.kind for step in chase.tried] == ["errand_urge_unclear"]


async def test_of_two_who_say_what_became_of_it_one_is_heard(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    order_id = await paid(pair)
    await left_by_a_dead_process(pair, order_id, monkeypatch)
    await pair.one.desk.chasing.doubt_unheard()
    (message,) = (await pair.one.desk.chasing.show(ANNA, order_id)).unclear
    ends = await pair.together(
        pair.one.desk.chasing.answer(Act(ANNA), order_id, message.id, is_there=True),
        pair.other.desk.chasing.answer(Act(EVA), order_id, message.id, is_there=False),
    )
    assert sorted(ends) == ["", "message-answered"]
