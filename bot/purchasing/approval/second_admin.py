"""The second word that a loosening needs: another admin's, or the same admin's again later if there is only one."""

from datetime import datetime, timedelta

from bot.purchasing.approval.rights import Allowed, Answer, Change, NotPermitted
from bot.purchasing.approval.team import Role, Team

SECOND_PRESS_AFTER = timedelta(minutes=10)
PROPOSAL_LIFE = timedelta(hours=24)


def change_answer(person_id: int, change: Change, team: Team, now: datetime) -> Answer:
    """Whether an admin's change takes effect at once, waits for its second word, or has just got it."""
    if (why := why_void(change, team, now)) is not None:
        return NotPermitted(why)
    if not change.loosens:
        return Allowed()
    if change.proposed_by is None or change.proposed_at is None:
        return Allowed(proposed=True)
    proposer = team.member(change.proposed_by)
    if proposer is not None and Role.ADMIN not in team.roles_of(change.proposed_by):
        return NotPermitted("proposer-left")
    return _second_word(person_id, change.proposed_by, change.proposed_at, len(team.holders(Role.ADMIN)), now)


def why_void(change: Change, team: Team, now: datetime) -> str | None:
    """Why a proposal can no longer get a second word; None if it still can."""
    if change.base != change.current:
        return "proposal-superseded"
    if not change.loosens or change.proposed_by is None or change.proposed_at is None:
        return None
    if now >= change.proposed_at + PROPOSAL_LIFE:
        return "proposal-expired"
    admins = {each.person_id for each in team.holders(Role.ADMIN)}
    return None if change.proposed_by in admins else "proposer-no-admin"


def _second_word(person_id: int, proposed_by: int, proposed_at: datetime, admins: int, now: datetime) -> Answer:
    if admins >= 2:
        return Allowed() if person_id != proposed_by else NotPermitted("second-admin")
    ready = proposed_at + SECOND_PRESS_AFTER
    return Allowed(alone=True) if now >= ready else NotPermitted("too-early", {"at": ready})
