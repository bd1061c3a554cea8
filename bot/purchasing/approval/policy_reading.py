"""Reads what an admin typed into /policy: lines of text → a policy, or a sentence for each line it cannot read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from bot.purchasing.approval.policy import (
    Allowance,
    ApprovalStep,
    Escalation,
    Policy,
    Rule,
    RuleFault,
    SplittingKey,
    Together,
    Tolerance,
    Unsound,
    fault,
    label,
    sound,
)
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.money import Fen, fen_from_yuan

T = TypeVar("T")
_TOKEN = re.compile(
    r'["“”„](?P<label>(?:[^"“”„\\]|\\.)*)["“”„]|(?P<colon>[:：])|@(?P<person>\w+)'
    r"|(?P<word>[^\s:：,，、;；\"“”„@]+)|(?P<gap>[\s,，、;；]+)"
)
_NUMBER = r"[¥￥]? ?([0-9]+(?:\.[0-9]+)?)"
_RANGES = (
    (re.compile(rf"to {_NUMBER}", re.ASCII), "most"),
    (re.compile(rf"from {_NUMBER}|{_NUMBER} ?\+", re.ASCII), "least"),
    (re.compile(rf"{_NUMBER} ?[-–—~～] ?{_NUMBER}", re.ASCII), "both"),
)
_ROLES = {"approver": Role.APPROVER, "buyer": Role.BUYER, "admin": Role.ADMIN}
_SPAN = re.compile(r"([0-9]{1,6}) ?(m|min|h|d)", re.ASCII)
_SPANS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%", re.ASCII)
_FILTERS = ("by", "goods", "seller")


class Puzzled(Exception):
    """A line cannot be read: the key of the reason and its sentence."""

    def __init__(self, key: str, sentence: str, **facts: object) -> None:
        super().__init__(key)
        self.key, self.sentence, self.facts = key, sentence, facts


@dataclass(frozen=True)
class RuleToken:
    """One part of a line: a word in lower case, a person after an @, or a quoted label."""

    kind: str
    text: str


@dataclass(frozen=True)
class RuleLine:
    """A line split at its colon; `rest` is None for a setting."""

    head: list[RuleToken]
    rest: list[RuleToken] | None = None


def read(text: str, team: Team) -> Policy:
    """The policy in a whole text; a setting that it leaves out is off. Raises Unsound with the faulty lines."""
    return amend(Policy(rules=(), alone=False), text, team)


def amend(policy: Policy, text: str, team: Team) -> Policy:
    """The policy with the settings in a text changed; if the text has a rule, its rules replace all. Raises Unsound."""
    rules: list[Rule] = []
    wrong: list[RuleFault] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            policy = _take(policy, line, team, rules)
        except Puzzled as problem:
            place = {"line": number, "text": line.strip()[:80]}
            sentence = f"Line {{line}}: {problem.sentence}"
            wrong.append(fault(problem.key, sentence, **place, **problem.facts))
    if wrong:
        raise Unsound(tuple(wrong))
    return sound(replace(policy, rules=tuple(rules)) if rules else policy)


def _take(policy: Policy, text: str, team: Team, rules: list[Rule]) -> Policy:
    line = _cut(text)
    if line.rest is not None:
        rules.append(_rule(line.head, line.rest, team))
        return policy
    return _setting(policy, line.head, team) if line.head else policy


def _cut(text: str) -> RuleLine:
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise Puzzled("unreadable", "“{rest}” is not understood.", rest=text[at : at + 20])
        at = found.end()
        if found.lastgroup != "gap":
            tokens.append(_token(str(found.lastgroup), str(found[str(found.lastgroup)])))
    colons = [i for i, each in enumerate(tokens) if each.kind == "colon"]
    if len(colons) > 1:
        raise Puzzled("colons", "only one colon belongs into a rule.")
    return RuleLine(tokens[: colons[0]], tokens[colons[0] + 1 :]) if colons else RuleLine(tokens)


def _token(kind: str, text: str) -> RuleToken:
    if kind == "label":
        return RuleToken(kind, re.sub(r"\\(.)", r"\1", text))
    return RuleToken(kind, text.casefold() if kind == "word" else text)


def _rule(head: list[RuleToken], rest: list[RuleToken], team: Team) -> Rule:
    found: dict[str, list[RuleToken]] = {each: [] for each in _FILTERS}
    words, into = [], ""
    for token in head:
        if token in [RuleToken("word", each) for each in _FILTERS]:
            into = token.text
        elif into and _belongs(token, into):
            found[into].append(token)
        else:
            into = ""
            words.append(token)
    if any(RuleToken("word", each) in head and not found[each] for each in _FILTERS):
        raise Puzzled("filter-empty", "by, goods and seller are followed by whom or what they mean.")
    least, most = _range(_words(words))
    return Rule(
        steps=_steps(rest, team),
        least=least,
        most=most,
        goods=frozenset(_label(each.text) for each in found["goods"]),
        sellers=frozenset(_label(each.text) for each in found["seller"]),
        requesters=frozenset(_person(each, team) for each in found["by"]),
    )


def _belongs(token: RuleToken, into: str) -> bool:
    if into == "by":
        return token.kind == "person"
    return token.kind == "label" or (
        token.kind == "word"
        and re.fullmatch(r"[^\W\d]\w*", token.text) is not None
        and token.text not in ("to", "else", "from")
    )


def _label(text: str) -> str:
    if not label(text):
        raise Puzzled("label-empty", "a category has at least one letter.")
    return label(text)


def _words(tokens: list[RuleToken]) -> str:
    other = next((each for each in tokens if each.kind != "word"), None)
    if other is not None:
        raise Puzzled("out-of-place", "“{word}” is out of place.", word=other.text)
    return " ".join(each.text for each in tokens)


def _range(text: str) -> tuple[Fen, Fen | None]:
    if text in ("", "else"):
        return Fen(0), None
    for pattern, kind in _RANGES:
        found = pattern.fullmatch(text)
        if found:
            amounts = [_amount(each) for each in found.groups() if each is not None]
            least = Fen(0) if kind == "most" else amounts[0]
            return least, None if kind == "least" else amounts[-1]
    raise Puzzled("range", "“{words}” is no amount; write “to 500”, “500-5000”, “5000+” or “else”.", words=text)


def _steps(tokens: list[RuleToken], team: Team) -> tuple[ApprovalStep, ...]:
    if tokens == [RuleToken("word", "auto")]:
        return ()
    steps: list[list[RuleToken]] = [[]]
    for token in tokens:
        if token == RuleToken("word", "then"):
            steps.append([])
        else:
            steps[-1].append(token)
    return tuple(_step(each, team) for each in steps)


def _step(tokens: list[RuleToken], team: Team) -> ApprovalStep:
    how, who = tokens[:2], tokens[2:]
    if tokens and all(each.kind == "person" for each in tokens) and len(tokens) == 1:
        how, who = [RuleToken("word", "any"), RuleToken("word", "of")], tokens
    if len(how) < 2 or how[1] != RuleToken("word", "of") or not who:
        raise Puzzled("step", "after the colon write “auto”, “any of approvers” or “2 of @boris @chen”.")
    count = _count(how[0])
    if len(who) == 1 and who[0].kind == "word":
        role = _ROLES.get(who[0].text.removesuffix("s"))
        if role is None:
            raise Puzzled("role", "“{word}” is no role; there are approvers, buyers and admins.", word=who[0].text)
        return ApprovalStep(count, role=role)
    return ApprovalStep(count, people=tuple(_person(each, team) for each in who))


def _count(token: RuleToken) -> int | None:
    if token.text in ("all", "any"):
        return None if token.text == "all" else 1
    if not re.fullmatch(r"[0-9]{1,3}", token.text, re.ASCII):
        raise Puzzled("count", "“{word}” is no number of people; write any, all or 2.", word=token.text)
    return int(token.text)


def _person(token: RuleToken, team: Team) -> int:
    found = team.person_called(token.text) if token.kind == "person" else None
    if found is None:
        raise Puzzled("person", "“{word}” is nobody of this team, or several; use @ and the number.", word=token.text)
    return found


def _amount(text: str) -> Fen:
    try:
        return fen_from_yuan(text)
    except ValueError:
        raise Puzzled("amount", "“{word}” is no amount; write 5000 or 17.20.", word=text) from None


def _one_amount(tokens: list[RuleToken]) -> Fen:
    found = re.fullmatch(_NUMBER, _words(tokens), re.ASCII)
    if found is None:
        raise Puzzled("amount", "“{word}” is no amount; write 5000 or 17.20.", word=_words(tokens))
    return _amount(found[1])


def _span(tokens: list[RuleToken], *, days: bool = False) -> timedelta:
    found = _SPAN.fullmatch(_words(tokens))
    if found is None or (found[2] == "d" and not days):
        raise Puzzled("span", "“{word}” is no time; write 30m or 4h.", word=_words(tokens))
    return int(found[1]) * _SPANS[found[2]]


def _hundredths(text: str) -> int:
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise Puzzled("percent", "“{word}” is no share; write 2% or 2.5%.", word=text)
    return int(Decimal(found[1]) * 100)


def _setting(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    name, rest = tokens[0].text, tokens[1:]
    take = _SETTINGS.get(name) if tokens[0].kind == "word" else None
    if take is None:
        raise Puzzled("setting", "“{word}” is no rule (a rule has a colon) and no setting.", word=name)
    return take(policy, rest, team)


def _off(tokens: list[RuleToken]) -> bool:
    return tokens == [RuleToken("word", "off")]


def _unless_off(tokens: list[RuleToken], read_it: Callable[[list[RuleToken]], T]) -> T | None:
    return None if _off(tokens) else read_it(tokens)


def _note(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    after = tokens[1:] if tokens[:1] == [RuleToken("word", "from")] else tokens
    return replace(policy, note_from=_unless_off(after, _one_amount))


def _remind(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    return replace(policy, remind=_unless_off(tokens, _span))


def _escalate(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if _off(tokens):
        return replace(policy, escalate=None)
    to = RuleToken("word", "to")
    if to not in tokens:
        raise Puzzled("escalate", "write “escalate 8h to @anna”.")
    cut = tokens.index(to)
    people = tuple(_person(each, team) for each in tokens[cut + 1 :])
    return replace(policy, escalate=Escalation(_span(tokens[:cut]), people))


def _expire(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    return replace(policy, expire=_span(tokens, days=True))


def _together(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if _off(tokens):
        return replace(policy, together=None)
    by = RuleToken("word", "by")
    span, named = (tokens[: tokens.index(by)], tokens[tokens.index(by) + 1 :]) if by in tokens else (tokens, [])
    words = [word for word in _words(named).split() if word not in ("by", "and")]
    if not words or not set(words) <= set(SplittingKey):
        raise Puzzled("together", "write “together 24h by requester”; also “by seller”, “by offer”, or “together off”.")
    return replace(policy, together=Together(_span(span, days=True), frozenset(map(SplittingKey, words))))


def _tolerance(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if _off(tokens):
        return replace(policy, tolerance=Tolerance())
    change, _, total = _words(tokens).partition(" total ")
    one = _hundredths(change)
    return replace(policy, tolerance=Tolerance(one, _hundredths(total) if total else one))


def _cap(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    kind, rest = _words(tokens[:1]), tokens[1:]
    if kind in ("order", "day"):
        caps = replace(policy.caps, **{kind: _unless_off(rest, _one_amount)})
    elif kind == "hour":
        caps = replace(policy.caps, hour=_unless_off(rest, _orders))
    else:
        raise Puzzled("cap", "write “cap order 10000”, “cap day 50000” or “cap hour 10”.")
    return replace(policy, caps=caps)


def _orders(tokens: list[RuleToken]) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", _words(tokens), re.ASCII):
        raise Puzzled("cap", "write “cap order 10000”, “cap day 50000” or “cap hour 10”.")
    return int(tokens[0].text)


def _budget(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if not tokens:
        raise Puzzled("budget", "write “budget team 20000 a month”, “budget each 3000 a month”.")
    whose, allowance = tokens[0], _unless_off(tokens[1:], _allowance)
    if whose == RuleToken("word", "team"):
        return replace(policy, budgets=replace(policy.budgets, team=allowance))
    if whose == RuleToken("word", "each"):
        return replace(policy, budgets=replace(policy.budgets, each=allowance))
    people = {**dict(policy.budgets.people), _person(whose, team): allowance}
    kept = tuple(sorted((person, each) for person, each in people.items() if each is not None))
    return replace(policy, budgets=replace(policy.budgets, people=kept))


def _allowance(tokens: list[RuleToken]) -> Allowance:
    said = _words(tokens)
    stop = said.endswith(" stop")
    found = re.fullmatch(rf"{_NUMBER}(?: a month)?", said.removesuffix(" stop"), re.ASCII)
    if found is None:
        raise Puzzled("budget", "write “budget team 20000 a month”, “budget each 3000 a month”.")
    return Allowance(_amount(found[1]), stop)


def _alone(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if not _off(tokens) and _words(tokens) != "auto":
        raise Puzzled("alone", "write “alone auto” or “alone off”.")
    return replace(policy, alone=not _off(tokens))


_SETTINGS: dict[str, Callable[[Policy, list[RuleToken], Team], Policy]] = {
    "note": _note,
    "remind": _remind,
    "escalate": _escalate,
    "expire": _expire,
    "together": _together,
    "tolerance": _tolerance,
    "cap": _cap,
    "budget": _budget,
    "alone": _alone,
}
