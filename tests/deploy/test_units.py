"""The systemd units: hardened, fed, with their secrets in files, and valid to systemd itself."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import SECRETS
from bot.wiring.lifecycle import run_until_told

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("caigou.service", "caigou-backup.service")
EXPOSURE = 1.5
"""What `systemd-analyze security` may say at most, of 10."""
SWITCHED_ON = (
    "NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "PrivateUsers", "ProtectKernelTunables",
    "ProtectKernelModules", "ProtectKernelLogs", "ProtectControlGroups", "ProtectClock", "ProtectHostname",
    "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID", "RemoveIPC", "LockPersonality",
)  # fmt: skip


def unit(name: str) -> dict[str, list[str]]:
    """Every setting of a unit, with all its values."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_nobody_who_could_do_harm(name: str) -> None:
    got = unit(name)
    assert [key for key in SWITCHED_ON if got.get(key) != ["yes"]] == []
    assert got["User"] == ["caigou"]
    assert got["UMask"] == ["0077"]
    assert got["ProtectSystem"] == ["strict"]
    assert got["StateDirectoryMode"] == ["0700"]
    assert got["CapabilityBoundingSet"] == got["AmbientCapabilities"] == [""]
    assert got["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]
    assert "MemoryMax" in got
    assert "TasksMax" in got
    assert got["LimitCORE"] == ["0"], "a core would hold the secrets"


def test_a_stop_leaves_time_for_the_call_on_the_wire_and_a_hang_is_ended() -> None:
    got = unit("caigou.service")
    assert got["Type"] == ["notify"]
    assert got["WatchdogSec"] == ["60"]
    assert got["Restart"] == ["always"]
    assert got["TimeoutStopSec"] == ["75"]
    assert got["KillMode"] == ["mixed"]
    assert "ServiceManager().serving" in Path(run_until_told.__code__.co_filename).read_text(encoding="utf-8")


def test_every_secret_can_be_handed_over_as_a_file_and_none_stands_in_the_unit() -> None:
    got = unit("caigou.service")
    handed = {value.partition(":")[0] for value in got["LoadCredential"]}
    assert handed == {name.lower() for name in SECRETS}
    assert all(not value.partition(":")[2].startswith("/") for value in got["LoadCredential"]), (
        "what is missing is left out"
    )
    assert "Environment" not in got
    once = (DEPLOY / "caigou-once").read_text(encoding="utf-8")
    assert all(name in once for name in handed)


def test_the_copy_is_shown_the_secrets_that_settings_want_beside_the_database() -> None:
    """Where updates are brought (WEB_URL in `.env`), the settings are wrong without the secret of their door."""
    handed = {value.partition(":")[0] for value in unit("caigou-backup.service")["LoadCredential"]}
    assert handed == {"database_url", "telegram_webhook_secret"}


def test_the_timer_wakes_the_copy_and_catches_up() -> None:
    got = unit("caigou-backup.timer")
    assert got["Persistent"] == ["true"] or got["Persistent"] == ["yes"]
    assert "OnCalendar" in got
    assert unit("caigou-backup.service")["Type"] == ["oneshot"]
    assert "backup.sh" in unit("caigou-backup.service")["ExecStart"][0]


@pytest.mark.parametrize("name", SERVICES)
def test_systemd_itself_finds_little_exposed(name: str, tmp_path: Path) -> None:
    """Where systemd is installed it is asked; elsewhere the settings above are what it would count."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        assert len(unit(name)) > 30
        return
    shown = subprocess.run(
        [analyze, "security", "--offline=true", "--no-pager", str(DEPLOY / name)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", shown)
    assert exposure is not None, shown
    assert float(exposure[1]) <= EXPOSURE


def test_systemd_itself_understands_every_line(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        assert (DEPLOY / "caigou.service").exists()
        return
    for name in (*SERVICES, "caigou-backup.timer"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
    for name in (*SERVICES, "caigou-backup.timer"):
        done = subprocess.run(
            [analyze, "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        ours = [line for line in done.stderr.splitlines() if "caigou" in line and "User" not in line]
        assert ours == [], done.stderr


def test_a_copy_is_made_under_the_day_s_name_and_the_thirty_newest_stay(tmp_path: Path) -> None:
    for day in range(40):
        (tmp_path / f"caigou-202501{day:02d}T000000Z.db").touch()
    (tmp_path / "caigou-20250139T120000Z.db.zst").touch()
    for name in ("other.db", "caigou-20250120T000000Z.db.zst.part", "caigou-20250139T130000Z.db.zst.part"):
        (tmp_path / name).touch()
    for name in ("caigou-20250112T000000Z.db", "caigou-20250120T000000Z.db.zst.part"):
        os.utime(tmp_path / name, (0, 0))
    fake = tmp_path / "caigou"
    fake.write_text('#!/bin/sh\n[ "$1" = backup ] && touch "$2"\n')
    fake.chmod(0o755)
    subprocess.run([DEPLOY / "backup.sh", tmp_path], env={"CAIGOU": str(fake), "PATH": "/usr/bin:/bin"}, check=True)
    left = sorted(path.name for path in tmp_path.glob("caigou-*") if not path.name.endswith(".part"))
    assert len(left) == 29, "the newest thirty less the one that is too old"
    assert left[0] == "caigou-20250113T000000Z.db"
    assert left[-2] == "caigou-20250139T120000Z.db.zst"
    assert re.fullmatch(r"caigou-2\d{7}T\d{6}Z\.db\.zst", left[-1])
    assert [path.name for path in tmp_path.glob("*.part")] == ["caigou-20250139T130000Z.db.zst.part"]
    assert (tmp_path / "other.db").exists()


def test_a_copy_that_fails_removes_nothing_and_is_seen(tmp_path: Path) -> None:
    for day in range(40):
        (tmp_path / f"caigou-202501{day:02d}T000000Z.db").touch()
    done = subprocess.run(
        [DEPLOY / "backup.sh", tmp_path], env={"CAIGOU": "/bin/false", "PATH": "/usr/bin:/bin"}, check=False
    )
    assert done.returncode != 0
    assert len(list(tmp_path.glob("caigou-*.db"))) == 40
