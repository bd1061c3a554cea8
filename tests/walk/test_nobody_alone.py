"""Five people in one group: what one of them alone does not get through, and what all of them hear."""

from typing import Any

from bot.sandbox.actor import Player
from tests.walk.teams import Group
from tests.walk.test_team_people import link_for, newcomer

LINKS = {"url", "text_link", "mention", "text_mention", "email", "phone_number", "hashtag", "cashtag", "bot_command"}


async def test_stricter_rules_reach_what_waits_and_the_yes_of_before_counts_on(group: Group) -> None:
    anna = group.cast.alone["Anna"]
    number, card = await group.asks()
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads(f"#{number} ", "✅ Boris")
    await anna.catches_up()
    await anna.writes("/policy else: 2 of approvers, then any of admins\nto 1000: any of approvers")
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    stricter = await group.reads(f"#{number} ", "became stricter", "✅ Boris")
    await group.cast.here["Chen"].presses(stricter, "Approve")
    second = await group.reads(f"#{number} ", "step 2 of 2", "✅ Boris, Chen")
    assert (await group.street.ledger())["orders"] == []
    await group.cast.here["Anna"].presses(second, "Approve")
    await group.reads("1688 no.", "Approved by Boris, Chen, Anna")


async def test_a_name_that_looks_like_an_approver_s_bears_its_number_and_no_foreign_word_is_a_link(
    group: Group,
) -> None:
    link = await link_for(group, "requester")
    twin = await newcomer(group, "Воris")
    await twin.writes(f"/start {link}")
    await group.reads("Joined", f"Воris (…{twin.person % 1000:03})")
    reason = "see evil.example.com, ask @Boris or mail me@evil.example, /resume #now"
    number, card = await group.asks(reason)
    rows = await messages(group)
    shown = next(row for row in rows if row["message_id"] == card.message_id)
    assert "evil.example.com" in shown["text"].replace("\u2060", "")
    assert [each for each in shown["entities"] if each["type"] in LINKS and number not in each.get("url", "")] == []


async def messages(group: Group) -> list[dict[str, Any]]:
    query = {"person": group.cast.here["Boris"].person, "chat": group.cast.group}
    rows: list[dict[str, Any]] = (await group.street.http.get("/sim/messages", params=query)).json()
    return rows


async def hears(group: Group, who: Player, *parts: str) -> None:
    await group.street.hears(*parts, person=who.person)
