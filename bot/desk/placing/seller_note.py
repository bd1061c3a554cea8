"""What the seller reads with an order: the note of whoever asks for it, with the mark of their team."""

from bot.desk.ledger.requests import snapshot_of
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.seller_notes import marked


def note_to_seller(request: Request, attempt: Attempt, team: OurTeam | None) -> str:
    """As in the body that was made first, if there is one, whatever the mark is by now; else with the mark."""
    own = snapshot_of(request).note
    if attempt.body and (attempt.note or not own):
        return attempt.note
    return marked(own, team.mark if team is not None else "", request.name)
