"""A list of a team with eight lines of three people, to draw its cards from."""

from dataclasses import replace
from datetime import timedelta

from bot.desk.requests.team_list import Added, ListShown
from bot.purchasing.approval.team import Role
from bot.purchasing.choice import Choice
from bot.purchasing.offers.offer import Offer
from bot.purchasing.requests.team_list import ListLine
from tests.cards import samples as s
from tests.cards import team_samples as t

READER = t.BORIS


def shown(like: Offer = s.OFFER, reader: int = READER, roles: frozenset[Role] | None = None) -> ListShown:
    """The list, as a reader with these roles sees it; without any, with those of the samples."""
    choices = (Choice.of(60, s.SKUS[1].spec_id), s.SEVERAL, Choice.of(1_200, s.SKUS[0].spec_id), Choice.of(5))
    people = (t.BORIS, t.CHEN, t.DARIA)
    lines = tuple(
        ListLine(number, t.TEAM.id, like, choices[number % 4], people[number % 3], s.NOW) for number in range(1, 9)
    )
    members = tuple(
        replace(each, roles=roles) if roles is not None and each.person_id == reader else each
        for each in t.TEAM.members
    )
    return ListShown(replace(t.TEAM, members=members), lines, reader)


def at_rest(like: Offer = s.OFFER, *, whole: bool = False, reader: int = READER) -> ListShown:
    """The list after an old copy was put back: its first two lines came with it, or all of it."""
    the_list = shown(like, reader)
    lines = tuple(
        replace(line, rests_since=s.NOW - timedelta(days=2)) if whole or line.id <= 2 else line
        for line in the_list.lines
    )
    return replace(the_list, lines=lines)


def empty() -> ListShown:
    return replace(shown(), lines=())


def added(like: Offer = s.OFFER) -> Added:
    """Two lines more, and something that must be chosen first."""
    return Added(shown(like), 2, 1042)
