"""A policy as JSON: stored with its version and read back strictly."""

import json
from datetime import timedelta
from typing import Any

from bot.purchasing.approval.policy import (
    Allowance,
    ApprovalStep,
    Budgets,
    Caps,
    Escalation,
    Policy,
    Rule,
    RuleFault,
    SplittingKey,
    Together,
    Tolerance,
    Unsound,
    sound,
)
from bot.purchasing.approval.team import Role
from bot.purchasing.money import Fen

FORM, BEFORE_TOGETHER = 2, 1
"""Versions of the JSON form (not of the policy): the current one, and the one from before requests counted together."""
Json = dict[str, Any]
_MINUTE = timedelta(minutes=1)
_FIELDS = {"form", "rules", "note_from", "remind", "escalate", "expire", "tolerance", "caps", "budgets", "alone"}
_FIELDS_NOW = _FIELDS | {"together"}
_RULE_FIELDS = {"steps", "least", "most", "goods", "sellers", "requesters"}


def dump(policy: Policy) -> str:
    """The policy as one line of JSON, the same for equal policies; money in fen, times in minutes."""
    return json.dumps(_policy_form(policy), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Policy:
    """The policy in a text. Raises Unsound, with sentences, for any other text."""
    try:
        return sound(_policy(json.loads(text)))
    except Unsound:
        raise
    except (ValueError, TypeError, OverflowError, RecursionError) as problem:
        wrong = f"{type(problem).__name__}: {problem}"
        raise Unsound((RuleFault("form", f"The stored policy can't be read ({wrong})."),)) from problem


def is_old(text: str) -> bool:
    """Whether a stored policy is from a release before requests counted together."""
    return bool(json.loads(text)["form"] == BEFORE_TOGETHER)


def dump_steps(steps: tuple[ApprovalStep, ...]) -> list[Json]:
    return [_step_form(each) for each in steps]


def load_steps(forms: Any) -> tuple[ApprovalStep, ...]:
    return tuple(_step(each) for each in _list(forms))


def _policy_form(policy: Policy) -> Json:
    return {
        "form": FORM,
        "rules": [_rule_form(each) for each in policy.rules],
        "note_from": policy.note_from,
        "remind": policy.remind // _MINUTE if policy.remind is not None else None,
        "escalate": _escalation_form(policy.escalate),
        "expire": policy.expire // _MINUTE,
        "tolerance": {"change": policy.tolerance.change, "total": policy.tolerance.total},
        "caps": {"order": policy.caps.order, "day": policy.caps.day, "hour": policy.caps.hour},
        "budgets": _budgets_form(policy.budgets),
        "alone": policy.alone,
        "together": _together_form(policy.together),
    }


def _rule_form(rule: Rule) -> Json:
    return {
        "steps": dump_steps(rule.steps),
        "least": rule.least,
        "most": rule.most,
        "goods": sorted(rule.goods),
        "sellers": sorted(rule.sellers),
        "requesters": sorted(rule.requesters),
    }


def _step_form(step: ApprovalStep) -> Json:
    least = {} if step.least == 1 else {"least": step.least}
    return {"count": step.count, "of": step.role.value if step.role else list(step.people), **least}


def _escalation_form(escalation: Escalation | None) -> Json | None:
    return None if escalation is None else {"after": escalation.after // _MINUTE, "to": list(escalation.to)}


def _together_form(together: Together | None) -> Json | None:
    return None if together is None else {"span": together.span // _MINUTE, "by": sorted(together.by)}


def _budgets_form(budgets: Budgets) -> Json:
    return {
        "team": _allowance_form(budgets.team),
        "each": _allowance_form(budgets.each),
        "people": [[person, _allowance_form(each)] for person, each in budgets.people],
    }


def _allowance_form(allowance: Allowance | None) -> Json | None:
    return None if allowance is None else {"amount": allowance.amount, "stop": allowance.stop}


def _policy(form: Any) -> Policy:
    number = _form_number(form)
    form = _exactly(form, _FIELDS if number == BEFORE_TOGETHER else _FIELDS_NOW)
    return Policy(
        rules=tuple(_rule(each) for each in _list(form["rules"])),
        note_from=_fen_or_none(form["note_from"]),
        remind=None if form["remind"] is None else _int(form["remind"]) * _MINUTE,
        escalate=_escalation(form["escalate"]),
        expire=_int(form["expire"]) * _MINUTE,
        tolerance=_tolerance(form["tolerance"]),
        caps=_caps(form["caps"]),
        budgets=_budgets(form["budgets"]),
        alone=_bool(form["alone"]),
        together=_together(form.get("together")),
    )


def _form_number(form: Any) -> int:
    number = form.get("form") if isinstance(form, dict) else None
    if number not in (FORM, BEFORE_TOGETHER) or isinstance(number, bool):
        raise ValueError(f"form {number!r} is not known")
    return int(number)


def _rule(form: Any) -> Rule:
    form = _exactly(form, _RULE_FIELDS)
    return Rule(
        steps=load_steps(form["steps"]),
        least=Fen(_int(form["least"])),
        most=_fen_or_none(form["most"]),
        goods=frozenset(_text(each) for each in _list(form["goods"])),
        sellers=frozenset(_text(each) for each in _list(form["sellers"])),
        requesters=frozenset(_int(each) for each in _list(form["requesters"])),
    )


def _step(form: Any) -> ApprovalStep:
    form = _exactly({"least": 1, **form}, {"count", "of", "least"})
    count, least = None if form["count"] is None else _int(form["count"]), _int(form["least"])
    if isinstance(form["of"], str):
        return ApprovalStep(count, role=Role(form["of"]), least=least)
    return ApprovalStep(count, people=tuple(_int(each) for each in _list(form["of"])), least=least)


def _escalation(form: Any) -> Escalation | None:
    if form is None:
        return None
    form = _exactly(form, {"after", "to"})
    return Escalation(_int(form["after"]) * _MINUTE, tuple(_int(each) for each in _list(form["to"])))


def _together(form: Any) -> Together | None:
    if form is None:
        return None
    form = _exactly(form, {"span", "by"})
    return Together(_int(form["span"]) * _MINUTE, frozenset(SplittingKey(_text(each)) for each in _list(form["by"])))


def _tolerance(form: Any) -> Tolerance:
    form = _exactly(form, {"change", "total"})
    return Tolerance(_int(form["change"]), _int(form["total"]))


def _caps(form: Any) -> Caps:
    form = _exactly(form, {"order", "day", "hour"})
    hour = None if form["hour"] is None else _int(form["hour"])
    return Caps(_fen_or_none(form["order"]), _fen_or_none(form["day"]), hour)


def _budgets(form: Any) -> Budgets:
    form = _exactly(form, {"team", "each", "people"})
    people = tuple((_int(person), _allowance(each)) for person, each in _list(form["people"]))
    return Budgets(_allowance_or_none(form["team"]), _allowance_or_none(form["each"]), people)


def _allowance(form: Any) -> Allowance:
    form = _exactly(form, {"amount", "stop"})
    return Allowance(Fen(_int(form["amount"])), _bool(form["stop"]))


def _allowance_or_none(form: Any) -> Allowance | None:
    return None if form is None else _allowance(form)


def _fen_or_none(value: Any) -> Fen | None:
    return None if value is None else Fen(_int(value))


def _exactly(form: Any, names: set[str]) -> Json:
    if not isinstance(form, dict) or form.keys() != names:
        raise ValueError(f"an object with {', '.join(sorted(names))} is needed")
    return form


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value


def _int(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a whole number is needed")
    return value


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("yes or no is needed")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value
