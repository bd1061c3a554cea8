"""Bots of libraries that know nothing of us live in the pretend Telegram as they do in the real one."""

import asyncio

import pytest

from tests.programmes.conform.client import Check
from tests.programmes.conform.foreign.stage import Client
from tests.programmes.conform.foreign.story import CLIENTS, play, story_of

CASES = [pytest.param(client, what, id=f"{client.name} {what}") for client in CLIENTS for what in story_of(client)]
PLAYED: dict[str, dict[str, Check]] = {}


def played(client: Client) -> dict[str, Check]:
    """The story of one client, played once in this process."""
    if client.name not in PLAYED:
        PLAYED[client.name] = asyncio.run(play(client))
    return PLAYED[client.name]


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("client", "what"), CASES)
def test_a_foreign_client_s_bot_does_what_it_does_in_telegram(client: Client, what: str) -> None:
    assert played(client)[what].fault == ""


def test_each_client_says_what_it_makes_of_the_same_failures() -> None:
    assert len({frozenset(client.fails) for client in CLIENTS}) == 1
