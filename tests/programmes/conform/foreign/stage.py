"""A pretend world on a real socket, and in it a bot that knows nothing of us: another library's, in its own process."""

import asyncio
import os
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, TypeVar

import httpx

from bot.sandbox.app import PretendWorld
from bot.sandbox.patience import PATIENCE, NeverHappened, within

ROOT = Path(__file__).parents[4]
PYTHON = ROOT / ".venv" / "foreign" / "bin" / "python"
Row = dict[str, Any]
Found = TypeVar("Found")


class Missing(Exception):
    """The environment of the foreign libraries is not there."""


@dataclass(frozen=True)
class Client:
    """A library: its name, the file of its bot, and for each failure what must be in the words of its error."""

    name: str
    script: str
    fails: dict[str, tuple[str, ...]]
    tells_strangers: bool = False
    """Whether its bot can tell fields that the library does not know."""


LOADED = """
import importlib, os, runpy, sys
importlib.import_module(sys.argv[1])
for line in sys.stdin:
    pid = os.fork()
    if not pid:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        sys.argv = line.rstrip().split("\\t")
        runpy.run_path(sys.argv[0], run_name="__main__")
        break
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("gone", flush=True)
"""
"""A process that has loaded a library, which takes seconds, and becomes its bot as often as that has to start."""


class Guest:
    """The process of the bot, forked from one that has its library; what it writes goes to a file."""

    def __init__(self, script: Path, url: str, token: str, log: IO[bytes]) -> None:
        if not PYTHON.exists():
            raise Missing("the foreign libraries are not there; type: make setup-test")
        command = [str(PYTHON), "-I", "-c", LOADED, script.stem.removesuffix("_bot")]
        environment = {"PATH": os.environ["PATH"], "TELEGRAM_API_URL": url, "TELEGRAM_TOKEN": token}
        pipe = subprocess.PIPE
        self._loaded = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True)
        self._script, self._log, self._lives = script, log, False

    def come(self, *words: str) -> None:
        """It starts, with these words behind its name."""
        assert self._loaded.stdin is not None
        print(self._script, *words, sep="\t", file=self._loaded.stdin, flush=True)
        self._lives = True

    async def go(self) -> None:
        """It is told to stop, and has five seconds for it."""
        if not self._lives:
            return
        self._lives, pid = False, int(await self._told())
        gone = asyncio.ensure_future(self._told())
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):  # it ended by itself
                os.kill(pid, number)
            await asyncio.wait({gone}, timeout=5)
            if gone.done():
                break
        await gone

    async def _told(self) -> str:
        assert self._loaded.stdout is not None
        return await asyncio.to_thread(self._loaded.stdout.readline)

    async def leave(self) -> None:
        """It stops, and comes no more."""
        await self.go()
        await asyncio.to_thread(self._loaded.communicate)

    def words(self) -> str:
        """What it wrote to its output so far."""
        return Path(self._log.name).read_text(encoding="utf-8")


class Stage:
    """The world, the guest, and short ways for people to act; `anna` writes with the bot in private."""

    def __init__(self, world: PretendWorld, http: httpx.AsyncClient, guest: Guest, client: Client) -> None:
        self.world, self.http, self.guest, self.client = world, http, guest, client
        self.anna = world.admins[0]

    async def sim(self, path: str, **body: Any) -> Any:
        """A call of the control surface that has to succeed."""
        answer = await self.http.post(f"/sim/{path}", json=body)
        assert answer.status_code == 200, f"/sim/{path}: {answer.text}"
        return answer.json()

    async def person(self, name: str, *, started: bool = True) -> int:
        """Somebody new; one who `started` has written to the bot before."""
        number = int((await self.sim("people", name=name, language="en"))["id"])
        if started:
            await self.sim("say", person=number, text="Good morning")
        return number

    async def group(self, *members: int, admin: int, **more: Any) -> int:
        """A new group that Anna brought the bot into."""
        people = [self.anna, *members]
        return int((await self.sim("chats", title="Buying", members=people, admins=[admin], **more))["id"])

    async def rows(self, chat: int | None = None, person: int | None = None) -> list[Row]:
        """What stands in a chat (the private one) as somebody sees it (Anna), oldest first."""
        query = {"person": person or self.anna} | ({"chat": chat} if chat else {})
        found: list[Row] = (await self.http.get("/sim/messages", params=query)).json()
        return found

    async def until(self, look: Callable[[], Awaitable[Found | None]], what: str) -> Found:
        """Look after whatever happens in the world until something is found."""
        try:
            async with within(PATIENCE, what), aclosing(self.world.bus.listen()) as happenings:
                async for _ in happenings:
                    if (found := await look()) is not None:
                        return found
        except NeverHappened as never:
            raise NeverHappened(f"{never}; the bot wrote: {self.guest.words()[-1500:]}") from None
        raise AssertionError("the world ended")

    async def bot_stops(self) -> None:
        """The bot's process ends once it confirmed what it took; else Telegram would give it that again."""
        async with within(PATIENCE, "the bot takes every update"):
            while (await self.about_pushes())["pending_update_count"]:
                pass
        await self.guest.go()

    async def about_pushes(self) -> Row:
        """What Telegram tells of the bot's webhook, and how many updates wait for the bot."""
        found: Row = (await self.http.get(f"/bot{self.world.token}/getWebhookInfo")).json()["result"]
        return found

    async def hears(self, after: int, words: str = "", chat: int | None = None) -> Row:
        """The bot's first message after another one that has these words."""

        async def look() -> Row | None:
            new = [row for row in await self.rows(chat) if row["message_id"] > after and "service" not in row]
            return next((row for row in new if row["from"] == "bot" and words in row["text"]), None)

        return await self.until(look, f"a message with {words!r}" if words else "an answer")

    async def say(self, text: str, chat: int | None = None) -> int:
        """Anna writes; the number of her message."""
        said = await self.sim("say", person=self.anna, text=text, **({"chat": chat} if chat else {}))
        return int(said["message_id"])

    async def asks(self, text: str, chat: int | None = None) -> Row:
        """Anna writes, and the bot's next message there is the answer."""
        return await self.hears(await self.say(text, chat), chat=chat)

    async def press(self, row: Row, button: str) -> Any:
        """Anna presses a button of a message in its chat; what the bot answers."""
        chat = {"chat": row["chat"]} if row["chat"] != self.anna else {}
        return await self.sim("press", person=self.anna, message_id=row["message_id"], button=button, **chat)

    async def becomes(self, number: int, text: str, chat: int | None = None) -> Row:
        """The message with that number, once its text is this one."""

        async def look() -> Row | None:
            shown = (row for row in await self.rows(chat) if row["message_id"] == number and row["text"] == text)
            return next(shown, None)

        return await self.until(look, f"message {number} says {text!r}")


@asynccontextmanager
async def staged(client: Client) -> AsyncIterator[Stage]:
    """A fresh world with the client's bot in it; both end with the context."""
    world = PretendWorld(now=datetime(2026, 11, 24, 12, tzinfo=UTC))
    async with (
        world.serving() as url,
        httpx.AsyncClient(base_url=url, trust_env=False, timeout=120, verify=False) as http,
    ):
        with tempfile.NamedTemporaryFile() as log:
            guest = Guest(Path(__file__).with_name(client.script), url, world.token, log)
            try:
                guest.come()
                yield Stage(world, http, guest, client)
            finally:
                await guest.leave()
