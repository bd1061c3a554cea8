"""Teams, policies, votes and requests to try the rules of approval on: made by hand, and at random."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.purchasing.approval.budget import MonthSoFar, Usage
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.policy import (
    DECIDING,
    LABEL_FILTERS,
    Allowance,
    ApprovalStep,
    Budgets,
    Caps,
    Escalation,
    Kind,
    Policy,
    RefundWord,
    Rule,
    SplittingKey,
    Together,
    Tolerance,
    faults,
    label,
)
from bot.purchasing.approval.requirement import Deadlines, Instead, Needs
from bot.purchasing.approval.splitting import Asked, Candidate
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.money import Fen
from tests.counts import counted

UNHURRIED = settings(max_examples=counted(60, 20), suppress_health_check=[HealthCheck.too_slow])
"""For tests that draw whole teams and policies, also on a busy machine."""
THOROUGH = settings(UNHURRIED, max_examples=counted(250, 30))
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
"""A Tuesday, noon in Shanghai."""
TODAY = date(2026, 11, 24)
HASH = "a" * 64
OLD_HASH = "b" * 64
ANNA, BORIS, CHEN, DARIA, EVE = 1, 2, 3, 4, 5
ASKS, DECIDES, PAYS, RULES = Role.REQUESTER, Role.APPROVER, Role.BUYER, Role.ADMIN


def member(person_id: int, name: str, *roles: Role, **more: Any) -> Member:
    return Member(person_id, name, frozenset(roles), **more)


def team(*members: Member, **more: Any) -> Team:
    """The given people, or Anna who asks, Boris and Chen who approve, Daria who pays, and Eve, the admin."""
    return Team(id=1, chat_id=-100, members=members or FIVE, **more)


FIVE = (
    member(ANNA, "Anna", ASKS),
    member(BORIS, "Boris", ASKS, DECIDES),
    member(CHEN, "Chen", DECIDES),
    member(DARIA, "Daria", PAYS),
    member(EVE, "Eve", RULES),
)


def without(whole: Team, person_id: int, *roles: Role) -> Team:
    """The team after somebody lost roles."""
    changed = tuple(
        Member(m.person_id, m.name, m.roles - set(roles), m.active, m.limit) if m.person_id == person_id else m
        for m in whole.members
    )
    return Team(id=whole.id, chat_id=whole.chat_id, members=changed)


def yes(person_id: int, snapshot_hash: str = HASH, at: datetime = NOW) -> Vote:
    return Vote(person_id, Word.APPROVE, snapshot_hash, at)


def no(person_id: int, snapshot_hash: str = HASH, at: datetime = NOW) -> Vote:
    return Vote(person_id, Word.DECLINE, snapshot_hash, at, "too dear")


def needs(*steps: ApprovalStep, by: int = ANNA, total: int = 100_00, **more: Any) -> Needs:
    times = more.pop("times", Deadlines(NOW + timedelta(hours=24)))
    return Needs(by, Fen(total), steps or (ApprovalStep(role=DECIDES),), times, **more)


def away(by: int, to: int, **more: Any) -> Delegation:
    kept: dict[str, Any] = {"first": TODAY, "last": TODAY, "made_at": NOW - timedelta(days=3), **more}
    return Delegation(by, to, **kept)


ids = st.integers(min_value=1, max_value=5)
some_ids = st.lists(ids, min_size=1, max_size=4, unique=True).map(tuple)
fen = st.integers(min_value=0, max_value=1_000_000).map(Fen)
limits = st.none() | st.sampled_from([Fen(50_00), Fen(100_00), Fen(500_00)])
moments = st.sampled_from([NOW - timedelta(days=2), NOW - timedelta(hours=1), NOW])


@st.composite
def members(draw: st.DrawFn, person_id: int) -> Member:
    roles = draw(st.frozensets(st.sampled_from(list(Role))))
    name = draw(st.text(max_size=6) | st.sampled_from(["Anna", "anna", "李 雷", "12", "Boris K."]))
    return Member(person_id, name, roles, draw(st.integers(0, 5)) > 0, draw(limits), draw(st.integers(0, 5)) == 0)


teams = st.tuples(*(members(each) for each in range(1, 6))).map(lambda each: Team(1, -100, members=each))


@st.composite
def steps(draw: st.DrawFn) -> ApprovalStep:
    if draw(st.booleans()):
        return ApprovalStep(draw(st.none() | st.integers(1, 3)), role=draw(st.sampled_from(sorted(DECIDING))))
    people = draw(some_ids)
    return ApprovalStep(draw(st.none() | st.integers(1, len(people))), people=people)


@st.composite
def needed(draw: st.DrawFn) -> Needs:
    escalate_at = draw(st.none() | st.sampled_from([NOW - timedelta(hours=2), NOW + timedelta(hours=2)]))
    return Needs(
        requester_id=draw(ids),
        total=draw(st.sampled_from([Fen(40_00), Fen(100_00), Fen(300_00)])),
        steps=tuple(draw(st.lists(steps(), min_size=1, max_size=3))),
        times=Deadlines(NOW + timedelta(hours=20), None, escalate_at),
        escalate_to=draw(st.just(()) | some_ids),
        beside=draw(st.sampled_from([Fen(0), Fen(0), Fen(60_00)])),
        contributors=draw(st.just(frozenset()) | st.frozensets(ids, max_size=2)),
        instead=draw(st.sampled_from([None, *Instead])),
    )


@st.composite
def absences(draw: st.DrawFn) -> Delegation:
    first = TODAY + timedelta(days=draw(st.integers(-3, 1)))
    last = first + timedelta(days=draw(st.integers(0, 3)))
    made_at = NOW - timedelta(hours=draw(st.integers(0, 80)))
    ended_at = draw(st.none() | st.just(NOW - timedelta(minutes=30)))
    return Delegation(draw(ids), draw(ids), first, last, made_at, ended_at)


all_absences = st.lists(absences(), max_size=4).map(tuple)
approvals = st.builds(
    Vote, ids, st.just(Word.APPROVE), st.sampled_from([HASH, HASH, HASH, OLD_HASH]), moments, st.just("")
)
votes = st.builds(
    Vote, ids, st.sampled_from(list(Word)), st.sampled_from([HASH, HASH, HASH, OLD_HASH]), moments, st.just("")
)


def one_each(cast: list[Vote]) -> tuple[Vote, ...]:
    """As the database keeps them: one word of each person on each content."""
    return tuple({(each.person_id, each.snapshot_hash): each for each in cast}.values())


all_approvals = st.lists(approvals, max_size=6).map(one_each)
all_votes = st.lists(votes, max_size=6).map(one_each)

labels = (
    st.sampled_from(["toys", "to", "by", "goods", "电子", 'a "b" c', "back\\slash", "new seller", "5+"])
    | st.text(min_size=1, max_size=8)
).map(label)
label_sets = st.frozensets(labels.filter(lambda each: bool(each) and label(each) == each), max_size=2)
spans = st.integers(min_value=1, max_value=3000).map(lambda each: timedelta(minutes=each))
allowances = st.builds(Allowance, fen, st.booleans())


@st.composite
def rules(draw: st.DrawFn, goods: Any = label_sets) -> Rule:
    least = draw(st.just(Fen(0)) | fen)
    most = draw(st.none() | st.integers(0, 500_000).map(lambda more: Fen(least + more)))
    wanted = tuple(draw(st.lists(steps(), max_size=3)))
    labels = {name: draw(goods) for name in LABEL_FILTERS.values()}
    return Rule(wanted, least, most, requesters=draw(st.frozensets(ids, max_size=2)), **labels)


togethers = st.builds(
    Together,
    st.sampled_from([1, 24, 72]).map(lambda hours: timedelta(hours=hours)),
    st.frozensets(st.sampled_from(sorted(SplittingKey)), min_size=1),
)


@st.composite
def policies(draw: st.DrawFn, goods: Any = label_sets) -> Policy:
    last = Rule(tuple(draw(st.lists(steps(), max_size=2))))
    change = draw(st.integers(0, 500))
    owned = draw(st.dictionaries(ids, allowances, max_size=2))
    tagged = draw(
        st.dictionaries(labels.filter(lambda each: bool(each) and label(each) == each), allowances, max_size=2)
    )
    policy = Policy(
        rules=(*draw(st.lists(rules(goods), max_size=3)), last),
        note_from=draw(st.none() | fen),
        remind=draw(st.none() | spans),
        escalate=draw(st.none() | st.builds(Escalation, spans, some_ids)),
        expire=timedelta(minutes=draw(st.integers(10, 6000))),
        tolerance=Tolerance(change, change + draw(st.integers(0, 500))),
        caps=Caps(draw(st.none() | fen), draw(st.none() | fen), draw(st.none() | st.integers(0, 50))),
        budgets=Budgets(
            draw(st.none() | allowances),
            draw(st.none() | allowances),
            tuple(sorted(owned.items())),
            tuple(sorted(tagged.items())),
        ),
        alone=draw(st.booleans()),
        together=draw(st.none() | togethers),
        refund=draw(st.none() | st.builds(RefundWord, fen, steps())),
    )
    assert list(faults(policy)) == []
    return policy


usages = st.builds(
    Usage,
    st.builds(MonthSoFar, st.none(), fen, fen),
    st.builds(MonthSoFar, ids, fen, fen),
    st.integers(0, 40),
    fen,
)
few_labels = st.frozensets(st.sampled_from(["toys", "new"]))
offers = st.sampled_from(["1", "2"])
moments = st.sampled_from([NOW - timedelta(hours=hours) for hours in (0, 2, 23, 30, 80)])
asked = st.builds(
    Asked, st.integers(1, 50), ids, fen, moments, st.frozensets(offers, min_size=1, max_size=1),
    st.just(frozenset({"new"})),
    st.sampled_from([None, (), (ApprovalStep(role=DECIDES),), (ApprovalStep(2, role=DECIDES),)]), st.sampled_from([(),
    (2,), (3,)]),
)  # fmt: skip
kinds = st.builds(Kind, offers, **dict.fromkeys(LABEL_FILTERS.values(), few_labels))
facts = st.builds(
    Candidate, ids, fen, kinds.map(lambda kind: (kind,)),
    st.sampled_from(["", "restock"]), usages, st.just(51), st.none(),
    st.lists(asked, max_size=2).map(tuple), st.none() | moments,
)  # fmt: skip
