"""The container and the compose file: nobody is root, nothing is writable that need not be, secrets are files."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import NAMES, SECRETS
from bot.web import listening
from bot.web.push_messages import BODY_CAP as PUSH_CAP
from bot.web.request_body import BODY_SECONDS
from bot.web.server import HEAD_SECONDS, KEPT_SECONDS
from bot.web.telegram_updates import BODY_CAP as UPDATE_CAP

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
BOTS = ("bot-1", "bot-2")


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_can_neither_write_its_files_nor_gain_rights(name: str) -> None:
    got = SERVICES[name]
    assert got["read_only"] is True
    assert got["cap_drop"] == ["ALL"]
    assert got["security_opt"] == ["no-new-privileges:true"]
    assert got["restart"] == "always"
    assert got["mem_limit"]
    assert got["pids_limit"]
    assert "privileged" not in got
    assert "network_mode" not in got


@pytest.mark.parametrize("name", BOTS)
def test_a_replica_has_no_right_at_all_waits_for_the_database_and_has_time_to_stop(name: str) -> None:
    got = SERVICES[name]
    assert "cap_add" not in got
    assert got["depends_on"]["database"] == {"condition": "service_healthy"}
    assert int(got["stop_grace_period"].removesuffix("s")) >= 75
    assert "ports" not in got, "only the proxy is reached from outside"


def test_there_are_two_replicas_of_the_same_and_one_database_that_stays() -> None:
    assert SERVICES["bot-1"] == SERVICES["bot-2"]
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in COMPOSE["volumes"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["database"]["networks"] == ["inside"]
    assert "ports" not in SERVICES["database"]


def test_secrets_are_files_and_none_is_in_the_environment() -> None:
    assert {name.upper() for name in SERVICES["bot-1"]["secrets"]} <= SECRETS
    assert not set(SERVICES["bot-1"]["environment"]) & SECRETS
    assert set(SERVICES["bot-1"]["environment"]) <= set(NAMES)
    assert SERVICES["database"]["environment"]["POSTGRES_PASSWORD_FILE"] == "/run/secrets/postgres_password"
    used = {name for service in SERVICES.values() for name in service.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])
    assert all(each == {"file": f"secrets/{name}"} for name, each in COMPOSE["secrets"].items())
    assert "CREDENTIALS_DIRECTORY=/run/secrets" in DOCKERFILE


def test_everything_has_a_check_of_its_health() -> None:
    assert "/healthz" in DOCKERFILE
    assert "pg_isready" in " ".join(SERVICES["database"]["healthcheck"]["test"])
    assert all(SERVICES["proxy"]["depends_on"][name] == {"condition": "service_healthy"} for name in BOTS)


def test_the_image_installs_by_hash_and_runs_as_nobody() -> None:
    assert "--require-hashes --only-binary :all: -r /tmp/requirements.lock" in DOCKERFILE
    instructions = re.findall(r"^([A-Z]+) (.*)$", DOCKERFILE, re.M)
    users = [value for name, value in instructions if name == "USER"]
    assert users == ["10001:10001"]
    last_stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    assert last_stage.index("USER ") < last_stage.index("ENTRYPOINT")
    assert [name for name, _ in instructions if name == "ADD"] == []
    copied = {value.split()[0] for name, value in instructions if name == "COPY" and not value.startswith("--from")}
    kept_out = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert kept_out[0] == "*"
    assert copied == {line.removeprefix("!") for line in kept_out if line.startswith("!")}


@pytest.mark.threat("T29")
def test_the_image_has_neither_the_pretend_world_nor_what_only_it_needs() -> None:
    kept_out = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert kept_out.index("bot/sandbox") > kept_out.index("!bot"), "the last line that speaks of a path decides"
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (DEPLOY.parent / "requirements.lock").read_text(encoding="utf-8")
    pretend, sheets = (
        {re.split(r"[^\w.-]", each)[0] for each in project["optional-dependencies"][extra]}
        for extra in ("pretend", "sheets")
    )
    extra = pretend - sheets  # whoever only tries it reads sheets too
    assert extra
    assert [name for name in extra if re.search(rf"^{re.escape(name)}==", locked, re.M)] == []


def test_every_image_is_named_by_its_full_version() -> None:
    parts = {"python": 3, "postgres": 2, "caddy": 3}
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert len(set(bases)) == 1
    pulled = {each["image"] for each in SERVICES.values() if "build" not in each}
    named = dict(each.split(":", 1) for each in {*bases, *pulled})
    assert named.keys() == parts.keys()
    for name, version in named.items():
        assert re.match(r"\d+" + r"\.\d+" * (parts[name] - 1) + r"(?:$|-|@sha256:)", version), f"{name}:{version}"


def test_a_replica_writes_into_memory_and_into_the_volume_of_what_it_remembers() -> None:
    assert all(place.startswith("/tmp:") for place in SERVICES["bot-1"]["tmpfs"])
    assert SERVICES["bot-1"]["volumes"] == SERVICES["bot-2"]["volumes"] == ["memory:/var/lib/caigou"]


def test_the_proxy_leads_to_the_two_doors_and_the_mini_app_and_nowhere_else() -> None:
    proxy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    (led,) = re.findall(r"^\s+path (.+)$", proxy, re.M)
    assert set(led.split()) == {listening.TELEGRAM, listening.PUSHES, listening.APP, f"{listening.APP}/*"}
    assert "respond 404" in proxy
    assert "metrics" not in proxy
    (upstreams,) = re.findall(r"reverse_proxy (.+) \{", proxy)
    assert upstreams.split() == [f"{name}:8080" for name in BOTS]
    (cap,) = re.findall(r"max_size (\d+)MiB", proxy)
    assert int(cap) * 1024 * 1024 >= max(PUSH_CAP, UPDATE_CAP)
    assert SERVICES["proxy"]["ports"] == ["80:80", "443:443"]


def test_the_proxy_lets_nobody_hold_a_connection_for_ever_and_holds_no_more_than_it_has_memory_for() -> None:
    proxy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    (limits,) = re.findall(r"timeouts \{(.+?)\}", proxy, re.S)
    seconds = {name: int(value) for name, value in re.findall(r"(\w+) (\d+)s\n", limits)}
    assert set(seconds) == {"read_header", "read_body", "write", "idle"}
    assert seconds["read_header"] <= HEAD_SECONDS
    assert BODY_SECONDS <= seconds["read_body"] < seconds["write"]
    (kept,) = re.findall(r"\tkeepalive (\d+)s", proxy)
    assert int(kept) < KEPT_SECONDS, "the bot would close a connection that the proxy is about to use"
    assert "\tadmin off\n" in proxy
    files = SERVICES["proxy"]["ulimits"]["nofile"]
    assert files["soft"] == files["hard"]
    assert files["hard"] * 64 * 1024 <= 256 * 1024 * 1024
    assert SERVICES["proxy"]["mem_limit"] == "256m"
