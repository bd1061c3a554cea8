"""R12: a full disk, one that takes no writes, a locked database, and clocks that jump, on summer time and leap days.

It moves only what `CLOCK_URL` tells, which the bot believes: it shows that what waits for a time goes on whatever that
is. The machine's own clock stays right; what happens if that jumps, or is wrong from the start, is shown by R22.
"""

import asyncio
import contextlib
import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.sandbox.actor import post
from bot.sandbox.serve import serve
from tests.programmes.torture import checker
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Town, Wish, town
from tests.programmes.torture.programme import Result, Scale, programme

HOUR, DAY = 3600.0, 86400.0
LOCK_SECONDS = 10.0
DISK = "24m"
PURCHASES = 6
SPRING = datetime(2027, 3, 14, 6, 58, tzinfo=UTC)  # New York skips an hour two minutes later
AUTUMN = datetime(2026, 11, 1, 5, 58, tzinfo=UTC)  # and repeats one
LEAP = datetime(2028, 2, 28, 23, 58, tzinfo=UTC)


@programme(
    12, "disk full, read-only, locked; clock ±1 h, ±1 day, summer time, leap day",
    gate="orders without a record 0, crashed loops 0",
)  # fmt: skip
async def disk_and_clock(scale: Scale) -> Result:
    """Each trouble has its own world; when it is over, one more purchase goes all the way or a loop has crashed."""
    troubles: dict[str, tuple[Callable[[Scene], Any], dict[str, Any]]] = {
        "disk full": (_full, {}), "no write goes through": (_no_writes, {}), "locked for 10 s": (_locked, {}),
        "clock +1 h": (_skewed(HOUR), {}), "clock -1 h": (_skewed(-HOUR), {}), "clock +1 day": (_skewed(DAY), {}),
        "clock -1 day": (_skewed(-DAY), {}),
        "summer time begins": (_nothing, {"now": SPRING, "TZ": "America/New_York"}),
        "summer time ends": (_nothing, {"now": AUTUMN, "TZ": "America/New_York"}),
        "leap day": (_nothing, {"now": LEAP}),
    }  # fmt: skip
    figures: dict[str, Any] = {"troubles": len(troubles), "orders without a record": 0, "crashed loops": 0}
    failures: list[str] = []
    for name, (trouble, how) in troubles.items():
        folder = scale.folder / name.replace(" ", "-")
        folder.mkdir()
        unrecorded, crashed = await _one(Scale(scale.seed, scale.tenth, scale.database, folder), trouble, how)
        figures["orders without a record"] += len(unrecorded)
        figures["crashed loops"] += len(crashed)
        failures += [f"{name}: {each}" for each in [*unrecorded, *crashed]]
    refused = await _refuses_a_read_only_disk(scale)
    figures["start on a read-only disk"] = "refused in a sentence" if not refused else "not refused"
    return Result(figures, not failures and not refused, tuple(failures + refused))


async def _one(scale: Scale, trouble: Any, how: dict[str, Any]) -> tuple[list[str], list[str]]:
    with _disk(scale.folder / "data"):
        async with opened(scale, **how) as scene, _clock(scene):
            await scene.start()
            people = await town(scene)
            admin = scene.world.admins[0]
            crashed: list[str] = []
            async with people.awake():
                await people.buys(Wish(admin, admin, 2))
                buying = asyncio.create_task(_buys_through(people, admin))
                async with trouble(scene):
                    await asyncio.wait({buying}, timeout=LOCK_SECONDS)
                people.scene.world.clock.advance(180)
                crashed += await _goes_on(people, admin, buying)
                await people.quiet(90.0)
            await scene.stop()
            return await _unrecorded(scene), crashed


async def _buys_through(people: Town, admin: int) -> None:
    await asyncio.gather(*(people.buys(Wish(admin, admin, quantity)) for quantity in range(3, 3 + PURCHASES)))


async def _goes_on(people: Town, admin: int, buying: "asyncio.Task[None]") -> list[str]:
    """After the trouble: restarted where it ended by itself, as systemd would; then everything works again."""
    scene = people.scene
    if not scene.life or not scene.life.alive:
        await scene.start()
    await asyncio.wait({buying}, timeout=150.0)
    wish = Wish(admin, admin, 40)
    await people.buys(wish)
    row = people.known.get((admin, 40))
    if row is None:
        return [f"a purchase after the trouble came to nothing:\n{scene.tail()}"]

    async def ordered() -> bool:
        order = f"SELECT 1 FROM remote_order WHERE request_id = {row['id']} AND checked = 'agreed'"
        return bool(await scene.ours.peek(order))

    async def paid() -> bool:
        return bool(
            await scene.ours.peek(f"SELECT 1 FROM remote_order WHERE request_id = {row['id']} AND state = 'paid'")
        )

    with contextlib.suppress(AssertionError):
        await until(ordered, "it is ordered", 60.0)
        order = await scene.ours.value(f"SELECT order_id FROM remote_order WHERE request_id = {row['id']}")
        await post(scene.http, f"/sim/orders/{order}/pay", {})
        await until(paid, "it is paid", 60.0)
        return []
    return [f"#{row['id']} never became a paid order: a loop stands still\n{scene.tail()}"]


async def _unrecorded(scene: Scene) -> list[str]:
    histories = checker.Histories(
        await scene.ours.all(), (await scene.ledger())["orders"], scene.chat(), scene.weather.creates
    )
    kinds = (checker.BOUGHT_TWICE, checker.SENT_TWICE, checker.LOST_ORDER, checker.UNDECIDED)
    found = [f"{each.kind}: {each.what}" for each in checker.check(histories) if each.kind in kinds]
    return found if await scene.ours.whole() else [*found, "the database is damaged"]


@contextlib.contextmanager
def _disk(folder: Path) -> Any:
    """A small disk of its own where we may mount one."""
    folder.mkdir(mode=0o700, exist_ok=True)
    mounted = os.geteuid() == 0 and _mount("-t", "tmpfs", "-o", f"size={DISK},mode=0700", "tmpfs", str(folder))
    try:
        yield
    finally:
        if mounted:
            _unmount(folder)


def _mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode == 0


@asynccontextmanager
async def _full(scene: Scene) -> AsyncIterator[None]:
    """Somebody else fills the disk; where there is no small disk, files may not grow any more."""
    folder = Path(scene.ours.path).parent
    if not folder.is_mount():
        async with _no_writes(scene, slack=1):
            yield
        return
    ballast = folder / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)
    try:
        yield
    finally:
        ballast.unlink()


@asynccontextmanager
async def _no_writes(scene: Scene, slack: int = 0) -> AsyncIterator[None]:
    """Every write of the bot is refused by the kernel."""
    assert scene.life is not None
    pid = scene.life.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (slack, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


@asynccontextmanager
async def _locked(scene: Scene) -> AsyncIterator[None]:
    """Another program holds the database's lock."""
    holder = sqlite3.connect(scene.ours.path, isolation_level=None, timeout=10)
    try:
        holder.execute("BEGIN IMMEDIATE")
        yield
    finally:
        holder.rollback()
        holder.close()


@asynccontextmanager
async def _nothing(_: Scene) -> AsyncIterator[None]:
    """The time itself is the trouble."""
    yield


def _skewed(seconds: float) -> Callable[[Scene], Any]:
    """The bot's clock jumps by so much, and back again."""

    @asynccontextmanager
    async def skewed(scene: Scene) -> AsyncIterator[None]:
        scene.skew = seconds
        try:
            yield
        finally:
            scene.skew = 0.0
            await asyncio.sleep(1.0)

    return skewed


@asynccontextmanager
async def _clock(scene: Scene) -> AsyncIterator[None]:
    """The clock that the bot follows: the world's, and `scene.skew` seconds beside it."""

    async def now(_: Any) -> JSONResponse:
        moment = scene.world.clock.now().timestamp() + scene.skew
        return JSONResponse({"now": datetime.fromtimestamp(moment, UTC).isoformat()})

    async with serve(Starlette(routes=[Route("/sim/clock", now)])) as port:
        scene.env["CLOCK_URL"] = f"http://127.0.0.1:{port}"
        yield


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=False)


async def _refuses_a_read_only_disk(scale: Scale) -> list[str]:
    """It does not start there, and says so in a sentence."""
    folder = scale.folder / "read-only"
    data = folder / "data"
    data.mkdir(parents=True)
    part = Scale(scale.seed, scale.tenth, scale.database, folder)
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", "size=8m,ro", "tmpfs", str(data)):
        data.chmod(0o500)
    try:
        async with opened(part) as scene:
            life = await scene.start()
            code = await asyncio.wait_for(life.ended, 30.0)
            told = scene.tail(3)
            return [] if code == 1 and "Traceback" not in told and told.strip() else [f"exit code {code}: {told}"]
    finally:
        if data.is_mount():
            _unmount(data)
