"""Five people of one team, and somebody leaves its group: what he says counts only while he is in it.

Anna is the admin, Boris, Chen and Emil approve, Daria asks; the rules want two of the approvers.
"""

import asyncio

import pytest

from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, come_together
from tests.walk.conftest import Street
from tests.walk.teams import Group

RESTING = "SELECT p.name FROM member m JOIN person p ON p.id = m.person_id WHERE m.left_at IS NOT NULL ORDER BY p.name"


class Five(Group):
    """The group of a walk, with what its people do to their membership."""

    async def does(self, what: str, name: str) -> None:
        """leave, join, kick or unban; promote for the bot."""
        person = "bot" if name == "bot" else self.cast.here[name].person
        answer = await self.street.http.post(f"/sim/chats/{self.cast.group}/{what}", json={"person": person})
        assert answer.status_code == 200, answer.text

    async def rest(self, *names: str) -> None:
        """Wait until the roles of these people rest, and of nobody else."""

        async def so() -> bool:
            return [row[0] for row in self.street.rows(RESTING)] == sorted(names)

        await self.street.until(so, f"the roles of {names or 'nobody'} rest")

    async def card_of(self, name: str, number: str) -> ShownMessage:
        """The card of a request in the private chat of somebody who may decide on it."""
        alone = self.cast.alone[name]
        found: list[ShownMessage] = []

        async def there() -> bool:
            rows = await self.street.told(f"#{number} ", "approval wanted", person=alone.person)
            found[:] = [each for each in rows if "Approve" in each.labels]
            return bool(found)

        await self.street.until(there, f"the card of #{number} in private")
        return found[-1]

    async def refused(self, name: str, shown: ShownMessage, *parts: str) -> None:
        """Somebody presses Approve in private, and hears why that does not count."""
        await self.street.until(lambda: self._idle(), "nothing is on its way to him")
        said = (await self.cast.alone[name].presses(shown, "Approve"))["answer"] or {}
        if not said.get("text"):
            await self.street.hears(*parts, person=self.cast.alone[name].person)
        else:
            assert all(part in said["text"] for part in parts), said

    async def closed(self, name: str, shown: ShownMessage) -> None:
        """The card in somebody's private chat says why it shows nothing more, and has no button."""
        alone, found = self.cast.alone[name], list[ShownMessage]()

        async def so() -> bool:
            rows = await self.street.told("You are not in the team's group", person=alone.person)
            found[:] = [each for each in rows if each.message_id == shown.message_id]
            return bool(found)

        await self.street.until(so, "the card in private is closed")
        assert found[0].labels == ()
        assert "¥" not in found[0].text

    async def _idle(self) -> bool:
        return not self.street.rows("SELECT 1 FROM outbox WHERE state IN ('due', 'sending')")

    async def orders(self, count: int) -> None:
        async def so() -> bool:
            return len((await self.street.ledger())["orders"]) == count

        await self.street.until(so, f"{count} orders at 1688")


async def gathered(street: Street, **more: bool) -> Five:
    """The demo's team, where Emil approves, too."""
    cast = await come_together(street.http, street.said.append, **more)
    anna = cast.alone["Anna"]
    await anna.writes("/team role @Emil approver, buyer")
    waits = await anna.sees("second word")
    await street.later(SECOND_WORD_SECONDS)
    await anna.presses(waits, "Agree")
    await anna.sees("Roles changed")
    return Five(street, cast, Play(street.http, street.anna, 0, street.said.append))


@pytest.fixture
async def five(street: Street) -> Five:
    return await gathered(street)


@pytest.mark.threat("T49")
async def test_who_left_reads_nothing_more_in_private_and_decides_again_when_he_is_back(five: Five) -> None:
    number, card = await five.asks()
    private = await five.card_of("Emil", number)
    await five.does("leave", "Emil")
    told = await five.reads("Emil is not in this group any more", "1 request waits here")
    await five.closed("Emil", private)
    assert five.votes() == []
    await five.does("join", "Emil")
    await five.reads("Emil is in the group again")
    await five.cast.alone["Emil"].presses(await five.card_of("Emil", number), "Approve")
    await five.street.later(1)
    await five.cast.here["Boris"].presses(card, "Approve")
    await five.reads(f"#{number} ", "Approved by Emil, Boris")
    await five.orders(1)
    assert [each.message_id for each in await five.told("Emil is not in this group any more")] == [told.message_id]
    assert len(await five.told("Emil is in the group again")) == 1


async def test_without_an_administrator_a_vote_counts_in_the_group_alone_and_the_team_says_how_to_mend_it(
    street: Street,
) -> None:
    five = await gathered(street, bot_admin=False)
    number, card = await five.asks()
    private = await five.card_of("Emil", number)
    await five.refused("Emil", private, "make me an administrator of it without any rights")
    assert five.votes() == []
    anna = five.cast.alone["Anna"]
    await anna.catches_up()
    await anna.writes("/team")
    assert "Make me an administrator of the group, without any rights" in (await anna.sees("5 people")).text
    await five.cast.here["Boris"].presses(card, "Approve")
    await five.reads(f"#{number} ", "✅ Boris")
    await five.does("leave", "Chen")
    await five.reads("Chen is not in this group any more")
    await five.does("promote", "bot")
    await anna.catches_up()
    await anna.writes("/team")
    roster = (await anna.sees("5 people")).text
    assert "Make me an administrator" not in roster
    assert "Chen: approver · not in the group, roles rest" in roster
    await five.cast.alone["Emil"].presses(private, "Approve")
    await five.reads(f"#{number} ", "Approved by Boris, Emil")
    await five.orders(1)


@pytest.mark.threat("T49")
async def test_a_vote_for_which_telegram_is_silent_for_a_minute_is_refused_and_not_kept(five: Five) -> None:
    street, emil = five.street, five.cast.alone["Emil"]
    number, _ = await five.asks()
    private = await five.card_of("Emil", number)
    await street.fault(side="telegram", call="getChatMember", kind="status", status=502, times=1000)
    pressing = asyncio.create_task(emil.presses(private, "Approve"))

    async def asked() -> bool:
        return any(each["hit"] for each in (await street.http.get("/sim/faults")).json())

    await street.until(asked, "Telegram is asked whether Emil is in the group")
    await street.later(61)
    await street.hears("Telegram did not tell me for a minute", person=emil.person)
    await pressing
    await street.http.delete("/sim/faults")
    await street.until(
        lambda: street.has("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE state = 'new')"), "done"
    )
    await street.later(120)
    assert five.votes() == []
    await five.rest()
    await emil.presses(private, "Approve")
    await five.reads(f"#{number} ", "✅ Emil")
