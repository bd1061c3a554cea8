"""Defines why an action on a team, its people or its rules does nothing; moments are UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, Why
from bot.purchasing.approval.policy import RuleFault
from bot.purchasing.repeats import Earlier


class SecondAdmin(Why):
    """It waits for another admin's word."""

    key: ClassVar = "second-admin"


@dataclass(frozen=True, kw_only=True)
class SecondTooEarly(Why):
    """The only admin says it again later."""

    key: ClassVar = "second-too-early"
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ResumeProposed(Why):
    """Buying again waits for another admin's word, or the only one's own."""

    key: ClassVar = "resume-proposed"
    at: datetime | None = None


class ProposalOver(Why):
    """It took effect or was turned down already, or never existed."""

    key: ClassVar = "proposal-over"


class ProposalExpired(Why):
    """Nobody agreed within a day."""

    key: ClassVar = "proposal-expired"


class ProposalSuperseded(Why):
    """What it would change was changed meanwhile."""

    key: ClassVar = "proposal-superseded"


class ProposerNoAdmin(Why):
    """The person who proposed it is no admin any more."""

    key: ClassVar = "proposer-no-admin"


class ProposerLeft(Why):
    """The person who proposed it is not in the team's group."""

    key: ClassVar = "proposer-left"


class UnknownTeam(Why):
    """Unknown team."""

    key: ClassVar = "unknown-team"


class BuyInTeam(Why):
    """An admin of the settings who asks in no team, while there is one."""

    key: ClassVar = "buy-in-team"


@dataclass(frozen=True, kw_only=True)
class NotStarted(Why):
    """The person with this number has not pressed Start, or blocked the bot."""

    key: ClassVar = "not-started"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class UnknownMember(Why):
    """Nobody of this team."""

    key: ClassVar = "unknown-member"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class SettingsAdmin(Why):
    """The settings make them an admin."""

    key: ClassVar = "settings-admin"
    name: str = ""


class NothingChanges(Why):
    """It is so already."""

    key: ClassVar = "nothing-changes"


class NotAGroup(Why):
    """Only a group becomes a team."""

    key: ClassVar = "not-a-group"


class TeamNeedsRole(Why):
    """A member has at least one role."""

    key: ClassVar = "team-needs-role"


class InvitationUnknown(Why):
    """Invitation unknown."""

    key: ClassVar = "invitation-unknown"


class InvitationOwn(Why):
    """Nobody gives themself a right by their own link."""

    key: ClassVar = "invitation-own"


class InvitationUsed(Why):
    """Invitation used."""

    key: ClassVar = "invitation-used"


class InvitationExpired(Why):
    """Invitation expired."""

    key: ClassVar = "invitation-expired"


class InvitationVoid(Why):
    """The person who made it is no admin any more."""

    key: ClassVar = "invitation-void"


@dataclass(frozen=True, kw_only=True)
class AlreadyHasRole(Why):
    """They are in the team with this role."""

    key: ClassVar = "already-has-role"
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class LanguageUnknown(Why):
    """Language unknown."""

    key: ClassVar = "language-unknown"
    known: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ZoneUnknown(Why):
    """Zone unknown."""

    key: ClassVar = "zone-unknown"
    zone: str = ""


@dataclass(frozen=True, kw_only=True)
class RateWrong(Why):
    """Rate wrong."""

    key: ClassVar = "rate-wrong"
    rate: str = ""


@dataclass(frozen=True, kw_only=True)
class CurrencyUnknown(Why):
    """Currency unknown."""

    key: ClassVar = "currency-unknown"
    currency: str = ""


class LimitWrong(Why):
    """Limit wrong."""

    key: ClassVar = "limit-wrong"


@dataclass(frozen=True, kw_only=True)
class PolicyWrong(Why):
    """Policy wrong."""

    key: ClassVar = "policy-wrong"
    faults: tuple[RuleFault, ...] = ()


class PolicyEmpty(Why):
    """Policy empty."""

    key: ClassVar = "policy-empty"


class AwayNotAnApprover(Why):
    """Only an approver can be away."""

    key: ClassVar = "away-not-an-approver"


class AwayToOneself(Why):
    """Nobody can be their own stand-in."""

    key: ClassVar = "away-to-oneself"


class AwayToNoApprover(Why):
    """The stand-in is no approver."""

    key: ClassVar = "away-to-no-approver"


class AwayPast(Why):
    """The absence lies in the past."""

    key: ClassVar = "away-past"


class AwayBackwards(Why):
    """The absence ends before it begins."""

    key: ClassVar = "away-backwards"


class AwayTooLong(Why):
    """The absence is too long."""

    key: ClassVar = "away-too-long"


class AwayOverlap(Why):
    """The absence overlaps another one."""

    key: ClassVar = "away-overlap"


class AwayLoop(Why):
    """The stand-ins would stand in for each other in a circle."""

    key: ClassVar = "away-loop"


class NotifyUnclear(Why):
    """What was chosen about messages cannot be chosen."""

    key: ClassVar = "notify-unclear"


class NotAway(Why):
    """They are not away."""

    key: ClassVar = "not-away"


class NoteNeeded(NumberedWhy):
    """The team's rules want a reason first."""

    key: ClassVar = "note-needed"


@dataclass(frozen=True, kw_only=True)
class OverCap(NumberedWhy):
    """It exceeds a last-resort limit."""

    key: ClassVar = "over-cap"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class OverBudget(NumberedWhy):
    """It exceeds a budget."""

    key: ClassVar = "over-budget"
    detail: str | int = ""


class NoRule(NumberedWhy):
    """No rule says what happens with it."""

    key: ClassVar = "no-rule"


@dataclass(frozen=True, kw_only=True)
class Nobody(NumberedWhy):
    """Too few people could approve it."""

    key: ClassVar = "nobody"
    detail: str | int = ""


@dataclass(frozen=True, kw_only=True)
class Repeat(NumberedWhy):
    """The same was asked for or ordered recently, which the card did not say; a press on the new one goes on."""

    key: ClassVar = "repeat"
    same: Earlier | None = None


class WhyEmpty(NumberedWhy):
    """A reason to decline, a question or an answer needs words."""

    key: ClassVar = "why-empty"


class NoQuestion(NumberedWhy):
    """Nothing was asked."""

    key: ClassVar = "no-question"


class GroupNoTeam(Why):
    """This group is no team, and nobody may ask in it."""

    key: ClassVar = "group-no-team"


class WhichTeam(Why):
    """They are in several teams and must say which."""

    key: ClassVar = "which-team"


class OnlyRequesterAnswers(NumberedWhy):
    """Only the requester answers a question."""

    key: ClassVar = "only-requester-answers"


@dataclass(frozen=True, kw_only=True)
class NobodyCalled(Why):
    """Nobody in the team is called like that."""

    key: ClassVar = "nobody-called"
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleUnknown(Why):
    """No such role."""

    key: ClassVar = "role-unknown"
    role: str = ""


class NoTeam(Why):
    """They are in no team."""

    key: ClassVar = "no-team"
