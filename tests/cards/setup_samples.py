"""The setup of a team at each of its questions, with one admin who is alone, with others, and with two admins."""

from dataclasses import replace
from typing import Any

from bot.desk.ledger.facts import UsualAddress
from bot.desk.teams.setup import Setup, SetupStep
from bot.purchasing.approval.policy import Policy, default_policy
from bot.purchasing.approval.policy_language import amend
from bot.purchasing.approval.team import Member, Role
from bot.purchasing.offers.offer import Address
from bot.purchasing.people.teams import OurTeam
from tests.cards import team_samples as t

ANNA = Member(4711, "Anna", frozenset({Role.ADMIN, Role.REQUESTER}))
NEW = replace(t.TEAM, members=(ANNA,), currency="", rate=None, rate_date=None, policy_version=1)
JOINED = replace(NEW, members=(ANNA, Member(t.BORIS, "Boris", frozenset({Role.APPROVER}))))
ASKERS = replace(NEW, members=(ANNA, Member(t.DARIA, "Daria", frozenset({Role.REQUESTER}))))
TWO_ADMINS = replace(JOINED, members=(*JOINED.members, Member(t.CHEN, "Chen", frozenset({Role.ADMIN}))))
WITH_BUYER = replace(t.TEAM, members=(ANNA, *t.TEAM.members[1:3], t.TEAM.members[4]))
ADDRESSES = tuple(
    Address(f"76120451{n}", "王海燕", "13600000021", city, f"浙江省 {city} 稠江街道货运仓库3号楼2层A区", n == 1)
    for n, city in enumerate(("义乌市", "广州市", "绥芬河市"), 1)
)
CHOSEN = UsualAddress(ADDRESSES[1].address_id, ADDRESSES[1].city)


def rules(lines: str) -> Policy:
    return amend(default_policy(), lines, t.TEAM)


def at(step: SetupStep | None, team: OurTeam = NEW, **more: Any) -> Setup:
    """The setup at this question; `more` are other fields of it."""
    return replace(Setup(team, step, default_policy(), first_approver=True), **more)


NAMED = {
    "roles, alone": at(SetupStep.ROLES),
    "roles, invited": at(SetupStep.ROLES, invitations=1, first_approver=False),
    "roles, joined": at(SetupStep.ROLES, JOINED, first_approver=False),
    "roles, nobody agrees": at(SetupStep.ROLES, ASKERS),
    "roles, two admins": at(SetupStep.ROLES, TWO_ADMINS, first_approver=False),
    "roles, with a buyer": at(SetupStep.ROLES, WITH_BUYER, first_approver=False),
    "address": at(SetupStep.ADDRESS, addresses=ADDRESSES),
    "address, chosen": at(SetupStep.ADDRESS, addresses=ADDRESSES, address=CHOSEN),
    "address, none": at(SetupStep.ADDRESS),
    "currency": at(SetupStep.CURRENCY),
    "currency, chosen": at(SetupStep.CURRENCY, t.TEAM),
    "rules": at(SetupStep.RULES),
    "rules, two admins": at(SetupStep.RULES, TWO_ADMINS),
    "rules, chosen": at(SetupStep.RULES, JOINED, policy=rules("to 1000: any of approvers\nelse: 2 of approvers")),
    "ready, alone": at(None),
    "ready": at(None, WITH_BUYER, address=CHOSEN, policy=rules("to 500: auto\nelse: any of approvers")),
}
