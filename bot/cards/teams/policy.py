"""Shows a team's rules in words, what is wrong with typed ones, and what they would have meant for recent requests."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks import team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, gap, rows, show
from bot.cards.teams import team as team_cards
from bot.cards.texts import catalogue as texts
from bot.desk.teams.policy import Rules, WhatIf
from bot.purchasing.approval.judge import Automatic, Impossible, Judgement
from bot.purchasing.approval.policy import ApprovalStep, Policy, Rule, RuleFault
from bot.purchasing.approval.policy_language import percent, show_people
from bot.purchasing.approval.team import Team
from bot.purchasing.people.teams import Changed, Proposed

_MOST_FAULTS = 8
_MOST_LINES = 60


def rules_card(rules: Rules, language: str, *, admin: bool) -> View:
    """The rules in words; for an admin also as the lines that change them, and usual ones to try."""
    w = Writer(language)
    head = w.head("", None, "head-rules", team=team_lines.title_of(rules.team), version=str(rules.version))
    lines = [head, gap(), *words(w, rules.policy, rules.team), *_unfit(w, rules.unfit)]
    people = rows([w.button("people", Code(ButtonAction.TEAM, (rules.team.id,)))])
    if not admin:
        return View(join(lines), people)
    lines += [gap(), w.line("rules-how"), *map(code, ["/policy", *rules.text.splitlines()[:_MOST_LINES]])]
    return View(join([*lines, gap(), w.line("rules-try")]), (*team_cards.usual_rules(w, rules.team), *people))


def changed(rules: Rules, done: Changed, language: str) -> View:
    """Says that new rules hold, and shows them."""
    done_card, rules_view = team_cards.changed(done, language), rules_card(rules, language, admin=False)
    return View(join([done_card.text, gap(), rules_view.text]), rules_view.keyboard)


def waits(found: WhatIf, proposed: Proposed, language: str, now: datetime) -> View:
    """Shows the new rules that wait for their second word."""
    w, waits_card = Writer(language, now), team_cards.proposed(proposed, language, now)
    return View(
        join([waits_card.text, gap(), *(words(w, found.policy, found.team) if found.policy else [])]),
        waits_card.keyboard,
    )


def preview(found: WhatIf, typed: str, language: str) -> View:
    """What typed rules would mean; a press makes them hold."""
    w = Writer(language)
    if found.policy is None:
        head = w.marked(NEEDS_YOU, "rules-wrong")
        return View(join([head, *faults(w, found.faults), gap(), w.line("rules-keep")]))
    lines = [w.head("", None, "head-preview", team=team_lines.title_of(found.team)), gap()]
    lines += [*words(w, found.policy, found.team), *_unfit(w, found.unfit), gap(), *_retold(w, found)]
    if found.loosens:
        lines.append(w.marked(NEEDS_YOU, "rules-loosen"))
    yes = w.button("rules-change", Code(ButtonAction.POLICY_YES, (found.team.id, digest(typed))), "success")
    return View(join(lines), rows([yes, w.button("rules-leave", Code(ButtonAction.POLICY, (found.team.id,)))]))


def faults(w: Writer, found: Sequence[RuleFault]) -> list[Html]:
    """What is wrong with typed rules, a line each."""
    return [Html(f"• {_fault(w, each)}") for each in found[:_MOST_FAULTS]]


def digest(typed: str) -> str:
    """A hash that tells which typed rules a button means."""
    return hashlib.sha256(typed.encode()).hexdigest()


def words(w: Writer, policy: Policy, team: Team) -> list[Html]:
    """Every rule and setting as a sentence."""
    lines = rules_in_words(w, policy, team)
    lines.append(w.line("rule-expire", span=team_lines.duration(w, policy.expire)))
    if policy.note_from is not None:
        lines.append(w.line("rule-note", least=show(policy.note_from)))
    if policy.remind is not None:
        lines.append(w.line("rule-remind", span=team_lines.duration(w, policy.remind)))
    if policy.escalate is not None:
        names = team_lines.people(w, team, policy.escalate.to)
        lines.append(w.line("rule-escalate", span=team_lines.duration(w, policy.escalate.after), names=names))
    change, total = policy.tolerance.change, policy.tolerance.total
    moves = w.line("rule-tolerance", change=percent(change), total=percent(total))
    lines.append(moves if total else w.line("rule-no-tolerance"))
    if policy.together is None:
        lines.append(w.line("rule-apart"))
    else:
        alike = w.line("comma").join(w.line(f"together-{each.value}") for each in sorted(policy.together.by))
        lines.append(w.line("rule-together", span=team_lines.duration(w, policy.together.span), by=Html(alike)))
    if policy.refund is not None:
        who = step_words(w, policy.refund.step, team)
        lines.append(w.line("rule-refund", least=show(policy.refund.least), who=who))
    if policy.alone:
        lines.append(w.line("rule-alone"))
    caps, budgets = policy.caps, policy.budgets
    if caps.order is not None:
        lines.append(w.line("rule-cap-order", most=show(caps.order)))
    if caps.day is not None:
        lines.append(w.line("rule-cap-day", most=show(caps.day)))
    if caps.hour is not None:
        lines.append(w.line("rule-cap-hour", n=caps.hour))
    owned = [(text(show_people((person,), team)), each) for person, each in budgets.people]
    owned += [(w.line("of-tag", tag=text(tag)), each) for tag, each in budgets.tags]
    for whose, each in [(w.line("budget-team"), budgets.team), (w.line("budget-each"), budgets.each), *owned]:
        if each is not None:
            key = "rule-budget-stop" if each.stop else "rule-budget"
            lines.append(w.line(key, whose=whose, most=show(each.amount)))
    return lines


def rules_in_words(w: Writer, policy: Policy, team: Team) -> list[Html]:
    """Every rule as a sentence, in its order."""
    return [Html(f"{number}. {_rule(w, rule, team)}") for number, rule in enumerate(policy.rules, 1)]


def _rule(w: Writer, rule: Rule, team: Team) -> Html:
    """For what a rule is, and its steps."""
    if rule.most is not None and rule.least:
        parts = [w.line("rule-between", least=show(rule.least), most=show(rule.most))]
    elif rule.most is not None:
        parts = [w.line("rule-up-to", most=show(rule.most))]
    else:
        parts = [w.line("rule-from", least=show(rule.least)) if rule.least else w.line("rule-all")]
    if rule.requesters:
        parts.append(w.line("rule-by", names=team_lines.people(w, team, sorted(rule.requesters))))
    if rule.goods:
        parts.append(w.line("rule-goods", names=team_lines.listed(w, sorted(rule.goods))))
    if rule.sellers:
        parts.append(w.line("rule-sellers", names=team_lines.listed(w, sorted(rule.sellers))))
    steps = w.line("rule-then").join(step_words(w, each, team) for each in rule.steps)
    return Html(f"{w.line('clause').join(parts)}{w.line('colon')}{steps or w.line('rule-auto')}")


def step_words(w: Writer, step: ApprovalStep, team: Team) -> Html:
    """Who must say yes in one step."""
    who = w.line(f"group-{step.role.value}") if step.role else team_lines.people(w, team, step.people)
    if len(step.people) == 1:
        return who
    if step.count is None:
        return w.line("step-all", who=who)
    return w.line("step-some", n=step.count, who=who)


def _unfit(w: Writer, names: tuple[str, ...]) -> list[Html]:
    return [w.marked(NEEDS_YOU, "rules-unfit", names=team_lines.listed(w, names))] if names else []


def _retold(w: Writer, found: WhatIf) -> list[Html]:
    if not found.retold:
        return [w.line("retold-none")]
    differing = found.differing
    lines = [w.line("retold", n=len(found.retold), differing=len(differing))]
    for each in differing:
        before, after = (_judged(w, judgement, found.team) for judgement in (each.before, each.after))
        lines.append(Html(f"#{each.past.name} {show(each.past.facts.total)}{w.line('colon')}{before} → {after}"))
    return lines


def _judged(w: Writer, judgement: Judgement, team: Team) -> Html:
    if isinstance(judgement, Automatic):
        return w.line("rule-auto")
    if isinstance(judgement, Impossible):
        return team_lines.obstacle(w, judgement.reason.value, judgement.detail)
    return Html(w.line("rule-then").join(step_words(w, each, team) for each in judgement.steps))


def _fault(w: Writer, fault: RuleFault) -> Html:
    """A fault in the reader's language; one without a text as its English sentence."""
    facts = dict(fault.facts)
    key, line = f"fault-{fault.key}", facts.get("line")
    if line is not None and texts.has(f"{key}-line"):
        key = f"{key}-line"
    if not texts.has(key):
        return text(fault.sentence, 200)
    sentence = w.line(key, **facts)
    return sentence if line is None else Html(f"{w.line('fault-line', line=line)} {sentence}")
