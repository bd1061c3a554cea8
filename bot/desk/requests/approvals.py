"""Records a team's decisions on a request (approve, decline, ask, answer, withdraw) and lists what waits for whom.

A warning of a repeat is a mark on its button. Whoever agrees to goods that somebody bought within
24 hours must have read so: the card that warns carries the mark of that very warning. A press
without it, or with an older one, buys nothing and shows the warning first; on a card that shows it
one press is enough, alone, in votes and for parts. "Press twice within ten minutes" would let a
double tap through, and a mark for each person is not needed: a team reads one card.
"""

from dataclasses import dataclass, replace

from bot.desk.ledger.facts import PART_PROPOSED
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.deadlines import act_on_overdue
from bot.desk.requests.drafting import Drafting, draft_of_rest, unseen_repeat
from bot.desk.requests.reapproval import judge_anew
from bot.desk.rules.approval_case import Case, Parties, permit, permitted, read_case, see_parties
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoAnswer, NoteTooLong
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import WaitingPage
from bot.desk.teams.presence import Presence
from bot.purchasing.approval.questions import Held, Outcome, Question
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.votes import Vote, Word
from bot.purchasing.events import requests as events
from bot.purchasing.events.requests import Narrowed, RestOpened
from bot.purchasing.lifecycle import AttemptState, ClosedReason, RequestState
from bot.purchasing.notices.approvals import LeftOutNotice
from bot.purchasing.notices.audience import Audience
from bot.purchasing.notices.base import request_facts
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.parts import narrowed, sellers_in

MOST_WAITING = 99
ON_A_PAGE = 3
"""Waiting requests, of three lines each, so that a page fits one screen of a phone."""
LONGEST_TEXT = 500


@dataclass(eq=False)
class Approvals(Verbs):
    """The actions of deciding. `place` is the chat a person acts in; without it, their private chat."""

    _people: People
    _drafting: Drafting
    _presence: Presence

    async def clock(self) -> None:
        """Remind, escalate and end what waits when it is due; post open cards again after an absence."""
        await act_on_overdue(self._ledger, self._drafting.deciding)

    async def pending(self, by: Person, wanted: int, place: Place, language: str) -> WaitingPage:
        """One page of what waits for approvers in this person's teams, oldest first; in a group only of its team.

        `language` is that of the chat that it is for. If the page does not exist, returns the last one.
        Refusal if they are in no team, or not in the one of this group.
        """
        async with self._ledger.read() as uow:
            teams = await uow.teams.of_person(by.id)
            if not teams:
                self._people.require_buyer(by)
            there = [team for team in teams if place.private or team.chat_id == place.chat_id]
            here = tuple(team.id for team in there if team.reads(by.id))
            if not there and await uow.teams.group(place.chat_id) is not None:
                # Else a press would empty the list of those whose group it is.
                raise Refusal(RefusalReason.UNKNOWN_TEAM)
            numbers = await uow.votes.waiting(here, MOST_WAITING + 1)
        total = min(len(numbers), MOST_WAITING)
        pages = max(1, -(-total // ON_A_PAGE))
        page = min(max(1, wanted), pages)
        shown = numbers[:total][(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
        steps = [await self._drafting.step(number, language) for number in shown]
        return WaitingPage(tuple(steps), page, pages, total, len(numbers) > total)

    async def approve(
        self, act: Act, request_id: int, shown_hash: str, seen: str = "", places: frozenset[int] | None = None
    ) -> bool:
        """Record a yes to exactly the content this person saw; the last yes that is needed places the order.

        With `places` (from 0) they propose to buy of these sellers alone, which is their yes to exactly that. `seen` is
        the mark of the repeat that they were warned of; Refusal (Repeat) if there is another one. Returns whether it
        was the last one and somebody's question still holds the approval.
        """
        found = await self._vote(act, request_id, shown_hash, Word.APPROVE, "", seen, places)
        return isinstance(found, Held)

    async def decline(self, act: Act, request_id: int, shown_hash: str, reason: str) -> None:
        """Record a no, which ends the request; the requester hears the reason."""
        await self._vote(act, request_id, shown_hash, Word.DECLINE, _words(reason, request_id))

    async def may_decline(self, by: Person, request_id: int, shown_hash: str, place: Place | None = None) -> None:
        """Refusal if this person's no would have no effect, so that nobody is asked for a reason in vain."""
        case = await self._seen(by, Action.DECLINE, request_id, shown_hash, place)
        await self._require_there(Act(by, place=place), case)

    async def may_approve(self, by: Person, request_id: int, place: Place | None = None) -> None:
        """Refusal if this person's yes would have no effect, so that nobody is shown a button in vain."""
        async with self._ledger.read() as uow:
            case = await see_parties(uow, request_id)
            permit(uow, case, by, Action.APPROVE, place, case.hash)

    async def _vote(
        self,
        act: Act,
        request_id: int,
        shown_hash: str,
        word: Word,
        reason: str,
        seen: str = "",
        places: frozenset[int] | None = None,
    ) -> Outcome:
        """Say this word on the content that was shown; with `places` a yes to what is bought of these sellers alone.

        Refusal of a yes while the clock is doubted: it could last too long, and nothing has certainly run out.
        """
        action = Action.APPROVE if word is Word.APPROVE else Action.DECLINE
        there = await self._is_there(act, action, request_id, shown_hash)
        async with self._ledger.change(act.cause) as uow:
            if word is Word.APPROVE and uow.doubt is not None:
                raise Refusal(RefusalReason.CLOCK_APART)
            case = await judge_anew(uow, await self._case(uow, request_id))
            permit(uow, case, act.by, action, act.place, shown_hash)
            _require_looked(there, request_id)
            unseen = await unseen_repeat(uow, act.by, case.purchase, seen) if word is Word.APPROVE else None
            if unseen is None:
                case = case if places is None else await _narrow(uow, case, act.by, places)
                return await self._voted(uow, case, Vote(act.by.id, word, case.hash, uow.now, reason))
        raise unseen

    async def _voted(self, uow: UnitOfWork, case: Case, given: Vote) -> Outcome:
        """Record the vote and act on all of them."""
        request = case.request
        vote = await uow.votes.cast(request, given)
        await uow.record(events.Voted(actor=given.person_id, request=request, verdict=given.word, reason=given.reason))
        said = replace(case.purchase, votes=(*case.purchase.votes, vote))
        result = (await self._drafting.deciding.count(uow, replace(case, purchase=said))).outcome
        if isinstance(result, Held):
            by, until = tuple(each.person_id for each in result.holds), result.until.isoformat()
            await uow.record(events.HeldByQuestion(request=request, by=by, until=until))
        return result

    async def take_vote_back(self, act: Act, request_id: int, shown_hash: str) -> None:
        """Take back this person's yes to the content they saw; they may decide again."""
        async with self._ledger.change(act.cause) as uow:
            case = await self._case(uow, request_id)
            permit(uow, case, act.by, Action.TAKE_VOTE_BACK, act.place, shown_hash)
            await uow.votes.take_back(case.request, act.by.id, case.hash)
            await uow.record(events.VoteTakenBack(actor=act.by.id, request=case.request))
            await self._recount(uow, request_id)

    async def may_take_vote_back(self, by: Person, request_id: int, place: Place | None = None) -> bool:
        """Whether this person said yes to it as it stands and could take that back."""
        async with self._ledger.read() as uow:
            case = await see_parties(uow, request_id)
            return permitted(uow, case, by, Action.TAKE_VOTE_BACK, place, case.hash)

    async def ask(self, act: Act, request_id: int, text: str) -> Place:
        """Put a question to the requester, who is told in the place returned; the answer is shown on the card."""
        text = _words(text, request_id)
        there = await self._is_there(act, Action.ASK, request_id, None)
        async with self._ledger.change(act.cause) as uow:
            case = await self._case(uow, request_id)
            permit(uow, case, act.by, Action.ASK, act.place, case.hash)
            _require_looked(there, request_id)
            number = await uow.votes.ask(request_id, act.by.id, text, case.hash)
            name = case.team.known_as(act.by.id)
            await uow.record(
                events.QuestionAsked(actor=act.by.id, request=case.request, name=name, number=number, text=text)
            )
            await self._recount(uow, request_id)
            return case.request.place

    async def may_ask(self, by: Person, request_id: int, place: Place | None = None) -> None:
        """Refusal if this person may not ask; checked before they type."""
        case = await self._seen(by, Action.ASK, request_id, None, place)
        await self._require_there(Act(by, place=place), case)

    async def answer(self, act: Act, request_id: int, text: str, question_id: int | None = None) -> None:
        """Record the requester's answer to the named question, else to the oldest open one."""
        text = _words(text, request_id)
        async with self._ledger.change(act.cause) as uow:
            case = await self._case(uow, request_id)
            permit(uow, case, act.by, Action.ANSWER, act.place)
            question = _unanswered(case, question_id)
            await uow.votes.answer(question, text)
            request, team, asker = case.request, case.team, await uow.people.person(question.asker_id)
            event = events.QuestionAnswered(
                actor=act.by.id, request=request, name=team.known_as(act.by.id), text=text, question=question,
                asker=team.known_as(question.asker_id),
                asker_hears=asker is not None and asker.reachable and team.reads(asker.id, request.requester.id),
            )  # fmt: skip
            await uow.record(event)
            await self._recount(uow, request_id)

    async def let_go(self, act: Act, request_id: int, shown_hash: str) -> None:
        """Drop this person's open questions about the content they saw; those no longer hold anything."""
        async with self._ledger.change(act.cause) as uow:
            case = await self._case(uow, request_id)
            permit(uow, case, act.by, Action.LET_GO, act.place, shown_hash)
            for each in case.purchase.questions:
                if (each.asker_id, each.snapshot_hash, each.closed_at) == (act.by.id, case.hash, None):
                    await uow.votes.let_go(each)
            await uow.record(events.QuestionLetGo(actor=act.by.id, request=case.request))
            await self._recount(uow, request_id)

    async def _recount(self, uow: UnitOfWork, request_id: int) -> None:
        """Count the votes again, by the present rules, after a question or a word was added or removed.

        A request whose time is over is left to the clock.
        """
        case = await judge_anew(uow, await self._case(uow, request_id))
        request = case.request
        if request.waits and request.needs is not None and not request.needs.times.expired(uow.now):
            await self._drafting.deciding.count(uow, case)
        else:
            uow.redraw(request.id)

    async def withdraw(self, act: Act, request_id: int) -> None:
        """Let the requester take the request back, as long as nothing was sent."""
        async with self._ledger.change(act.cause) as uow:
            case = await self._case(uow, request_id)
            permit(uow, case, act.by, Action.WITHDRAW, act.place)
            request, attempt = case.request, case.purchase.attempt
            if request.state is RequestState.APPROVED and attempt is not None and attempt.state is AttemptState.READY:
                await uow.attempts.settle(attempt, AttemptState.WITHDRAWN, reason=OwnReason.TAKEN_BACK)
            back = await uow.lists.give_back(request.id)
            reason = ClosedReason.TO_LIST if back else ClosedReason.BY_REQUESTER
            await uow.requests.end(request, RequestState.CANCELLED, reason)
            name, orders = case.team.known_as(act.by.id), case.purchase.orders
            await uow.record(events.Withdrawn(actor=act.by.id, request=request, name=name, orders=orders))

    async def _is_there(self, act: Act, action: Action, request_id: int, shown_hash: str | None) -> bool:
        """Whether this person is known to be in the team's group; False if their vote has no effect anyway.

        Refusal if they are not in it, or if nobody can tell. Asks Telegram before the transaction that counts the vote.
        """
        try:
            case = await self._seen(act.by, action, request_id, shown_hash, act.place)
        except Refusal:
            return False  # the transaction that follows says why
        await self._require_there(act, case)
        return True

    async def _seen(
        self, by: Person, action: Action, request_id: int, shown_hash: str | None, place: Place | None
    ) -> Parties:
        """The people who decide on it, if this person may act once they are in the group; else Refusal."""
        async with self._ledger.read() as uow:
            case = await see_parties(uow, request_id)
            # As if they were in the team's group: the group is asked only if it matters.
            members = [replace(each, rests=False) if each.person_id == by.id else each for each in case.team.members]
            there = replace(case, team=replace(case.team, members=tuple(members)))
            permit(uow, there, by, action, place, case.hash if shown_hash is None else shown_hash)
        return case

    async def _require_there(self, act: Act, case: Parties) -> None:
        """Refusal if this person is not in the group; after a minute of Telegram's silence it comes as a message."""
        try:
            await self._presence.require(act, case.team)
        except Refusal as refusal:
            if not isinstance(refusal.why, NoAnswer):
                raise
            await self._presence.give_up(act, case.request.id)
            raise Refusal(NoAnswer(owed=True)) from None

    async def _case(self, uow: UnitOfWork, request_id: int) -> Case:
        case = await read_case(uow, request_id)
        if case is None:
            raise Refusal(RefusalReason.UNKNOWN_REQUEST, request_id)
        return case


def _require_looked(there: bool, request_id: int) -> None:
    """Refuse a vote whose group was not asked, because the person could not yet decide when it was looked up."""
    if not there:
        raise Refusal(RefusalReason.STALE, request_id)


def _words(text: str, request_id: int) -> str:
    """The text, if it says something and is not too long; Refusal otherwise."""
    if not text.strip():
        raise Refusal(RefusalReason.WHY_EMPTY, request_id)
    if len(text) > LONGEST_TEXT:
        raise Refusal(NoteTooLong(limit=LONGEST_TEXT))
    return text.strip()


def _unanswered(case: Case, question_id: int | None) -> Question:
    """The named question, even if its asker dropped it; else the oldest open one."""
    for each in case.purchase.questions:
        if each.answered_at is None and each.id == question_id:
            return each
        if question_id is None and each.closed_at is None:
            return each
    raise Refusal(RefusalReason.NO_QUESTION, case.request.id)


async def _narrow(uow: UnitOfWork, case: Case, by: Person, places: frozenset[int]) -> Case:
    """The case of the sellers at these places (from 0) alone, whose votes so far have lapsed.

    What it needs stays what the whole needed. Raises Refusal if this person proposed a part of it before, or if that is
    no part.
    """
    request, proposed = case.request, PART_PROPOSED.of(case.request.id, by.id)
    sellers = {seller for place, seller in enumerate(sellers_in(request)) if place in places}
    shares = narrowed(request, sellers)
    if shares is None:
        raise Refusal(RefusalReason.STALE, request.id)
    if await uow.facts.get(proposed) is not None:
        raise Refusal(RefusalReason.PROPOSED_ALREADY, request.id)
    await uow.facts.put(proposed, len(sellers))
    part, rest = shares
    left = await draft_of_rest(uow, request, rest.chosen, rest.snapshot)
    about = replace(request_facts(left), number=request.id, name=request.name)
    notice = LeftOutNotice(about=about, by=case.team.known_as(by.id))
    await uow.tell(notice, Audience.ASKED, f"left_out:{left.id}", request)
    await uow.record(RestOpened(request=left, offer=left.offer.offer_id, left_out_of=request.id))
    now = await uow.requests.choose(request, part.chosen, snapshot=part.snapshot, previous=request.snapshot)
    await uow.record(Narrowed(actor=by.id, request=now, before=case.hash, rest=left.id))
    await uow.renew_card(request.id, "changed")
    return case.with_request(now)
