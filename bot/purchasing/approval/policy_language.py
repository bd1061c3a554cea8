"""The language of rules: a policy as an admin types and reads it in a chat, one line for each rule and each setting.

What is shown is read back the same. Each line that cannot be read gets a sentence that says why.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from bot.purchasing.approval.policy import (
    LABEL_FILTERS,
    Allowance,
    ApprovalStep,
    Escalation,
    Policy,
    RefundWord,
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
from bot.purchasing.money import Fen, fen_from_yuan, yuan

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
_ROLE_WORDS = {role: f"{word}s" for word, role in _ROLES.items()}
_SPAN = re.compile(r"([0-9]{1,6}) ?(m|min|h|d)", re.ASCII)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_SPANS = {"m": _MINUTE, "min": _MINUTE, "h": _HOUR, "d": _DAY}
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%", re.ASCII)
_FILTERS = ("by", *LABEL_FILTERS)
_RESERVED = frozenset({*_FILTERS, "to", "else", "from"})
"""Words of the language: a category that equals one must be quoted."""
_CAPS = "write “cap order 10000”, “cap day 50000” or “cap hour 10”."
_BUDGETS = 'write “budget team 20000 a month”, “budget each 3000 a month”, “budget tag "Shop A" 5000 a month”.'
_BARE = re.compile(r"[^\W\d]\w*")
"""A category that needs no quotes, unless it is a word of the language."""


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


def read(text: str, team: Team) -> Policy:
    """The policy in a whole text; a setting that it leaves out is off. Raises Unsound with the faulty lines."""
    return amend(Policy(rules=(), alone=False), text, team)


def amend(policy: Policy, text: str, team: Team) -> Policy:
    """The policy with the settings in a text changed; if the text has a rule, its rules replace all. Raises Unsound."""
    rules: list[Rule] = []
    wrong: list[RuleFault] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            head, rest = _cut(line)
            if rest is not None:
                rules.append(_rule(head, rest, team))
            elif head:
                setting = _SETTINGS.get(head[0].text) if head[0].kind == "word" else None
                if setting is None:
                    raise Puzzled(
                        "setting", "“{word}” is no rule (a rule has a colon) and no setting.", word=head[0].text
                    )
                policy = setting(policy, head[1:], team)
        except Puzzled as problem:
            place = {"line": number, "text": line.strip()[:80]}
            sentence = f"Line {{line}}: {problem.sentence}"
            wrong.append(fault(problem.key, sentence, **place, **problem.facts))
    if wrong:
        raise Unsound(tuple(wrong))
    return sound(replace(policy, rules=tuple(rules)) if rules else policy)


def _cut(text: str) -> tuple[list[RuleToken], list[RuleToken] | None]:
    """The parts of a line before and after its colon; None after it for a setting, which has none."""
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Puzzled("unreadable", "“{rest}” is not understood.", rest=text[at : at + 20])
        at = match.end()
        kind = str(match.lastgroup)
        if kind == "label":
            tokens.append(RuleToken(kind, re.sub(r"\\(.)", r"\1", match[kind])))
        elif kind != "gap":
            tokens.append(RuleToken(kind, match[kind].casefold() if kind == "word" else match[kind]))
    colons = [i for i, each in enumerate(tokens) if each.kind == "colon"]
    if len(colons) > 1:
        raise Puzzled("colons", "only one colon belongs into a rule.")
    return (tokens[: colons[0]], tokens[colons[0] + 1 :]) if colons else (tokens, None)


def _rule(head: list[RuleToken], rest: list[RuleToken], team: Team) -> Rule:
    filters: dict[str, list[RuleToken]] = {each: [] for each in _FILTERS}
    words, into = [], ""
    for token in head:
        if token in [RuleToken("word", each) for each in _FILTERS]:
            into = token.text
        elif into and _belongs(token, into):
            filters[into].append(token)
        else:
            into = ""
            words.append(token)
    if any(RuleToken("word", each) in head and not filters[each] for each in _FILTERS):
        every = f"{', '.join(_FILTERS[:-1])} and {_FILTERS[-1]}"
        raise Puzzled("filter-empty", f"{every} are followed by whom or what they mean.")
    least, most = _range(_words(words))
    steps = _steps(rest, team)
    labels: dict[str, Any] = {
        name: frozenset(_label(each.text) for each in filters[word]) for word, name in LABEL_FILTERS.items()
    }
    requesters = frozenset(_person(each, team) for each in filters["by"])
    return Rule(steps=steps, least=least, most=most, requesters=requesters, **labels)


def _belongs(token: RuleToken, into: str) -> bool:
    if into == "by":
        return token.kind == "person"
    return token.kind == "label" or (
        token.kind == "word" and _BARE.fullmatch(token.text) is not None and token.text not in ("to", "else", "from")
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
        match = pattern.fullmatch(text)
        if match:
            amounts = [_amount(each) for each in match.groups() if each is not None]
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
    person = team.person_called(token.text) if token.kind == "person" else None
    if person is None:
        raise Puzzled("person", "“{word}” is nobody of this team, or several; use @ and the number.", word=token.text)
    return person


def _amount(text: str) -> Fen:
    try:
        return fen_from_yuan(text)
    except ValueError:
        raise Puzzled("amount", "“{word}” is no amount; write 5000 or 17.20.", word=text) from None


def _one_amount(tokens: list[RuleToken]) -> Fen:
    words = _words(tokens)
    match = re.fullmatch(_NUMBER, words, re.ASCII)
    return _amount(match[1] if match else words)


def _span(tokens: list[RuleToken], *, days: bool = False) -> timedelta:
    match = _SPAN.fullmatch(_words(tokens))
    if match is None or (match[2] == "d" and not days):
        raise Puzzled("span", "“{word}” is no time; write 30m or 4h.", word=_words(tokens))
    return int(match[1]) * _SPANS[match[2]]


def _hundredths(text: str) -> int:
    match = _PERCENT.fullmatch(text)
    if match is None:
        raise Puzzled("percent", "“{word}” is no share; write 2% or 2.5%.", word=text)
    return int(Decimal(match[1]) * 100)


def _off(tokens: list[RuleToken]) -> bool:
    return tokens == [RuleToken("word", "off")]


def _unless_off(tokens: list[RuleToken], read_it: Callable[[list[RuleToken]], T]) -> T | None:
    return None if _off(tokens) else read_it(tokens)


def _note(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    after = tokens[1:] if tokens[:1] == [RuleToken("word", "from")] else tokens
    return replace(policy, note_from=_unless_off(after, _one_amount))


def _escalate(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if _off(tokens):
        return replace(policy, escalate=None)
    to = RuleToken("word", "to")
    if to not in tokens:
        raise Puzzled("escalate", "write “escalate 8h to @anna”.")
    cut = tokens.index(to)
    people = tuple(_person(each, team) for each in tokens[cut + 1 :])
    return replace(policy, escalate=Escalation(_span(tokens[:cut]), people))


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


def _refund(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if _off(tokens):
        return replace(policy, refund=None)
    by = RuleToken("word", "by")
    if by not in tokens or tokens[:1] != [RuleToken("word", "from")]:
        raise Puzzled("refund", "write “refund from 2000 by 1 of buyers” or “refund off”.")
    cut = tokens.index(by)
    return replace(policy, refund=RefundWord(_one_amount(tokens[1:cut]), _step(tokens[cut + 1 :], team)))


def _cap(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    kind, rest = _words(tokens[:1]), tokens[1:]
    if kind in ("order", "day"):
        return replace(policy, caps=replace(policy.caps, **{kind: _unless_off(rest, _one_amount)}))
    if kind == "hour":
        return replace(policy, caps=replace(policy.caps, hour=_unless_off(rest, _orders)))
    raise Puzzled("cap", _CAPS)


def _orders(tokens: list[RuleToken]) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", _words(tokens), re.ASCII):
        raise Puzzled("cap", _CAPS)
    return int(tokens[0].text)


def _budget(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if not tokens:
        raise Puzzled("budget", _BUDGETS)
    if tokens[0] == RuleToken("word", "tag"):
        return _budget_of_tag(policy, tokens[1:])
    whose, allowance = tokens[0], _unless_off(tokens[1:], _allowance)
    if whose == RuleToken("word", "team"):
        return replace(policy, budgets=replace(policy.budgets, team=allowance))
    if whose == RuleToken("word", "each"):
        return replace(policy, budgets=replace(policy.budgets, each=allowance))
    people = {**dict(policy.budgets.people), _person(whose, team): allowance}
    owned = tuple(sorted((person, each) for person, each in people.items() if each is not None))
    return replace(policy, budgets=replace(policy.budgets, people=owned))


def _budget_of_tag(policy: Policy, tokens: list[RuleToken]) -> Policy:
    if not tokens or tokens[0].kind not in ("label", "word"):
        raise Puzzled("budget", _BUDGETS)
    allowances = {**dict(policy.budgets.tags), _label(tokens[0].text): _unless_off(tokens[1:], _allowance)}
    tags = tuple(sorted((tag, each) for tag, each in allowances.items() if each is not None))
    return replace(policy, budgets=replace(policy.budgets, tags=tags))


def _allowance(tokens: list[RuleToken]) -> Allowance:
    words = _words(tokens)
    stop = words.endswith(" stop")
    match = re.fullmatch(rf"{_NUMBER}(?: a month)?", words.removesuffix(" stop"), re.ASCII)
    if match is None:
        raise Puzzled("budget", _BUDGETS)
    return Allowance(_amount(match[1]), stop)


def _alone(policy: Policy, tokens: list[RuleToken], team: Team) -> Policy:
    if not _off(tokens) and _words(tokens) != "auto":
        raise Puzzled("alone", "write “alone auto” or “alone off”.")
    return replace(policy, alone=not _off(tokens))


_SETTINGS: dict[str, Callable[[Policy, list[RuleToken], Team], Policy]] = {
    "note": _note,
    "remind": lambda policy, tokens, _: replace(policy, remind=_unless_off(tokens, _span)),
    "escalate": _escalate,
    "expire": lambda policy, tokens, _: replace(policy, expire=_span(tokens, days=True)),
    "together": _together,
    "tolerance": _tolerance,
    "cap": _cap,
    "budget": _budget,
    "refund": _refund,
    "alone": _alone,
}


def show(policy: Policy, team: Team) -> str:
    """The policy in words that `read` understands: a line for each rule and for each setting."""
    return "\n".join([*(_show_rule(each, team) for each in policy.rules), *_show_settings(policy, team)])


def show_people(people: tuple[int, ...], team: Team) -> str:
    """People by their handles, or by their numbers if another person could be meant."""
    handles = team.handles
    return " ".join(f"@{handles.get(each, str(each))}" for each in people)


def percent(hundredths: int) -> str:
    """Hundredths of a percent as `2%`, `2.5%`."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"


def _show_rule(rule: Rule, team: Team) -> str:
    """One rule as a line: `500-5000: any of approvers`, `else: 2 of @boris @chen then all of admins`."""
    parts = []
    if rule.requesters:
        parts.append(f"by {show_people(tuple(sorted(rule.requesters)), team)}")
    for word, name in LABEL_FILTERS.items():
        if labels := rule.labels(name):
            parts.append(f"{word} {_show_labels(labels)}")
    if rule.most is not None:
        least = _show_amount(rule.least)
        parts.append(f"{least}-{_show_amount(rule.most)}" if rule.least else f"to {_show_amount(rule.most)}")
    elif rule.least:
        parts.append(f"{_show_amount(rule.least)}+")
    steps = [_show_step(step, team) for step in rule.steps]
    return f"{' '.join(parts) or 'else'}: {' then '.join(steps) or 'auto'}"


def _show_step(step: ApprovalStep, team: Team, one: str = "any") -> str:
    how = {None: "all", 1: one}.get(step.count, str(step.count))
    return f"{how} of {_ROLE_WORDS[step.role] if step.role else show_people(step.people, team)}"


def _show_labels(labels: frozenset[str]) -> str:
    """Categories, in quotes unless they are one plain word that is none of the language."""
    return " ".join(
        each if _BARE.fullmatch(each) and each not in _RESERVED and each.casefold() == each
        else '"' + re.sub(r'(["\\])', r"\\\1", each) + '"'
        for each in sorted(labels)
    )  # fmt: skip


def _show_settings(policy: Policy, team: Team) -> Iterator[str]:
    if policy.note_from is not None:
        yield f"note from {_show_amount(policy.note_from)}"
    if policy.remind is not None:
        yield f"remind {_show_span(policy.remind)}"
    if policy.escalate is not None:
        yield f"escalate {_show_span(policy.escalate.after)} to {show_people(policy.escalate.to, team)}"
    yield f"expire {_show_span(policy.expire)}"
    if policy.tolerance.total:
        yield f"tolerance {percent(policy.tolerance.change)} total {percent(policy.tolerance.total)}"
    if policy.caps.order is not None:
        yield f"cap order {_show_amount(policy.caps.order)}"
    if policy.caps.day is not None:
        yield f"cap day {_show_amount(policy.caps.day)}"
    if policy.caps.hour is not None:
        yield f"cap hour {policy.caps.hour}"
    budgets = policy.budgets
    owned = [(show_people((person,), team), allowance) for person, allowance in budgets.people]
    tags = [(f"tag {_show_labels(frozenset({tag}))}", allowance) for tag, allowance in budgets.tags]
    for whose, allowance in [("team", budgets.team), ("each", budgets.each), *owned, *tags]:
        if allowance is not None:
            yield f"budget {whose} {_show_amount(allowance.amount)} a month{' stop' if allowance.stop else ''}"
    if policy.together is not None:
        yield f"together {_show_span(policy.together.span)} by {' '.join(sorted(policy.together.by))}"
    if policy.refund is not None:
        yield f"refund from {_show_amount(policy.refund.least)} by {_show_step(policy.refund.step, team, '1')}"
    if policy.alone:
        yield "alone auto"


def _show_amount(fen: Fen) -> str:
    """Fen as yuan, without decimals if they are zero: `500`, `17.20`."""
    return yuan(fen).removesuffix(".00")


def _show_span(span: timedelta) -> str:
    """Whole hours as `4h`, else whole minutes as `90m`."""
    return f"{span // _MINUTE}m" if span % _HOUR else f"{span // _HOUR}h"
