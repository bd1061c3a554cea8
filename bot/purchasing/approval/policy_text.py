"""Writes a policy as an admin reads and types it in a chat: one line for each rule; `policy_reading` reads it back."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.purchasing.approval.policy import Allowance, ApprovalStep, Policy, Rule
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.money import Fen, yuan

RESERVED = frozenset({"by", "goods", "seller", "to", "else", "from"})
"""Words of the language: a category that equals one must be quoted."""
_BARE = re.compile(r"[^\W\d]\w*")
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_ROLES = {Role.APPROVER: "approvers", Role.BUYER: "buyers", Role.ADMIN: "admins"}


def show(policy: Policy, team: Team) -> str:
    """The policy in words that `read` understands: a line for each rule and for each setting."""
    return "\n".join([*(show_rule(each, team) for each in policy.rules), *_settings(policy, team)])


def show_rule(rule: Rule, team: Team) -> str:
    """One rule as a line: `500-5000: any of approvers`."""
    steps = " then ".join(show_step(each, team) for each in rule.steps)
    return f"{_filter(rule, team)}: {steps or 'auto'}"


def show_step(step: ApprovalStep, team: Team) -> str:
    """One step: `2 of @boris @chen`, `any of approvers`, `all of admins`."""
    how = {None: "all", 1: "any"}.get(step.count, str(step.count))
    return f"{how} of {_ROLES[step.role] if step.role else show_people(step.people, team)}"


def show_people(people: tuple[int, ...], team: Team) -> str:
    """People by their handles, or by their numbers if another person could be meant."""
    handles = team.handles
    return " ".join(f"@{handles.get(each, str(each))}" for each in people)


def _filter(rule: Rule, team: Team) -> str:
    parts = []
    if rule.requesters:
        parts.append(f"by {show_people(tuple(sorted(rule.requesters)), team)}")
    if rule.goods:
        parts.append(f"goods {_labels(rule.goods)}")
    if rule.sellers:
        parts.append(f"seller {_labels(rule.sellers)}")
    parts.extend(_range(rule.least, rule.most))
    return " ".join(parts) or "else"


def _range(least: Fen, most: Fen | None) -> Iterator[str]:
    if most is not None:
        yield f"{amount(least)}-{amount(most)}" if least else f"to {amount(most)}"
    elif least:
        yield f"{amount(least)}+"


def _labels(labels: frozenset[str]) -> str:
    return " ".join(each if _is_bare(each) else _quoted(each) for each in sorted(labels))


def _is_bare(label: str) -> bool:
    return bool(_BARE.fullmatch(label)) and label not in RESERVED and label.casefold() == label


def _quoted(label: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", label) + '"'


def _settings(policy: Policy, team: Team) -> Iterator[str]:
    if policy.note_from is not None:
        yield f"note from {amount(policy.note_from)}"
    if policy.remind is not None:
        yield f"remind {duration(policy.remind)}"
    if policy.escalate is not None:
        yield f"escalate {duration(policy.escalate.after)} to {show_people(policy.escalate.to, team)}"
    yield f"expire {duration(policy.expire)}"
    if policy.tolerance.total:
        yield f"tolerance {percent(policy.tolerance.change)} total {percent(policy.tolerance.total)}"
    yield from _caps(policy)
    yield from _budgets(policy, team)
    if policy.together is not None:
        yield f"together {duration(policy.together.span)} by {' '.join(sorted(policy.together.by))}"
    if policy.alone:
        yield "alone auto"


def _caps(policy: Policy) -> Iterator[str]:
    if policy.caps.order is not None:
        yield f"cap order {amount(policy.caps.order)}"
    if policy.caps.day is not None:
        yield f"cap day {amount(policy.caps.day)}"
    if policy.caps.hour is not None:
        yield f"cap hour {policy.caps.hour}"


def _budgets(policy: Policy, team: Team) -> Iterator[str]:
    budgets = policy.budgets
    if budgets.team is not None:
        yield f"budget team {_allowance(budgets.team)}"
    if budgets.each is not None:
        yield f"budget each {_allowance(budgets.each)}"
    for person, allowance in budgets.people:
        yield f"budget {show_people((person,), team)} {_allowance(allowance)}"


def _allowance(allowance: Allowance) -> str:
    return f"{amount(allowance.amount)} a month{' stop' if allowance.stop else ''}"


def amount(fen: Fen) -> str:
    """Fen as yuan, without decimals if they are zero: `500`, `17.20`."""
    return yuan(fen).removesuffix(".00")


def duration(span: timedelta) -> str:
    """Whole minutes as `90m`, whole hours as `4h`."""
    return f"{span // _MINUTE}m" if span % _HOUR else f"{span // _HOUR}h"


def percent(hundredths: int) -> str:
    """Hundredths of a percent as `2%`, `2.5%`."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"
