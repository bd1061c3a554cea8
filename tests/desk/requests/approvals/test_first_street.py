"""From a confirmed request to an order that the team agreed to, and the ways in which it ends otherwise."""

from typing import Any

from bot.desk.shared.views import Stage


async def test_what_one_approver_agrees_to_is_ordered(team: Any) -> None:
    from bot.purchasing.approval.votes import Open

    number = await team.ask()
    assert await team.state(number) == "pending"
    step = await team.desk.drafting.step(number)
    assert step.stage is Stage.APPROVAL
    assert isinstance(step.tally, Open)
    assert step.tally.who == (12, 13, 14)
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
    await team.approve(number)
    await team.desk.submit_worker.submit_due()
    assert len(team.market.sent) == 1
    assert (await team.desk.drafting.step(number)).stage is Stage.ORDERED
    assert await team.journal(number) == ["opened", "asked", "voted", "approved", "submitting", "placed"]


async def test_what_somebody_declines_ends_and_its_requester_hears_why(team: Any) -> None:
    number = await team.ask()
    await team.decline(number, reason="we have enough")
    assert await team.state(number) == "rejected"
    assert (await team.desk.drafting.step(number)).stage is Stage.DECLINED
    (told,) = await team.told("declined", chat=11)
    assert (told["by"], told["reason"]) == ("Boris", "we have enough")
    await team.desk.submit_worker.submit_due()
    assert team.market.sent == []
