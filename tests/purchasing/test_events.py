"""The register of events: what each class says of its journal entry is complete and fits what the others say."""

import re
from collections import defaultdict
from dataclasses import fields

import pytest

from bot.purchasing.events.base import ACTOR, Event, RequestEvent
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
def test_every_fact_is_a_field_or_a_property_of_its_own(event: type[Event]) -> None:
    assert facts(event) <= {*dir(event), *(each.name for each in fields(event))}
    assert not facts(event) & COMMON, "whoever did it and what it is about stand in columns of the entry"


@every
def test_a_fact_that_is_personal_has_an_owner_and_is_not_plain_too(event: type[Event]) -> None:
    for path, owner in event.personal:
        assert path not in event.plain
        assert owner == ACTOR or first(owner) in facts(event)


@every
def test_facts_are_said_only_of_what_has_an_entry(event: type[Event]) -> None:
    assert re.fullmatch("[a-z_]*", event.kind)
    above = event.__mro__[1]
    assert issubclass(above, Event)
    if not event.kind and event.entry_kind is Event.entry_kind:
        assert (event.plain, event.personal) == (above.plain, above.personal)


@every
def test_only_what_is_about_a_request_draws_cards_anew(event: type[Event]) -> None:
    assert not event.redraws or issubclass(event, RequestEvent) or event.request_id is not Event.request_id


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
