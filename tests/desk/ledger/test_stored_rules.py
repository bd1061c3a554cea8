"""Rules, and what requests need under them, as they are stored: written as ever, read back whole or refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from bot.desk.ledger.stored_rules import dump_needs, dump_policy, is_before_together, load_needs, load_policy
from bot.purchasing.approval.policy import ApprovalStep, Policy, Rule, Unsound, default_policy
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.requirement import Deadlines, Instead, Needs
from bot.purchasing.money import Fen
from tests.purchasing.approval.people import (
    ANNA,
    BORIS,
    CHEN,
    DARIA,
    EVE,
    NOW,
    RULES,
    UNHURRIED,
    needed,
    needs,
    policies,
    team,
)

WHOLE = """\
to 500: auto
by @Anna goods "big toys" 电子 500-900.50: any of @Boris
seller new: all of approvers
5000+: 2 of @Boris @Chen @Daria then all of admins
else: any of buyers
note from 1000
remind 90m
escalate 8h to @Eve @Chen
expire 24h
tolerance 2% total 5.25%
cap order 10000
cap day 50000
cap hour 10
budget team 20000 a month stop
budget each 3000 a month
budget @Anna 5000 a month
together 24h by offer seller
alone auto"""
STORED = [
    (
        default_policy(),
        '{"alone":true,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":5000000,"hour":30,"order":2000000},'
        '"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,'
        '"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]}],'
        '"together":{"by":["requester"],"span":1440},"tolerance":{"change":0,"total":0}}',
    ),
    (
        Policy(rules=(Rule(),), alone=False),
        '{"alone":false,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":null,"hour":null,"order":null},'
        '"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,'
        '"most":null,"requesters":[],"sellers":[],"steps":[]}],"together":null,"tolerance":{"change":0,"total":0}}',
    ),
    (
        read(WHOLE, team()),
        '{"alone":true,"budgets":{"each":{"amount":300000,"stop":false},"people":[[1,{"amount":500000,"stop":false}]],'
        '"team":{"amount":2000000,"stop":true}},"caps":{"day":5000000,"hour":10,"order":1000000},'
        '"escalate":{"after":480,"to":[5,3]},"expire":1440,"form":2,"note_from":100000,"remind":90,"rules":['
        '{"goods":[],"least":0,"most":50000,"requesters":[],"sellers":[],"steps":[]},'
        '{"goods":["big toys","电子"],"least":50000,"most":90050,"requesters":[1],"sellers":[],'
        '"steps":[{"count":1,"of":[2]}]},'
        '{"goods":[],"least":0,"most":null,"requesters":[],"sellers":["new"],'
        '"steps":[{"count":null,"of":"approver"}]},'
        '{"goods":[],"least":500000,"most":null,"requesters":[],"sellers":[],'
        '"steps":[{"count":2,"of":[2,3,4]},{"count":null,"of":"admin"}]},'
        '{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"buyer"}]}],'
        '"together":{"by":["offer","seller"],"span":1440},"tolerance":{"change":200,"total":525}}',
    ),
]
"""What 0.1.0 stored."""
NEEDED = Needs(
    ANNA, Fen(100_00), (ApprovalStep(2, people=(BORIS, CHEN)), ApprovalStep(None, role=RULES, least=2)),
    Deadlines(NOW + timedelta(hours=24), NOW + timedelta(minutes=90)), (EVE,), NOW, Fen(500), frozenset({DARIA, BORIS}),
    Instead.ADMINS,
)  # fmt: skip
NEEDED_STORED = (
    '{"anew_at":"2026-11-24T04:00:00+00:00","beside":500,"contributors":[2,4],"escalate_at":null,"escalate_to":[5],'
    '"expire_at":"2026-11-25T04:00:00+00:00","instead":"admins","remind_at":"2026-11-24T05:30:00+00:00",'
    '"requester_id":1,"steps":[{"count":2,"of":[2,3]},{"count":null,"least":2,"of":"admin"}],"total":10000}'
)


@UNHURRIED
@given(policies())
def test_what_is_stored_is_read_back_the_same(policy: Policy) -> None:
    assert load_policy(dump_policy(policy)) == policy
    assert dump_policy(load_policy(dump_policy(policy))) == dump_policy(policy)


@pytest.mark.parametrize(("policy", "text"), STORED)
def test_a_policy_is_written_as_it_was_ever_written(policy: Policy, text: str) -> None:
    assert dump_policy(policy) == text
    assert load_policy(text) == policy
    assert not is_before_together(text)


def test_a_second_word_on_refunds_is_written_only_if_the_rules_have_it() -> None:
    policy = read("else: auto\nrefund from 2000 by 1 of buyers", team())
    assert '"refund":{"least":200000,"step":{"count":1,"of":"buyer"}}' in dump_policy(policy)
    assert load_policy(dump_policy(policy)) == policy
    assert "refund" not in dump_policy(replace(policy, refund=None))


@pytest.mark.parametrize(("policy", "text"), STORED)
def test_rules_from_before_requests_counted_together_are_read_and_known_as_such(policy: Policy, text: str) -> None:
    form = json.loads(text)
    old = json.dumps({name: value for name, value in form.items() if name != "together"} | {"form": 1})
    assert is_before_together(old)
    assert load_policy(old) == replace(policy, together=None)
    assert not is_before_together(dump_policy(load_policy(old)))


def broken(change: Callable[[dict[str, Any]], object]) -> str:
    form = json.loads(STORED[-1][1])
    change(form)
    return json.dumps(form)


def test_neither_spaces_nor_the_order_of_the_fields_matter() -> None:
    assert load_policy(broken(lambda form: form.update(rules=form.pop("rules")))) == STORED[-1][0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "NaN",
        "{}",
        "[" * 100_000,
        broken(lambda form: form.update(form=3)),
        broken(lambda form: form.update(form=1)),
        broken(lambda form: form.update(form=True)),
        broken(lambda form: (form.update(form=True), form.pop("together"))),
        broken(lambda form: form.update(form=2.0)),
        broken(lambda form: form.pop("form")),
        broken(lambda form: form.pop("together")),
        broken(lambda form: form.update(together={"span": 1440, "by": ["colour"]})),
        broken(lambda form: form.update(together={"span": 1440, "by": []})),
        broken(lambda form: form.update(together={"span": 1440, "by": ["seller", "offer"]})),
        broken(lambda form: form.update(together={"span": 1, "by": ["offer"]})),
        broken(lambda form: form.update(more=1)),
        broken(lambda form: form.pop("caps")),
        broken(lambda form: form["caps"].pop("day")),
        broken(lambda form: form["rules"][0].update(colour="red")),
        broken(lambda form: form["rules"][0].pop("least")),
        broken(lambda form: form.update(note_from=1.5)),
        broken(lambda form: form.update(note_from=1.0)),
        broken(lambda form: form.update(note_from="1")),
        broken(lambda form: form.update(note_from=-1)),
        broken(lambda form: form.update(note_from=True)),
        broken(lambda form: form.update(note_from=float("nan"))),
        broken(lambda form: form.update(alone="yes")),
        broken(lambda form: form.update(alone=1)),
        broken(lambda form: form.update(expire=10**30)),
        broken(lambda form: form.update(expire="PT24H")),
        broken(lambda form: form.update(expire=60.5)),
        broken(lambda form: form.update(expire=None)),
        broken(lambda form: form.update(rules={})),
        broken(lambda form: form.update(rules=[])),
        broken(lambda form: form["rules"][0].update(goods=[1])),
        broken(lambda form: form["rules"][0].update(goods=["TOYS"])),
        broken(lambda form: form["rules"][0].update(goods="toys")),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 0, "of": "approver"}])),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 1, "of": "requester"}])),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 1, "of": "king"}])),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 1, "of": []}])),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 1, "role": "approver"}])),
        broken(lambda form: form["rules"][0].update(steps=[{"of": "approver"}])),
        broken(lambda form: form["rules"][0].update(steps=[{"count": 1, "of": "approver", "people": [2]}])),
        broken(lambda form: form["budgets"].update(people=[[1, {"amount": 1, "stop": False}]] * 2)),
    ],
)
def test_a_stored_policy_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(Unsound) as refused:
        load_policy(text)
    assert all(each.sentence.endswith(".") for each in refused.value.faults)


@UNHURRIED
@given(needed())
def test_what_a_request_needs_is_read_back_the_same(what: Needs) -> None:
    assert load_needs(dump_needs(what)) == what


def test_what_a_request_needs_is_written_as_it_was_ever_written() -> None:
    assert dump_needs(NEEDED) == NEEDED_STORED
    assert load_needs(NEEDED_STORED) == NEEDED


def test_what_a_request_needed_in_releases_before_is_read() -> None:
    before = {name: value for name, value in json.loads(dump_needs(needs())).items() if value not in (None, [], 0)}
    assert {"anew_at", "beside", "contributors", "instead"}.isdisjoint(before)
    assert load_needs(json.dumps(before | {"escalate_to": [], "remind_at": None, "escalate_at": None})) == needs()


def test_needs_without_a_step_are_refused() -> None:
    with pytest.raises(ValueError, match="automatic"):
        load_needs(json.dumps(json.loads(NEEDED_STORED) | {"steps": []}))
