"""The demo's team on a street: five people in one group, in three languages."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import Cast, ask


@dataclass
class Group:
    """What a walk works with."""

    street: Any
    cast: Cast
    play: Play

    async def asks(self, reason: str = "For the fair") -> tuple[str, ShownMessage]:
        """Daria asks in the group; the number and the card that is decided by."""
        return await ask(self.play, self.cast, reason)

    async def asks_in_private(self) -> ShownMessage:
        """Daria asks for ten plain pieces in her own chat, which is in Russian; her card as it waits."""
        daria, good = self.cast.alone["Daria"], await self.street.good("plain")
        await daria.writes(f"/buy {good['offer_id']} 10")
        card = await daria.sees("#1 ")
        for _ in range(3):
            if any("На согласование" in label for label in card.labels):
                break
            await daria.presses(card, card.labels[0])
            card = await daria.sees("#1 ")
        await daria.presses(card, "На согласование")
        shown: ShownMessage = await daria.sees("#1 · ждёт согласования")
        return shown

    async def reads(self, *parts: str) -> ShownMessage:
        """The newest message of the group with these words; waits for it."""
        shown: ShownMessage = await self.street.hears(
            *parts, person=self.cast.here["Boris"].person, chat=self.cast.group
        )
        return shown

    async def told(self, *parts: str) -> list[ShownMessage]:
        """Every message of the bot that stands in the group now and holds all parts."""
        person = self.cast.here["Boris"].person
        rows: list[ShownMessage] = await self.street.told(*parts, person=person, chat=self.cast.group)
        return rows

    async def opens(self, name: str, shown: ShownMessage, label: str) -> ShownMessage:
        """Somebody presses *More*; the same message once it has that button."""
        await self.cast.here[name].presses(shown, "More")

        async def there() -> bool:
            return any(each.message_id == shown.message_id and label in each.labels for each in await self.told(""))

        await self.street.until(there, f"a card with {label}")
        return next(each for each in await self.told("") if each.message_id == shown.message_id)

    async def code(self, shown: ShownMessage, label: str) -> str:
        """What a button of the group carries, as a client knows it."""
        query = {"person": self.cast.here["Boris"].person, "chat": self.cast.group}
        rows = (await self.street.http.get("/sim/messages", params=query)).json()
        row = next(row for row in rows if row["message_id"] == shown.message_id)
        return str(next(b["data"] for line in row["buttons"] for b in line if b["text"] == label))

    async def presses_code(self, name: str, shown: ShownMessage, code: str) -> dict[str, Any]:
        """Somebody's client presses that, whatever the message shows now; the answer."""
        body = {"person": self.cast.here[name].person, "chat": self.cast.group, "message_id": shown.message_id}
        pressed = await self.street.http.post("/sim/press", json=body | {"button": code})
        answer: dict[str, Any] = pressed.json()["answer"]
        return answer

    def votes(self) -> list[tuple[Any, ...]]:
        """The words that were recorded."""
        rows: list[tuple[Any, ...]] = self.street.rows("SELECT request_id, approver_id, verdict FROM decision")
        return rows
