"""The rules of a team, and what a request needs under them, as JSON text: the fields of the values, in one form.

Journals hold these texts under their hashes, so what is written never changes for a value that could be stored before.
"""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.purchasing.approval.policy import Policy, RuleFault, Unsound, sound
from bot.purchasing.approval.requirement import Needs

FORM, BEFORE_TOGETHER = 2, 1
"""Versions of the JSON form (not of the policy): the current one, and the one from before requests counted together."""
Json = dict[str, Any]
_POLICY, _NEEDS = TypeAdapter(Policy), TypeAdapter(Needs)
_MINUTE = timedelta(minutes=1)
_IN_MINUTES = frozenset({"remind", "after", "expire", "span"})
"""The fields of rules that are times."""
_OF_EVERY_RULE = frozenset({"steps", "least", "most", "goods", "sellers", "requesters"})
"""Stored of each rule; a later filter is stored only if it is set, so that the rules of before keep their text."""


def dump_policy(policy: Policy) -> str:
    """The policy as one line of JSON; money in fen, times in minutes."""
    return _policy_text(policy, FORM)


def load_policy(text: str) -> Policy:
    """The policy in a text that this or an earlier release wrote. Raises Unsound, with sentences, for any other."""
    try:
        policy, form = _POLICY.validate_python(json.loads(text, object_hook=_fields)), json.loads(text)
        # Whatever is missing, unknown or of another type is not written as it was read.
        if _text(form) != _policy_text(policy, FORM if "together" in form else BEFORE_TOGETHER):
            raise ValueError("it is not as policies are written")
    except (ValueError, TypeError, OverflowError, RecursionError) as problem:
        wrong = " ".join(f"{type(problem).__name__}: {problem}".split())
        raise Unsound((RuleFault("form", f"The stored policy can't be read ({wrong})."),)) from problem
    return sound(policy)


def is_before_together(text: str) -> bool:
    """Whether a stored policy is from a release before requests counted together."""
    return "together" not in json.loads(text)


def dump_needs(needs: Needs) -> str:
    """What a request needs, as one line of JSON; times ISO in UTC, money in fen."""
    form = asdict(needs, dict_factory=_form)
    return _text(form | form.pop("times"))


def load_needs(text: str) -> Needs:
    """What `dump_needs` wrote, in this or an earlier release. Raises ValueError or TypeError for anything else."""
    form = json.loads(text, object_hook=_fields)
    return _NEEDS.validate_python(form | {"times": form})


def _policy_text(policy: Policy, number: int) -> str:
    form = {"form": number, **asdict(policy, dict_factory=_form)}
    if number == BEFORE_TOGETHER:
        del form["together"]
    if policy.refund is None:  # as it was written before there were such settings
        del form["refund"]
    if not policy.budgets.tags:
        del form["budgets"]["tags"]
    return _text(form)


def _text(form: Json) -> str:
    return json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _form(fields: list[tuple[str, Any]]) -> Json:
    """The stored form of a value; a step names `of` whom, and how few "all" may be only if that is not one."""
    form = dict(fields)
    for name, value in fields:
        if isinstance(value, frozenset):
            form[name] = sorted(value)
        elif isinstance(value, timedelta):
            form[name] = value // _MINUTE
        elif isinstance(value, datetime):
            form[name] = value.isoformat()
    if form.keys() >= _OF_EVERY_RULE:
        form = {name: value for name, value in form.items() if name in _OF_EVERY_RULE or value not in (None, [])}
    if "role" in form:
        role, people, least = form.pop("role"), form.pop("people"), form.pop("least")
        form |= {"of": role or people} | ({} if least == 1 else {"least": least})
    return form


def _fields(form: Json) -> Json:
    """The fields of the value that was stored in this form."""
    for name in _IN_MINUTES & form.keys():
        if form[name] is not None:
            form[name] = timedelta(minutes=form[name])
    if "of" in form:
        of = form.pop("of")
        form["role" if isinstance(of, str) else "people"] = of
    return form
