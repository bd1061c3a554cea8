"""One list of checks behind the doctor, /status, /healthz and /metrics: added once, seen wherever it says it shows."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import Request

from bot.cards.blocks.html import Html
from bot.cards.operations.checks import CHECKS, Check, DoctorLine, Status, figure
from bot.cards.operations.health import health
from bot.desk.ledger.facts import CopyFact
from bot.desk.shared.views import DiskRoom, Health, Tick, UnreadableOrder
from bot.doctor import render, report
from bot.purchasing.holds import KeyState
from bot.web.monitoring import Metrics, Wellness
from tests.cards import samples as s

WELL = Health(s.NOW, (Tick("outbox", s.NOW),), s.NOW, 3, 0, 0, 0, 0, 1, False)
ILL = replace(
    WELL,
    ticks=(Tick("outbox", None, "boom", 400.0, late=True),), doubts=2, unknown=1, dead_updates=1, dead_messages=1,
    waiting_messages=7, paused=True, market_error="Unreachable", outside=1, blind=True,
    copies=CopyFact(s.NOW, None, "no space"), unread=(UnreadableOrder("1", "7", s.NOW),), journal_key=KeyState.MISSING,
    disk=DiskRoom(1),
)  # fmt: skip
"""Everything that the report can tell is wrong."""
LEAK = Check(
    "leak",
    look=lambda h: h.waiting_messages - 5,
    tried=True,
    doctor=lambda h: [DoctorLine("leak", Status.FAILED, "by the report", "mend it")],
    status=lambda w, h, n: [Html(f"{n} leaks for admins")],
    everyone=lambda w, h, n: [Html(f"{n} leaks for all")],
    below=lambda w, h, n: [Html(f"{n} leaks below")],
    healthz=lambda v: "" if v.writes else "it leaks",
    warning=lambda v: "a drop" if v.disk is not None else "",
    metrics=lambda h, n: [figure("leaks", "Leaks.", n)],
)
TRIED = {"leak": [DoctorLine("leak", Status.WARNING, "by a try")]}
REQUEST = Request({"type": "http"})


async def healthz(checks: tuple[Check, ...], *, writes: bool = True, disk: DiskRoom | None = None) -> bytes:
    async def write() -> None:
        if not writes:
            raise OSError("the disk is gone")

    wellness = Wellness(lambda: 0.0, write, lambda: ILL.ticks, lambda: "" if writes else "deaf", lambda: disk, checks)
    return bytes((await wellness.get(REQUEST)).body)


async def metrics(checks: tuple[Check, ...], h: Health) -> str:
    async def reported() -> Health:
        return h

    return bytes((await Metrics(reported, {}, Counter(), lambda: 2, checks).get(REQUEST)).body).decode()


def doctor(checks: tuple[Check, ...], h: Health, tries: Any) -> list[str]:
    return [render(finding) for finding in report(h, tries, checks)]


@pytest.mark.parametrize("where", [slice(0), slice(None)], ids=["alone", "after all others"])
async def test_a_check_that_is_added_once_shows_up_wherever_it_says_it_shows(where: slice) -> None:
    checks, h = (*CHECKS[where], LEAK), replace(WELL, waiting_messages=7)
    assert doctor(checks, h, TRIED)[-2:] == ["warning leak: by a try", "failed  leak: by the report -> mend it"]
    admins, others = (health(h, "en", admin=admin, checks=checks).text for admin in (True, False))
    assert ("2 leaks for admins" in admins, "2 leaks below" in admins) == (True, True)
    assert "2 leaks for all" in others
    assert "Something needs attention" in others
    assert "caigou_leaks 2" in await metrics(checks, h)
    if where == slice(0):
        assert await healthz(checks, writes=False) == b'{"status":"unwell","reason":"it leaks"}'
        assert await healthz(checks, disk=DiskRoom(1)) == b'{"status":"well","warning":"a drop"}'


async def test_a_check_shows_up_nowhere_else() -> None:
    checks, h = (Check("silent", look=lambda _: 1),), replace(WELL, waiting_messages=7)
    assert doctor(checks, h, {}) == []
    assert health(h, "en", admin=True, checks=checks) == health(h, "en", admin=True, checks=())
    assert await metrics(checks, h) == await metrics((), h)
    assert await healthz(checks, writes=False) == b'{"status":"well"}'


async def test_no_surface_has_a_check_of_its_own() -> None:
    assert doctor((), ILL, {}) == []
    for admin in (True, False):
        assert health(ILL, "en", admin=admin, checks=()).text.startswith("✅ <b>All is well</b>\n")
    families = [line.split()[2] for line in (await metrics((), ILL)).splitlines() if line.startswith("# TYPE")]
    assert families == ["caigou_updates_running", "caigou_1688_calls_total", "caigou_door_requests_total"]
    assert await healthz((), writes=False, disk=DiskRoom(1)) == b'{"status":"well"}'


def test_the_doctor_tries_out_only_what_a_check_says_it_tries() -> None:
    with pytest.raises(ValueError, match="leak"):
        doctor(CHECKS, WELL, TRIED)


def test_every_check_has_a_name_of_its_own_and_something_to_say_somewhere() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        said = (check.doctor, check.status, check.everyone, check.below, check.healthz, check.warning, check.metrics)
        assert check.tried or any(said), check.name
