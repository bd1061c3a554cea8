"""Tracks changes that wait for a second word: who was asked, and how each ended, told in the same chats."""

from collections.abc import Iterable

from bot.desk.ledger.facts import PROPOSED
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.purchasing.notices.teams import ProposalOverNotice, TeamProposedNotice
from bot.purchasing.people.teams import Proposal
from bot.purchasing.requests.purchase import Person, Place

AGREED, TURNED_DOWN, TEAM_CLOSED, RESTORED = "agreed", "turned-down", "team-closed", "restored"


def asked_as(proposal_id: int, chat_id: int) -> str:
    """The name under which the message that asks in a chat is owed."""
    return f"proposed:{proposal_id}:{chat_id}"


async def ask(uow: UnitOfWork, proposed: TeamProposedNotice, chats: Iterable[int]) -> None:
    """Owe these chats the question for the second word."""
    number, each_once = proposed.proposal_id, sorted(set(chats))
    await uow.facts.put(PROPOSED.of(number), tuple(each_once))
    for chat_id in each_once:
        await uow.tell(proposed, Place(chat_id), asked_as(number, chat_id))


async def settle(uow: UnitOfWork, proposal: Proposal, how: str, by: Person | None = None) -> frozenset[int]:
    """End it and owe every message that asks for a word its last update; Refusal if it had ended before.

    Returns the chats in which such a message stands.
    """
    outcome = "done" if how == AGREED else "dropped"
    if not await uow.teams.end_proposal(proposal.id, outcome, by.id if by else None):
        raise Refusal(RefusalReason.PROPOSAL_OVER)
    there = set[int]()
    for chat_id in await uow.facts.get(PROPOSED.of(proposal.id)) or ():
        owed = await uow.outbox.owed_as(asked_as(proposal.id, chat_id))
        if owed is not None and isinstance(owed[0], TeamProposedNotice):
            notice = ProposalOverNotice(**vars(owed[0]), how=how, settled_by=by.name if by else None)
            await uow.tell(notice, Place(chat_id), f"over:{proposal.id}:{chat_id}")
            there |= {chat_id} if owed[1] is not None else set()
    await uow.facts.forget(PROPOSED.of(proposal.id))
    return frozenset(there)
