"""Who must hear of an order beside its requester, and who of all teams when buying stops or goes on."""

from bot.desk.ledger.unit_of_work import Book
from bot.purchasing.approval.team import Role
from bot.purchasing.notice import NoticeKind
from bot.purchasing.order import OrderState
from bot.purchasing.payable import Unpayable, charged
from bot.purchasing.purchase import Attempt, Place, Purchase, Request


async def tell_not_sent(
    book: Book, admins: frozenset[int], request: Request, attempt: Attempt, facts: dict[str, object]
) -> None:
    """1688 did not take an order; where the app has no right to that, the admins alone can do something about it."""
    dedupe = f"not_sent:{attempt.id}:{attempt.epoch}"
    await book.tell(NoticeKind.NOT_SENT, request.place, dedupe, request.id, **facts)
    if facts["denied"]:
        await book.tell_all(admins - {request.place.chat_id}, NoticeKind.NOT_SENT, dedupe, **facts)


async def tell_group_if_dearer(book: Book, purchase: Purchase, dedupe: str, facts: dict[str, object]) -> None:
    """The team that agreed to one sum hears of a higher one, also where it was asked for in private."""
    request, agreed = purchase.request, purchase.request.approved or purchase.request.snapshot
    if request.team_id is None or agreed is None or charged(purchase) <= agreed.total:
        return
    group = await book.group_of(request)
    if group.chat_id != request.place.chat_id:
        await book.tell(NoticeKind.PRICE_CHANGED, group, f"{dedupe}:{group.chat_id}", request.id, **facts)


async def tell_ended(book: Book, kind: NoticeKind, purchase: Purchase, dedupe: str, facts: dict[str, object]) -> None:
    """Nobody agrees to it: its requester hears it, and where it is ordered already whoever can cancel that."""
    request, ordered = purchase.request, [each for each in purchase.orders if each.state is OrderState.TO_PAY]
    if ordered:
        facts = facts | {"order_id": ordered[0].order_id, "unpayable": Unpayable.ENDED.value}
    await book.tell(kind, request.place, dedupe, request.id, **facts)
    if ordered:
        await tell_payers(book, kind, purchase, dedupe, facts)


async def tell_teams(book: Book, told: frozenset[int], kind: NoticeKind, dedupe: str, facts: dict[str, object]) -> None:
    """Every team's group, and in private its buyers who can be reached; none of those who are told already."""
    groups, buyers = set[int](), set[int]()
    for team in await book.teams.all_open():
        groups |= {team.chat_id} if team.chat_id is not None else set()
        buyers |= {each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id)}
    people = [await book.register.person(each) for each in buyers - told]
    await book.tell_all(groups | {each.id for each in people if each and each.reachable}, kind, dedupe, **facts)


async def tell_payers(book: Book, kind: NoticeKind, purchase: Purchase, dedupe: str, facts: dict[str, object]) -> None:
    """Tell the buyers of the team in private; the group where none of them can be reached."""
    request = purchase.request
    team = await book.teams.get(request.team_id) if request.team_id is not None else None
    if team is None:
        return
    told = {request.place.chat_id}
    buyers = [each.person_id for each in team.active if Role.BUYER in team.roles_of(each.person_id)]
    people = [await book.register.person(each) for each in buyers]
    reachable = [each.id for each in people if each is not None and each.reachable]
    places = [Place(each) for each in reachable] or [await book.group_of(request)]
    for place in places:
        if place.chat_id not in told:
            await book.tell(kind, place, f"{dedupe}:{place.chat_id}", request.id, **facts)
