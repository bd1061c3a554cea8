"""Tracks changes that wait for a second word: who was asked, and how each ended, told in the same chats."""

from bot.desk.ledger.facts import PROPOSED
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.events.teams import SecondWordAsked
from bot.purchasing.notices.teams import ProposalOverNotice, TeamProposedNotice
from bot.purchasing.people.teams import Proposal
from bot.purchasing.person import Person, Place

AGREED, TURNED_DOWN, TEAM_CLOSED, RESTORED = "agreed", "turned-down", "team-closed", "restored"


def asked_as(proposal_id: int, chat_id: int) -> str:
    """The name under which the message that asks in a chat is owed."""
    return f"proposed:{proposal_id}:{chat_id}"


async def ask(uow: UnitOfWork, event: SecondWordAsked) -> None:
    """Record a proposal, and keep the chats that are asked for the second word."""
    await uow.facts.put(PROPOSED.of(event.proposal), tuple(sorted(event.chats)))
    await uow.record(event)


async def settle(uow: UnitOfWork, proposal: Proposal, how: str, by: Person | None = None) -> frozenset[int]:
    """End it and owe every message that asks for a word its last update; Refusal if it had ended before.

    Returns the chats in which such a message stands.
    """
    outcome = "done" if how == AGREED else "dropped"
    if not await uow.teams.end_proposal(proposal.id, outcome, by.id if by else None):
        raise Refusal(RefusalReason.PROPOSAL_OVER)
    there, messages = set[int](), dict[int, TeamProposedNotice]()
    for chat_id in await uow.facts.get(PROPOSED.of(proposal.id)) or ():
        owed = await uow.outbox.owed_as(asked_as(proposal.id, chat_id))
        if owed is not None and isinstance(owed[0], TeamProposedNotice):
            messages[chat_id] = owed[0]
            there |= {chat_id} if owed[1] is not None else set()
    await uow.facts.forget(PROPOSED.of(proposal.id))
    name = by.name if by else None
    for chat_id, message in messages.items():
        notice = ProposalOverNotice(**vars(message), how=how, settled_by=name)
        await uow.tell(notice, Place(chat_id), f"over:{proposal.id}:{chat_id}")
    return frozenset(there)
