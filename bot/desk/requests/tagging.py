"""Tags what is asked for: as content before it is placed, and as where its sum belongs afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.reapproval import to_the_requester
from bot.desk.rules.approval_case import known_purchase, open_case, take_turns
from bot.desk.rules.approval_case import permit as require_case
from bot.desk.rules.rights import listed_for, permit, permit_handling, team_of
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import NoLonger
from bot.desk.shared.verbs import Verbs
from bot.desk.shared.views import TagChoice
from bot.purchasing.approval.budget import usage
from bot.purchasing.approval.policy import label
from bot.purchasing.approval.rights import Action
from bot.purchasing.approval.team import Role
from bot.purchasing.events.requests import Retagged
from bot.purchasing.lifecycle import UNDECIDED, AttemptState, RequestState
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.notices.approvals import TagOverNotice
from bot.purchasing.notices.base import request_facts
from bot.purchasing.orders.payable import price_asked
from bot.purchasing.orders.tags import tag_typed, tagged, tags_of, with_tags
from bot.purchasing.person import Act, Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.parts import by_tags
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

MOST_LATEST = 12
"""So many tags of a team are buttons."""


@dataclass(eq=False)
class Tagging(Verbs):
    """The actions on tags."""

    _people: People
    _drafting: Drafting

    async def choice(self, by: Person, request_id: int) -> TagChoice:
        """What this person may choose from. Refusal if they may not tag it now."""
        async with self._ledger.read() as uow:
            purchase = await uow.with_parts(await known_purchase(uow, request_id))
            await self._permit(uow, by, purchase)
            request = purchase.request
            latest = await uow.costs.tags([request.team_id], MOST_LATEST) if request.team_id is not None else ()
            every = {label(each): each for each in (*tags_of(request.asked), *latest)}
            return TagChoice(request, tuple(every.values()))

    async def latest(self, by: Person, place: Place) -> tuple[str, ...]:
        """The tags that were used lately in what this person may see here."""
        async with self._ledger.read() as uow:
            shown = await listed_for(uow, self._people, by, place)
            teams = None if shown.teams is None else [each for each in (*shown.teams, *shown.own) if each is not None]
            return await uow.costs.tags(teams, MOST_LATEST)

    async def of_topic(self, team_id: int, topic: int | None) -> str:
        """The tag of what is asked for in this topic of the team's group; without one that of all of the group."""
        async with self._ledger.read() as uow:
            return await uow.costs.topic_tag(team_id, topic)

    async def tag(self, act: Act, request_id: int, words: str, line: int = 0) -> bool:
        """Give the line at this place another tag, 0 are all; empty takes it away. Whether it was ordered already.

        Before it is placed that is other content: it is priced again as a draft, and what waits for approvers goes back
        to its requester. What was sent stays as it was agreed to; its sum moves, which the journal keeps. Refusal
        (TagWrong) if that is no tag.
        """
        tag, places = tag_typed(words), [line] if line else None
        if words.strip() and not tag:
            raise Refusal(RefusalReason.TAG_WRONG)
        async with self._ledger.read() as uow:
            purchase = await known_purchase(uow, request_id)
        if purchase.request.state in UNDECIDED and not purchase.request.waits and not purchase.orders:
            await self._drafting.choose(act, request_id, lambda was: replace(was, asked=tagged(was.asked, tag, places)))
            return False
        async with self._ledger.change(act.cause) as uow:
            await take_turns(uow, request_id)
            purchase = await uow.with_parts(await known_purchase(uow, request_id))
            await self._permit(uow, act.by, purchase)
            if purchase.request.waits and not price_asked(purchase):
                await self._asked_anew(uow, act.by, purchase, tagged(purchase.request.asked, tag, places))
                return False
            await self._moved(uow, act.by, purchase, tag, places)
            return True

    async def _permit(self, uow: UnitOfWork, by: Person, purchase: Purchase) -> None:
        """Refusal unless this person may tag it now: its requester and, once it is sent, also the buyers and admins."""
        request = purchase.request
        if request.state in UNDECIDED and not purchase.orders:
            await permit(uow, self._people, by, Action.LIST, purchase)
            if request.requester.id != by.id:
                raise Refusal(RefusalReason.NOT_YOURS, request.id)
            return
        team = await team_of(uow, request)
        if team is None or Role.ADMIN not in team.roles_of(by.id):
            await permit_handling(uow, self._people, by, purchase)
        parts = purchase.parts or (purchase,)
        # What is agreed to and not sent yet has the tag that was agreed to.
        agreed = [each for each in parts if each.request.state is RequestState.APPROVED and not each.orders]
        if any(each.attempt is None or each.attempt.state is AttemptState.READY for each in agreed):
            raise Refusal(RefusalReason.TAG_UNSENT, request.id)
        if not any(each.orders or each.attempt for each in parts):
            raise Refusal(NoLonger(number=request.id, state=request.state.value))

    async def _asked_anew(self, uow: UnitOfWork, by: Person, purchase: Purchase, asked: tuple[AskedLine, ...]) -> None:
        """Take it from its approvers: its requester confirms what has another tag now."""
        request, case = purchase.request, await open_case(uow, purchase)
        if case is None or request.snapshot is None or asked == request.asked:
            return
        require_case(uow, case, by, Action.WITHDRAW)
        now = await to_the_requester(uow, request)
        snapshot = with_tags(request.snapshot, asked)
        now = await uow.requests.choose(
            now, replace(now.chosen, asked=asked), snapshot=snapshot, previous=request.snapshot
        )
        await uow.record(Retagged(actor=by.id, request=now, before=tags_of(request.asked), after=tags_of(asked)))

    async def _moved(
        self, uow: UnitOfWork, by: Person, purchase: Purchase, tag: str, places: Collection[int] | None
    ) -> None:
        """Let its sum belong to another tag; the lines of the whole that it is a part of, or of its parts, do too."""
        request, asked = purchase.request, tagged(purchase.request.asked, tag, places)
        if asked == request.asked:
            return
        now = await uow.requests.tag(request, asked)
        # A draft may hold other pieces by now than its whole; it is asked for anew.
        drafts = [each.request for each in purchase.parts if each.request.state in UNDECIDED and not each.orders]
        moved = [(each, by_tags(each.asked, asked)) for part in purchase.parts if (each := part.request) not in drafts]
        was = {(each.offer.offer_id, label(each.tag)) for each in request.asked if each not in asked}
        for each in [await uow.requests.get(request.part_of)] if request.part_of is not None else drafts:
            same = [line.place for line in each.asked if (line.offer.offer_id, label(line.tag)) in was]
            moved.append((each, tagged(each.asked, tag, same)))
        for each, lines in moved:
            await uow.requests.tag(each, lines)
            uow.redraw(each.id)
        await uow.record(Retagged(actor=by.id, request=now, before=tags_of(request.asked), after=tags_of(asked)))
        if tag and request.team_id is not None:
            await self._over(uow, now, request.team_id, tag)

    async def _over(self, uow: UnitOfWork, request: Request, team_id: int, tag: str) -> None:
        """Tell the admins of its team if the budget of this tag is used up by what it was given."""
        team = await uow.teams.get(team_id)
        policy = await uow.teams.policy(team_id, team.policy_version)
        allowance = policy.budgets.of_tag(tag)
        if allowance is None:
            return
        used = usage(team, 0, await uow.votes.outlays(team_id, 0, by_tag=True), (), uow.now)
        spent = sum_fen(Fen(each.committed + each.spent) for each in used.tags if each.tag == label(tag))
        if spent > allowance.amount:
            admins = await uow.people.reachable(each.person_id for each in team.acting(Role.ADMIN))
            notice = TagOverNotice(about=request_facts(request), tag=tag, used=spent, limit=allowance.amount)
            await uow.tell(notice, admins, f"tag:{request.id}:{request.version}", request)
