"""A message that could not be delivered is read of, and sent again from the chat once it can arrive."""

import asyncio
from typing import Any

from tests.walk.conftest import Street

DEAD = "SELECT 1 FROM outbox WHERE state = 'dead'"
NOTHING_DUE = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('due', 'sending'))"


async def block(street: Street, act: str = "block") -> None:
    """Boris blocks the bot, or lets it write to him again."""
    (await street.http.post(f"/sim/people/{street.boris.person}/{act}")).raise_for_status()


async def paused_without_boris(street: Street) -> Any:
    """Buying is paused, which Boris cannot be told; Anna has the letter before her."""
    await block(street)
    await street.anna.writes("/pause stocktaking")
    await street.anna.sees("A message could not be delivered", str(street.boris.person), "blocked by the user")
    return await letter(street)


async def letter(street: Street) -> Any:
    await street.anna.writes("/status")
    report = await street.anna.sees("Something needs attention", "could not be delivered")
    await street.anna.presses(report, "Undelivered messages")
    return await street.anna.sees("could not be delivered · 1 of 1", str(street.boris.person), "blocked by the user")


async def test_whoever_lets_the_bot_write_again_gets_once_what_he_was_owed_and_it_is_off_the_list(
    open_street: Any,
) -> None:
    async with open_street(second_admin="Boris") as street:
        await paused_without_boris(street)
        await block(street, "unblock")
        await street.hears("paused", "stocktaking", person=street.boris.person)
        await street.until(lambda: street.has(NOTHING_DUE), "everything is said")
        assert len(await street.told("paused", "stocktaking", person=street.boris.person)) == 1
        assert not await street.has(DEAD)
        assert street.rows("SELECT count(*) FROM event WHERE kind = 'letter_again'") == [(1,)]


async def test_a_letter_is_sent_again_once_however_many_press_while_its_reader_comes_back(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        shown = await paused_without_boris(street)
        await block(street, "unblock")
        await asyncio.gather(*(street.anna.presses(shown, "Try again") for _ in range(2)))
        await street.hears("paused", "stocktaking", person=street.boris.person)
        await street.until(lambda: street.has(NOTHING_DUE), "everything is said")
        assert len(await street.told("paused", "stocktaking", person=street.boris.person)) == 1
        assert street.rows("SELECT count(*) FROM event WHERE kind = 'letter_again'") == [(1,)]
