"""A simulated person who uses the control API like a real one: writes, reads, presses."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.patience import NeverHappened, until

_CANCEL, _TAG = "cd", 11
"""The code of the button that cancels a draft, and how many characters the bot adds to a code."""


class SceneFailed(Exception):
    """A step did not show what it should have shown."""


@dataclass(frozen=True)
class ShownMessage:
    """A message of the bot as a person sees it."""

    message_id: int
    text: str
    labels: tuple[str, ...]

    def label(self, *parts: str) -> str:
        """The button called like one of `parts`, in their order, or else the first that contains it, or SceneFailed."""
        for part in parts:
            named = [label for label in self.labels if part.casefold() in label.casefold()]
            if named:
                return next((label for label in named if label.casefold() == part.casefold()), named[0])
        raise SceneFailed(f"no button like {' or '.join(parts)} among {list(self.labels)} below: {self.text[:200]}")


class Player:
    """A person in a chat; `chat` None is their private chat with the bot."""

    def __init__(
        self, http: httpx.AsyncClient, person: int, name: str, say: Callable[[str], None], chat: int | None = None
    ) -> None:
        self._http, self.person, self.name, self._say, self._chat = http, person, name, say, chat
        self._rev = 0

    async def writes(self, text: str, reply_to: int | None = None) -> None:
        self._say(f"{self.name}: {text}")
        body: dict[str, Any] = {"person": self.person, "text": text}
        if self._chat is not None:
            body["chat"] = self._chat
        if reply_to is not None:
            body["reply_to"] = reply_to
        await post(self._http, "/sim/say", body)

    async def drops(self, name: str, content: bytes, caption: str = "") -> None:
        """Send a file, with words below it."""
        self._say(f"{self.name} drops {name}")
        file = {"name": name, "base64": base64.b64encode(content).decode()}
        body: dict[str, Any] = {"person": self.person, "text": caption, "document": file}
        if self._chat is not None:
            body["chat"] = self._chat
        await post(self._http, "/sim/say", body)

    async def presses(self, shown: ShownMessage, *parts: str) -> Any:
        """Press the button whose label contains one of `parts`; returns the bot's answer."""
        label = shown.label(*parts)
        self._say(f"{self.name} presses [{label}]")
        body: dict[str, Any] = {"person": self.person, "message_id": shown.message_id, "button": label}
        if self._chat is not None:
            body["chat"] = self._chat
        return await post(self._http, "/sim/press", body)

    async def catches_up(self) -> None:
        """Ignore everything up to now, so that `sees` finds only new messages."""
        self._rev = max([self._rev, *(int(row["rev"]) for row in await self._rows())])

    async def sees(self, *parts: str, either: bool = False) -> ShownMessage:
        """Wait for a message or edit of the bot that contains all `parts`, or `either` of them, and return it.

        Raises SceneFailed once patience ends.
        """
        latest, wanted = "", any if either else all

        async def seen() -> ShownMessage | None:
            nonlocal latest
            for row in reversed(await self._rows()):
                if row["from"] != "bot" or row["deleted"]:
                    continue
                latest = latest or row["text"]
                if wanted(speaks_of(row, part) for part in parts):
                    return self._seen(row)
            return None

        try:
            return await until(seen, f"{self.name} sees {' and '.join(parts)!r}", pause=0.1)
        except NeverHappened:
            raise SceneFailed(f"{self.name} never saw {' and '.join(parts)!r}; the latest is: {latest[:300]}") from None

    def _seen(self, row: dict[str, Any]) -> ShownMessage:
        labels = tuple(button["text"] for line in row["buttons"] for button in line)
        self._rev = max(self._rev, row["rev"])
        self._say("\n".join(f"    {line}" for line in row["text"].splitlines()))
        if labels:
            self._say("    " + " ".join(f"[ {label} ]" for label in labels))
        return ShownMessage(row["message_id"], row["text"], labels)

    async def _rows(self) -> list[dict[str, Any]]:
        """The messages that changed since the last one seen."""
        query: dict[str, Any] = {"person": self.person, "since": self._rev}
        if self._chat is not None:
            query["chat"] = self._chat
        answer = await self._http.get("/sim/messages", params=query)
        rows: list[dict[str, Any]] = answer.json()
        read = [row | {"text": as_read(row["text"])} for row in rows]
        return sorted(read, key=lambda row: int(row["rev"]))


def speaks_of(row: Mapping[str, Any], part: str) -> bool:
    """Whether a message has these words, or is the card of this draft, which shows no number and can be cancelled."""
    if part.casefold() in row["text"].casefold():
        return True
    number = re.fullmatch(r"#(\d*) ?", part)
    if number is None:
        return False
    draft = re.compile(rf"{_CANCEL}:{number[1] or '[0-9]+'}.{{{_TAG}}}$")
    return any(draft.match(button.get("data") or "") for line in row["buttons"] for button in line)


def as_read(text: str) -> str:
    """A text as people read it: without invisible joiners and isolates, every space a plain one."""
    return re.sub("[\u2060\u2068\u2069]", "", text).replace("\u00a0", " ")


async def post(http: httpx.AsyncClient, path: str, body: dict[str, Any]) -> Any:
    """Call the control API. Raises SceneFailed with its message if it refuses."""
    answer = await http.post(path, json=body)
    if answer.is_error:
        raise SceneFailed(f"{path}: {answer.json().get('error', answer.status_code)}")
    return answer.json()
