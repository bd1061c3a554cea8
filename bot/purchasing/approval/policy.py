"""The rules of a team as values: who must approve what, and the limits, budgets and deadlines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.purchasing.approval.team import Role, Team, folded
from bot.purchasing.money import LARGEST, NOTHING, Fen, yuan
from bot.purchasing.text import one_line

DECIDING = frozenset({Role.APPROVER, Role.BUYER, Role.ADMIN})
"""The roles that a step may name."""
MOST_RULES, MOST_STEPS, MOST_NAMED, LONGEST_LABEL = 40, 6, 50, 64
SHORTEST_EXPIRY, LONGEST_EXPIRY = timedelta(minutes=10), timedelta(days=30)
SHORTEST_TOGETHER, LONGEST_TOGETHER = timedelta(hours=1), timedelta(days=7)
HIGHEST_TOLERANCE = 5000
_MINUTE, ZERO = timedelta(minutes=1), timedelta()


@dataclass(frozen=True)
class ApprovalStep:
    """Who must say yes: `count` different people (None means all), out of named people or the holders of a role."""

    count: int | None = 1
    role: Role | None = None
    people: tuple[int, ...] = ()
    least: int = 1
    """How few people "all" may be. No rule says it: it comes of two rules that both hold."""


LABEL_FILTERS = {"goods": "goods", "seller": "sellers"}
"""The filters by what an offer is called by: the word that is typed, and the field of a rule and of an offer's kind."""


class Labelled:
    """What holds labels in the fields that `LABEL_FILTERS` names."""

    def labels(self, name: str) -> frozenset[str]:
        """The labels in the field of this name."""
        labels: frozenset[str] = getattr(self, name)
        return labels


@dataclass(frozen=True)
class Kind(Labelled):
    """What the filters of a rule look at of one offer of a request, beside who asks and the total.

    Its goods and its seller stand as `label` writes them.
    """

    offer_id: str = ""
    goods: frozenset[str] = frozenset()
    sellers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule(Labelled):
    """The requests that a rule is for (every filter that is set must fit), and its steps in order; none is automatic.

    The bounds are in fen, both included. Goods and sellers are compared as `label` writes them.
    """

    steps: tuple[ApprovalStep, ...] = ()
    least: Fen = NOTHING
    most: Fen | None = None
    goods: frozenset[str] = frozenset()
    sellers: frozenset[str] = frozenset()
    requesters: frozenset[int] = frozenset()

    @property
    def for_everything(self) -> bool:
        """Whether it filters by amount only."""
        return not self.requesters and not any(self.labels(name) for name in LABEL_FILTERS.values())

    def fits(self, requester_id: int, total: Fen, kind: Kind) -> bool:
        if total < self.least or (self.most is not None and total > self.most):
            return False
        if self.requesters and requester_id not in self.requesters:
            return False
        for name in LABEL_FILTERS.values():
            wanted = self.labels(name)
            if wanted and not wanted & kind.labels(name):
                return False
        return True


@dataclass(frozen=True)
class Tolerance:
    """How far the money may move after the approval, in hundredths of a percent of the approved total."""

    change: int = 0
    """For one change."""
    total: int = 0
    """For the sum of all changes."""


@dataclass(frozen=True)
class Caps:
    """Last-resort limits; None means no limit. `hour` counts orders, the others are fen."""

    order: Fen | None = None
    day: Fen | None = None
    hour: int | None = None


@dataclass(frozen=True)
class Allowance:
    """Fen a month. Above it a person must approve; if `stop` is set, nobody may."""

    amount: Fen
    stop: bool = False


@dataclass(frozen=True)
class Budgets:
    """What may be spent in a month: by the team, by each person, by people with a budget of their own, for a tag."""

    team: Allowance | None = None
    each: Allowance | None = None
    people: tuple[tuple[int, Allowance], ...] = ()
    tags: tuple[tuple[str, Allowance], ...] = ()
    """By shop, client or project, as `label` writes them."""

    def of_tag(self, tag: str) -> Allowance | None:
        return dict(self.tags).get(label(tag))

    def of(self, person_id: int) -> Allowance | None:
        return dict(self.people).get(person_id, self.each)


@dataclass(frozen=True)
class Escalation:
    """After this much working time others may decide in place of anybody who has not."""

    after: timedelta
    to: tuple[int, ...]


class SplittingKey(StrEnum):
    """What requests must have in common to count together."""

    REQUESTER = "requester"
    OFFER = "offer"
    SELLER = "seller"


@dataclass(frozen=True)
class Together:
    """Requests made within `span` count together with a request if they have one of `by` in common with it."""

    span: timedelta = timedelta(hours=24)
    by: frozenset[SplittingKey] = frozenset({SplittingKey.REQUESTER})


@dataclass(frozen=True)
class RefundWord:
    """From this sum (fen) on, asking it back takes a second word of these, none of whom is who asks."""

    least: Fen
    step: ApprovalStep


@dataclass(frozen=True)
class Policy:
    """An ordered list of rules, of which the first that fits decides, and the settings beside them."""

    rules: tuple[Rule, ...]
    note_from: Fen | None = None
    """From this total (fen) on a request needs a note."""
    remind: timedelta | None = None
    """Working time until the approvers are reminded."""
    escalate: Escalation | None = None
    expire: timedelta = timedelta(hours=24)
    tolerance: Tolerance = field(default_factory=Tolerance)
    caps: Caps = field(default_factory=Caps)
    budgets: Budgets = field(default_factory=Budgets)
    alone: bool = True
    """Whether an admin who is the team's only active member buys after their own confirmation."""
    together: Together | None = None
    refund: RefundWord | None = None

    @property
    def steps(self) -> tuple[ApprovalStep, ...]:
        """Every step that it has people asked in."""
        return (*(step for rule in self.rules for step in rule.steps), *([self.refund.step] if self.refund else []))

    def rule_for(self, requester_id: int, total: Fen, kind: Kind) -> Rule | None:
        return next((rule for rule in self.rules if rule.fits(requester_id, total, kind)), None)

    def note_needed(self, total: Fen) -> bool:
        return self.note_from is not None and total >= self.note_from

    @property
    def named(self) -> frozenset[int]:
        """Everybody whom a step or the escalation names."""
        steps = {person for step in self.steps for person in step.people}
        return frozenset(steps | set(self.escalate.to if self.escalate else ()))


@dataclass(frozen=True)
class RuleFault:
    """What is wrong with a policy: a key for the catalogues, the facts, and the same as an English sentence."""

    key: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()


class Unsound(ValueError):
    """A policy that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[RuleFault, ...]) -> None:
        super().__init__(" ".join(each.sentence for each in faults))
        self.faults = faults


def fault(key: str, sentence: str, **facts: object) -> RuleFault:
    """A fault whose sentence is filled with its facts."""
    texts = {name: str(value) for name, value in facts.items()}
    return RuleFault(key, sentence.format(**texts), tuple(texts.items()))


def label(text: str) -> str:
    """A category in the form in which it is compared: one line, casefolded, with all quotation marks alike."""
    return one_line(folded(one_line(text)).translate(dict.fromkeys(map(ord, "“”„"), '"')))


def default_policy() -> Policy:
    """A new team's policy: one approver who is not the requester, split requests count together, last-resort caps."""
    caps = Caps(order=Fen(20_000_00), day=Fen(50_000_00), hour=30)
    return Policy(rules=(Rule(steps=(ApprovalStep(role=Role.APPROVER),)),), caps=caps, together=Together())


def sound(policy: Policy) -> Policy:
    """The policy itself. Raises Unsound."""
    wrong = tuple(faults(policy))
    if wrong:
        raise Unsound(wrong)
    return policy


def faults(policy: Policy) -> Iterator[RuleFault]:
    """Everything that is wrong with a policy by itself, whoever is in the team."""
    if len(policy.rules) > MOST_RULES:
        yield fault("too-many-rules", "There are more than {most} rules.", most=MOST_RULES)
    for number, rule in enumerate(policy.rules, 1):
        yield from _faults_of_rule(number, rule)
    if policy.refund is not None:
        yield from _faults_of_steps("refund", (policy.refund.step,))
    yield from _gaps(policy)
    yield from _faults_of_times(policy)
    yield from _faults_of_money(policy)


def unfit(policy: Policy, team: Team) -> tuple[int, ...]:
    """The people whom the policy names and who may not approve now; for a warning beside the policy."""
    able = {each.person_id for each in team.holders(Role.APPROVER)}
    return tuple(sorted(policy.named - able))


def _faults_of_rule(number: int, rule: Rule) -> Iterator[RuleFault]:
    if not _is_amount(rule.least) or not (rule.most is None or _is_amount(rule.most)):
        yield fault("rule-amount", "Rule {rule} has an amount that is no price.", rule=number)
    elif rule.most is not None and rule.most < rule.least:
        yield fault("rule-empty", "Rule {rule} ends below where it begins.", rule=number)
    labels = frozenset[str]().union(*map(rule.labels, LABEL_FILTERS.values()))
    if not all(map(_is_label, labels)):
        yield fault("rule-label", "Rule {rule} has a category that can't be used.", rule=number)
    if len(rule.steps) > MOST_STEPS:
        yield fault("too-many-steps", "Rule {rule} has more than {most} steps.", rule=number, most=MOST_STEPS)
    yield from _faults_of_steps(number, rule.steps)


def _faults_of_steps(number: int | str, steps: Iterable[ApprovalStep]) -> Iterator[RuleFault]:
    """What is wrong with the steps of a rule; those of a setting have its name in place of a number."""
    for step in steps:
        if (step.role is None) == (not step.people):
            yield fault("step-who", "A step of rule {rule} needs either a role or people.", rule=number)
        elif step.role is not None and step.role not in DECIDING:
            yield fault("step-role", "Rule {rule}: {role}s don't decide.", rule=number, role=step.role.value)
        if len(set(step.people)) != len(step.people):
            yield fault("step-twice", "A step of rule {rule} names somebody twice.", rule=number)
        count, most = step.count, len(step.people) or MOST_NAMED
        if len(step.people) > MOST_NAMED or (count is not None and not 1 <= count <= most):
            yield fault("step-count", "Rule {rule} asks for {count} of {most}.", rule=number, count=count, most=most)


def _gaps(policy: Policy) -> Iterator[RuleFault]:
    """Amounts that no rule without filters covers."""
    reached = 0
    for rule in sorted((r for r in policy.rules if r.for_everything), key=lambda r: r.least):
        if rule.least > reached:
            break
        if rule.most is None:
            return
        reached = max(reached, rule.most + 1)
    yield fault("gap", "No rule says what happens with ¥ {amount} of anybody.", amount=yuan(Fen(reached)))


def _faults_of_times(policy: Policy) -> Iterator[RuleFault]:
    if not SHORTEST_EXPIRY <= policy.expire <= LONGEST_EXPIRY:
        yield fault("expiry", "A request may wait from 10 minutes to 30 days.")
    times = [policy.remind, policy.escalate.after if policy.escalate else None]
    if any(each is not None and not _MINUTE <= each <= LONGEST_EXPIRY for each in times):
        yield fault("waiting", "A reminder or escalation comes after 1 minute to 30 days.")
    if any(each is not None and each % _MINUTE for each in (*times, policy.expire)):
        yield fault("minutes", "Times are whole minutes.")
    together = policy.together
    if together and not (SHORTEST_TOGETHER <= together.span <= LONGEST_TOGETHER and together.span % _MINUTE == ZERO):
        yield fault("together-span", "Requests count together for whole minutes, from 1 hour to 7 days.")
    if together and not together.by:
        yield fault("together-by", "Requests count together by requester, by offer or by seller.")
    to = policy.escalate.to if policy.escalate else (0,)
    if not 0 < len(to) <= MOST_NAMED or len(set(to)) != len(to):
        yield fault("escalate-who", "An escalation goes to people, each named once.")


def _faults_of_money(policy: Policy) -> Iterator[RuleFault]:
    if not 0 <= policy.tolerance.change <= policy.tolerance.total <= HIGHEST_TOLERANCE:
        yield fault("tolerance", "A tolerance is 0 to 50 %, and for all changes not less than for one.")
    caps, budgets = policy.caps, policy.budgets
    allowances = [budgets.team, budgets.each, *(each for _, each in (*budgets.people, *budgets.tags))]
    refund = policy.refund.least if policy.refund else None
    amounts = [policy.note_from, refund, caps.order, caps.day, *(each.amount for each in allowances if each)]
    if any(each is not None and not _is_amount(each) for each in amounts):
        yield fault("amount", "A cap, a budget or the note has an amount that is no price.")
    if caps.hour is not None and caps.hour < 0:
        yield fault("cap-hour", "The cap on orders an hour is a whole number.")
    people = [person for person, _ in budgets.people]
    if people != sorted(set(people)):
        yield fault("budget-twice", "Somebody has two budgets.")
    if len(budgets.tags) > MOST_NAMED:
        yield fault("budget-tags", "There are more than {most} budgets for tags.", most=MOST_NAMED)
    if any(not _is_label(tag) for tag, _ in budgets.tags):
        yield fault("budget-tag", "A budget is for a tag that can't be used.")


def _is_label(text: str) -> bool:
    return 0 < len(text) <= LONGEST_LABEL and label(text) == text


def _is_amount(amount: int) -> bool:
    return 0 <= amount <= LARGEST
