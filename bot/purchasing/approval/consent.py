"""The second word that a loosening needs: another admin's where there are two, else the same one's, later."""

from datetime import datetime, timedelta

from bot.purchasing.approval.rights import Allowed, Answer, Change, Refused
from bot.purchasing.approval.team import Role, Team

SECOND_PRESS_AFTER = timedelta(minutes=10)
PROPOSAL_LIFE = timedelta(hours=24)


def change_answer(person_id: int, change: Change, team: Team, now: datetime) -> Answer:
    """Whether an admin's change holds at once, waits for its second word, or has just got it."""
    if change.base != change.current:
        return Refused("proposal-superseded")
    if not change.loosens:
        return Allowed()
    if change.proposed_by is None or change.proposed_at is None:
        return Allowed(proposed=True)
    if now >= change.proposed_at + PROPOSAL_LIFE:
        return Refused("proposal-expired")
    admins = {each.person_id for each in team.holders(Role.ADMIN)}
    if change.proposed_by not in admins:
        return Refused("proposer-no-admin")
    return _second_word(person_id, change.proposed_by, change.proposed_at, len(admins), now)


def _second_word(person_id: int, proposed_by: int, proposed_at: datetime, admins: int, now: datetime) -> Answer:
    if admins >= 2:
        return Allowed() if person_id != proposed_by else Refused("second-admin")
    ready = proposed_at + SECOND_PRESS_AFTER
    return Allowed(alone=True) if now >= ready else Refused("too-early", {"at": ready.isoformat()})
