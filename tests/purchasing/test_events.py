"""The register of events: what each class says of its journal entry is complete and fits what the others say."""

import re
from collections import defaultdict
from dataclasses import fields
from typing import Any

import pytest

from bot.purchasing.events.base import ACTOR, AttemptEvent, Event, RequestEvent
from tests.journaled import register

COMMON = {each.name for each in fields(Event)}


def first(path: str) -> str:
    return path.partition(".")[0]


def facts(event: type[Event]) -> set[str]:
    """The names of the facts that its entry keeps."""
    return {*event.plain} | {first(path) for path, _ in event.personal}


EVENTS = register()
every = pytest.mark.parametrize(
    "event", EVENTS, ids=lambda each: f"{each.__module__.rpartition('.')[2]} {each.__name__}"
)


@every
def test_every_fact_is_told_by_the_event(event: type[Event]) -> None:
    assert not facts(event) & COMMON, "who did it and what it is about stand in columns of the entry"
    if event.entry_facts is Event.entry_facts:
        assert not [each for each in facts(event) - {each.name for each in fields(event)} if not hasattr(event, each)]


@every
def test_a_fact_that_is_personal_has_an_owner_and_is_not_plain_too(event: type[Event]) -> None:
    for path, owner in event.personal:
        assert path not in event.plain
        assert owner == ACTOR or first(owner) in facts(event)


@every
def test_a_kind_is_one_plain_word(event: type[Event]) -> None:
    assert re.fullmatch("[a-z_]*", event.kind)


@every
def test_every_event_is_an_entry_of_the_journal_or_what_others_are_made_of(event: type[Event]) -> None:
    is_made_of_others = bool(event.__subclasses__())
    assert event.kind or event.entry_kind is not Event.entry_kind or is_made_of_others


@every
def test_only_what_is_about_a_request_draws_cards_anew(event: type[Event]) -> None:
    above = event.__mro__[: event.__mro__.index(Event)]
    says = [each for each in above if "request" in each.__annotations__ or "request_id" in vars(each)]
    assert says or not event.redraws


def test_classes_of_one_kind_say_the_same_of_the_facts_that_they_share() -> None:
    known: dict[tuple[str, str], dict[str, object]] = defaultdict(dict)
    for event in EVENTS:
        for fact in facts(event) if event.kind else ():
            owners = sorted((path, owner) for path, owner in event.personal if first(path) == fact)
            known[event.kind, fact][event.__name__] = (fact in event.plain, owners)
    differ = {where: said for where, said in known.items() if len({repr(each) for each in said.values()}) > 1}
    assert not differ


def test_no_two_classes_have_one_name() -> None:
    names = [each.__name__ for each in EVENTS]
    assert len(names) == len(set(names)) > 30


@pytest.mark.parametrize("event", [RequestEvent, AttemptEvent])
def test_an_event_cannot_be_made_without_its_subject(event: Any) -> None:
    with pytest.raises(TypeError, match="request"):
        event(actor=1)
