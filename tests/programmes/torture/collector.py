"""Whoever fills the list of a team, asks for all of it, and does so again after time was lost."""

import contextlib
from dataclasses import dataclass
from typing import Any

import httpx

from bot.cards.blocks.buttons import ButtonAction
from bot.sandbox.actor import post
from bot.sandbox.patience import NeverHappened
from tests.programmes.torture.harness import Scene, until
from tests.programmes.torture.people import Town, Wish

PRESS_SECONDS = 10.0
HEARD_SECONDS = 60
ASK = f"{ButtonAction.LIST_ASK}:"
ON_LIST = "SELECT offer_id FROM list_line WHERE request_id IS NULL AND quantity = {}"


@dataclass
class Collector:
    """A requester of a team in its group."""

    scene: Scene
    people: Town
    person: int
    chat: int

    async def puts_on_list(self, wish: Wish) -> None:
        """A line for each product of the wish; it returns once all of them stand on the list."""
        for offer in wish.offers:
            await self._says(f"/list add {offer} {wish.quantity}")

        async def stand_there() -> bool:
            rows = await self.scene.ours.peek(ON_LIST.format(wish.quantity))
            return {str(row["offer_id"]) for row in rows} >= set(wish.offers)

        await until(stand_there, f"{wish} is on the list", HEARD_SECONDS)

    async def asks_for_all(self) -> None:
        """Look at the list, and press what asks for all of it on its newest message that has that.

        After time was lost that may be an old message: the new one offers nothing if all of it rests.
        """
        before = self._newest()
        await self._says("/list")
        with contextlib.suppress(NeverHappened):
            await until(lambda: self._newest() > before, "the list is shown", HEARD_SECONDS)
        found = self._ask_button()
        if found is None:
            return
        message, code = found
        body = {"person": self.person, "chat": self.chat, "message_id": message, "button": code}
        with contextlib.suppress(httpx.HTTPError):
            await self.scene.http.post("/sim/press", json=body, timeout=PRESS_SECONDS)

    async def buys_the_list(self, wish: Wish, patience: float = 120.0) -> None:
        """Ask for all of it, and press on until it is ordered."""
        await self.asks_for_all()
        await self.people.press_on(wish, patience)

    async def _says(self, words: str) -> None:
        await post(self.scene.http, "/sim/say", {"person": self.person, "chat": self.chat, "text": words})

    def _messages(self) -> list[Any]:
        """The bot's messages in the group that are still there, newest first."""
        chats = self.scene.world.chats
        messages = reversed(list(chats.chats[self.chat].messages.values()))
        return [each for each in messages if each.sender == chats.bot_id and not each.deleted]

    def _newest(self) -> int:
        """The number of the newest message of the bot that shows the list."""
        shown = (each.id for each in self._messages() if "List of" in each.text)
        return next(shown, 0)

    def _ask_button(self) -> tuple[int, str] | None:
        """The newest message that offers to ask for all of it, and what its button carries."""
        for message in self._messages():
            for button in (each for line in message.inline or [] for each in line):
                code = str(button.get("callback_data") or "")
                if code.startswith(ASK):
                    return message.id, code
        return None


async def goods_for_list(scene: Scene, people: Town, beside: str, count: int) -> tuple[str, ...]:
    """So many products that nobody buys otherwise, in any number, and never too dear."""
    goods: list[dict[str, Any]] = (await scene.http.get("/sim/goods")).json()
    plain = [str(good["offer_id"]) for good in goods if good["kind"] == "plain"]
    chosen = tuple(offer for offer in plain if offer not in (people.offer, beside))[:count]
    if len(chosen) < count:
        raise NeverHappened(f"there are no {count} plain goods beside those that everybody buys")
    for offer in chosen:
        await post(scene.http, f"/sim/goods/{offer}", {"stock": 9_000_000, "price": "0.10"})
    return chosen
