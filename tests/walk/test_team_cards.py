"""A team's card says by what to decide: sum, budget, who is wanted, and until when."""

from datetime import datetime

from bot.purchasing.approval.team import SHANGHAI, zone_of
from tests.walk.teams import Group


async def test_the_card_says_by_what_to_decide(group: Group) -> None:
    await group.asks("For the fair")
    now = datetime.fromisoformat((await group.street.http.get("/sim/clock")).json()["now"])
    month = now.astimezone(zone_of(SHANGHAI)).strftime("%B")
    budget = f"Budget {month}, the team: ¥ 48,630.00 of ¥ 50,000.00 left after this"
    card = await group.reads("approval wanted", "For the fair", "Needs 2 of Boris, Chen", "until ", budget)
    assert "No order with us so far" in card.text
    await group.street.later(8 * 24 * 3600)
    await group.reads("#1 ", "Nobody decided in time")  # it lapses, and its card must not be taken for the next one
    await group.asks("For the second fair")
    again = await group.reads("#2 ", "approval wanted", "≈ $")
    assert all("1 USD" not in each.text for each in (card, again)), "how old the rate is stands in /rate"
