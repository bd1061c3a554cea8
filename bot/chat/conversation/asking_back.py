"""Handles money asked back: what is asked for, page by page, the one press and the second word, each step, the list."""

import re
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from telegram.error import TelegramError

from bot.cards import answers
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.order_lines import GOODS_BACK
from bot.cards.blocks.view import View
from bot.cards.goods.waybills import unread
from bot.cards.money import asking_back as cards
from bot.cards.money.asking_back import Page
from bot.cards.money.refund_list import refunds_page
from bot.chat.conversation import counting, waybills
from bot.chat.conversation.conversation import Conversation, text_of
from bot.chat.conversation.registry import command, pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import RefundDialog, ReturnDialog
from bot.desk.shared.refusal import PlainWhy, Refusal, RefusalReason
from bot.desk.shared.refusals import RefundClaimed, RefundUnexplained
from bot.desk.shared.views import RefundView
from bot.market.errors import MarketError
from bot.pictures.contents import PictureFault
from bot.purchasing.asking_back import RefundStep
from bot.purchasing.claims import Claim, ClaimKind, Pieces
from bot.purchasing.errands import ErrandKind
from bot.purchasing.money import Fen, fen_from_yuan
from bot.purchasing.order_report import RefundReport
from bot.purchasing.person import Act
from bot.purchasing.reading.waybills import plain_waybill
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.paid_back import claim_by, errand_of, pieces_of, running

_KINDS_OF_BEFORE = ("missing", "damaged", "good")
"""What the buttons of release 0.2.0 say by number."""
_ON_DRAFTS = frozenset({ButtonAction.REFUND_PICK, ButtonAction.REFUND_PAGE, ButtonAction.REFUND_SEND})
"""A photo in reply to what has these buttons belongs to the refund that is prepared."""


@pressed(ButtonAction.REFUND_ASK)
async def ask_refund(talk: Conversation, order_id: str, in_place: int = 0) -> None:
    """Prepare what is asked back of an order, or go on with that; to the presser alone; or look what is unclear up.

    With `GOODS_BACK` it is of goods that go back, also of good ones.
    """
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    if view.order.live_errand is not None:
        await talk.work(talk.desk.orders.look(talk.act, order_id))
    beginning = talk.desk.refunds.begin(talk.act, order_id, back=in_place == GOODS_BACK)
    await _acted(talk, order_id, beginning, Page.LAST_LOOK, in_place=in_place % GOODS_BACK)


@pressed(ButtonAction.REFUND)
async def refund(talk: Conversation, order_id: str, refund_id: str, in_place: int = 0) -> None:
    """Show a refund as it is at 1688, to the presser alone."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    if refund_id not in [each.refund_id for each in view.order.refunds]:  # it was just asked for
        await talk.work(talk.desk.orders.look(talk.act, order_id))
        view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    claim = claim_by(view.order, refund_id)
    if claim is not None:
        card = await _claim_card(talk, view, claim)
    else:
        card = await _refund_card(talk, view, _report(view, refund_id))
    await talk.of_request(view.purchase.request, card, in_place=in_place)


@pressed(ButtonAction.REFUND_PIECES)
async def name_pieces(talk: Conversation, order_id: str, refund_id: str, what: int, n: int) -> None:
    """Say which pieces a refund was for that a person opened on the site."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    claim = claim_by(view.order, refund_id)
    if claim is None:
        raise Refusal(RefusalReason.REFUND_NOT_THERE, view.purchase.request.id)
    of = _KINDS_OF_BEFORE[what % len(_KINDS_OF_BEFORE)]
    await explain(talk, order_id, claim.id, [*ClaimKind].index(ClaimKind.PIECES), Pieces._fields.index(of), n)


@pressed(ButtonAction.REFUND_WHICH)
async def which(talk: Conversation, order_id: str, claim_id: int) -> None:
    """Ask what a refund of the site, or money that came back, is for."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    claim = _claim(view, claim_id)
    card = cards.which_card(view, claim, talk.by.id, talk.own_language, talk.now())
    await talk.of_request(view.purchase.request, card)


@pressed(ButtonAction.REFUND_EXPLAIN)
async def explain(talk: Conversation, order_id: str, claim_id: int, kind: int, of: int, n: int) -> None:
    """Say what a refund of the site is for, then show what can be asked back."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    claim = _claim(view, claim_id)
    said = [*ClaimKind][kind % len(ClaimKind)]
    pieces = pieces_of(view.order, claim, Pieces._fields[of % len(Pieces._fields)], n)
    refunds = talk.desk.refunds
    with suppress(AlreadyDone):
        await talk.work(refunds.explain(talk.act, order_id, claim_id, said, pieces))
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    card = cards.which_card(view, _claim(view, claim_id), talk.by.id, talk.own_language, talk.now())
    await talk.of_request(view.purchase.request, card, in_place=1)


@pressed(ButtonAction.REFUND_REST)
async def rest(talk: Conversation, order_id: str, claim_id: int) -> None:
    """Prepare to ask for what is left of a refund that paid less than its pieces cost."""
    beginning = talk.desk.refunds.begin_rest(talk.act, order_id, claim_id)
    await _acted(talk, order_id, beginning, Page.LAST_LOOK, in_place=0)


@pressed(ButtonAction.REFUND_AMOUNT)
async def amount(talk: Conversation, order_id: str) -> None:
    """Prepare to ask for an agreed sum without pieces."""
    await _acted(talk, order_id, talk.desk.refunds.begin_amount(talk.act, order_id), in_place=0)


@pressed(ButtonAction.REFUND_ON_SITE)
async def not_on_site(talk: Conversation, order_id: str, claim_id: int) -> None:
    """A person looked on the site with the main account: it is not there, or ended there without money."""
    with suppress(AlreadyDone):
        await talk.work(talk.desk.refunds.not_on_site(talk.act, order_id, claim_id))
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    card = await _claim_card(talk, view, _claim(view, claim_id))
    await talk.of_request(view.purchase.request, card, in_place=1)


@pressed(ButtonAction.REFUND_THERE)
async def on_site(talk: Conversation, order_id: str, errand_id: int) -> None:
    """A person saw on the site, with the main account, that what may have been sent is there."""
    await talk.work(talk.desk.refunds.on_site(talk.act, order_id, errand_id))
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    errand = next(errand for errand in view.order.errands if errand.id == errand_id)
    card = cards.errand_card(view, errand, talk.own_language, talk.now())
    await talk.of_request(view.purchase.request, card, in_place=1)


@pressed(ButtonAction.REFUND_PAGE)
async def page(talk: Conversation, order_id: str, page: int, place: int) -> None:
    """Show a page of what is prepared."""
    await _acted(talk, order_id, talk.desk.refunds.show(talk.by, order_id), page, place)


@pressed(ButtonAction.REFUND_PICK)
async def pick(talk: Conversation, order_id: str, version: int, page: int, place: int) -> None:
    """Choose where the goods are, why money is asked back, or a photo, which a second press leaves out again."""
    this = [*await talk.desk.refunds.photos(talk.by, order_id)][place - 1 : place] if page == Page.PHOTOS else []

    def change(view: RefundView) -> dict[str, Any]:
        chosen, ways = cards.asked(view).photos, cards.ways(view)
        match page:
            case Page.WHERE:
                return dict(zip(("status", "back"), ways[place % len(ways)], strict=True))
            case Page.REASON:
                return {"reason_id": place}
        return {"photos": tuple(each for each in (*chosen, *this) if each not in this or each not in chosen)}

    changing = _changed(talk, order_id, change, version)
    await _acted(talk, order_id, changing, Page.PHOTOS if page == Page.PHOTOS else Page.DRAFT)


@pressed(ButtonAction.REFUND_STEP)
async def step(talk: Conversation, order_id: str, version: int, line: int, what: int, pieces: int) -> None:
    """Ask for so many more pieces of a line, or so many less; without a number, ask for one, or for words."""
    kind = cards.TYPED[what % len(cards.TYPED)]
    counts = kind in Pieces._fields
    if pieces and counts:
        changing = _changed(talk, order_id, lambda view: _with(view, line, kind, add=pieces), version)
        await _acted(talk, order_id, changing, Page.PIECES, line)
        return
    view = await talk.work(_draft(talk, order_id))
    await talk.require_private(f"r_{view.purchase.request.id}")
    dialog = RefundDialog(order_id=order_id, what=kind, line=line)
    await talk.ask_typed(dialog, f"refund-type-{'pieces' if counts else kind}")


async def typed(talk: Conversation, dialog: RefundDialog, words: str) -> None:
    """Take a typed sum, number of pieces, or description; what cannot be read is asked for again."""
    what, line = dialog.what, dialog.line
    if what in Pieces._fields:
        number = counting.typed_number(words)
        changing = _changed(talk, dialog.order_id, lambda view: _with(view, line, what, to=number))
        await talk.say(await _page(talk, await talk.work(changing), Page.PIECES, line))
        return
    if what == "description":
        changing = _changed(talk, dialog.order_id, lambda _: {what: words.strip()})
        await talk.say(await _page(talk, await talk.work(changing)))
        return
    wanted = _amount(words)
    view = await talk.work(_changed(talk, dialog.order_id, lambda _: {what: wanted}))
    kept: Fen = getattr(cards.asked(view), what)
    pages = cards.DraftPages(view, (), talk.own_language, talk.now())
    await talk.say(pages.page(lowered=kept if kept < wanted else None))


@pressed(ButtonAction.REFUND_SEND)
async def send(talk: Conversation, order_id: str, mark: str) -> None:
    """Ask 1688 for exactly what was shown, once; a photo of which no picture can be made is left out and told."""
    left, refunds = dict[str, str](), talk.desk.refunds

    async def asked() -> RefundView | Purchase:
        view = await _draft(talk, order_id)
        now = await _upload(talk, view, left) if view.mark == mark else mark
        if not left:
            return await refunds.ask(talk.act, order_id, now)
        photos = tuple(each for each in cards.asked(view).photos if each not in left)
        return await _changed(talk, order_id, lambda _: {"photos": photos})

    await _acted(talk, order_id, asked(), Page.LAST_LOOK, kind=ErrandKind.REFUND, left_out=left)


async def _upload(talk: Conversation, view: RefundView, left: dict[str, str]) -> str:
    """Give 1688 a small JPEG of each photo that has no address there; the draft's mark, which stands for these, too.

    Those of which no picture can be made are `left`, each with its reason.
    """
    order_id, ask, bot = view.order.order_id, cards.asked(view), talk.services.bot
    files = await talk.desk.refunds.photos(talk.by, order_id)
    for photo in [photo for photo, address in zip(ask.photos, ask.vouchers, strict=True) if not address]:
        try:
            file = await bot.get_file(files[photo])
            jpeg = await talk.services.pictures.jpeg(bytes(await file.download_as_bytearray()))
        except (TelegramError, KeyError):
            jpeg = PictureFault.READER_FAILED
        if isinstance(jpeg, PictureFault):
            left[photo] = jpeg.value
        else:
            view = await talk.desk.refunds.upload(talk.by, order_id, photo, jpeg, view.mark)
    return view.mark


@pressed(ButtonAction.REFUND_AGREE)
async def agree(talk: Conversation, order_id: str, errand_id: int) -> None:
    """Give the second word; the last one has it sent to 1688."""
    purchase = await talk.work(talk.desk.refunds.agree(talk.act, order_id, errand_id))
    waits = any(each.order_id == order_id and each.holding is not None for each in purchase.orders)
    await talk.tell(answers.sentence(talk.reader, "refund-word-waits" if waits else "refund-word-sent"))


@pressed(ButtonAction.REFUND_TURN_DOWN)
async def turn_down(talk: Conversation, order_id: str, errand_id: int) -> None:
    """Say no to it."""
    await talk.work(talk.desk.refunds.turn_down(talk.act, order_id, errand_id))
    await talk.tell(answers.sentence(talk.reader, "refund-word-draft"))


@command("refunds")
@pressed(ButtonAction.REFUNDS)
async def refunds(talk: Conversation, page: int = 0) -> None:
    """`/refunds`: what runs and waits, and the sums; a button shows another page (from 1) in place."""
    found = await talk.work(talk.desk.orders.refunds(talk.by, talk.place))
    view = refunds_page(found, talk.language, talk.now(), page)
    await (talk.show(view) if page else talk.say(view))


@pressed(ButtonAction.REFUND_DROP)
async def drop(talk: Conversation, order_id: str) -> None:
    """It is not asked for."""
    await talk.work(talk.desk.refunds.drop(talk.act, order_id))
    await talk.show(answers.sentence(talk.own_language, "refund-dropped"))


@pressed(ButtonAction.REFUND_NOT_THERE)
async def not_there(talk: Conversation, order_id: str, errand_id: int) -> None:
    """A person looked: 1688 does not know of what may have been sent."""
    await talk.work(talk.desk.refunds.not_there(talk.act, order_id, errand_id))
    await talk.show(answers.sentence(talk.own_language, "errand-let-go"))


@pressed(ButtonAction.REFUND_WITHDRAW)
async def withdraw(talk: Conversation, order_id: str, refund_id: str, change: int, sure: int = 0) -> None:
    """Take a refund back after a second press; to `change` it, show what was asked for as a draft."""
    refunds = talk.desk.refunds
    view = await talk.work(refunds.show(talk.by, order_id))
    report = _report(view, refund_id)
    if not sure:
        card = cards.withdraw_question(view, refund_id, change, talk.own_language, talk.now())
        await talk.of_request(view.purchase.request, card)
        return
    taking = refunds.withdraw(talk.act, order_id, refund_id)
    if not await _acted(talk, order_id, taking, kind=ErrandKind.WITHDRAW) or not change:
        return
    await talk.work(talk.desk.watch.look(order_id))  # until then it may seem to run
    begun = errand_of(view.order.errands, refund_id)
    old = begun.ask if begun is not None else None
    here, pieces = (old.goods_status.returnable, old.pieces) if old is not None else (None, None)
    view = await talk.work(refunds.begin(Act(talk.by), order_id, pieces=pieces, here=here, back=report.back))
    if old is not None and old.reason in view.reasons and view.errand is not None:
        picking = partial(refunds.pick, Act(talk.by), order_id, version=view.errand.version)
        with suppress(Refusal):  # what 1688 takes no more stays as it fills it in
            view = await talk.work(picking(reason_id=report.reason_id, goods=old.goods, carriage=old.carriage))
    await talk.say(await _page(talk, view))


@pressed(ButtonAction.REFUND_BACK)
async def send_back(talk: Conversation, order_id: str, refund_id: str, page: int = 0) -> None:
    """Ask which carrier takes the goods back; in private, since words filter the list."""
    view = await talk.work(talk.desk.refunds.show(talk.by, order_id))
    await talk.require_private(f"r_{view.purchase.request.id}")
    asked = await talk.question() if page else None
    wanted = asked.wanted if isinstance(asked, ReturnDialog) else ""
    await _ask_return(talk, ReturnDialog(order_id=order_id, refund_id=refund_id, wanted=wanted), max(page, 1))


@pressed(ButtonAction.REFUND_CARRIER)
async def carrier(talk: Conversation, order_id: str, refund_id: str, place: int) -> None:
    """The carrier at this place of 1688's list takes them: ask for the waybill, which names it again."""
    for each in (await talk.work(talk.desk.refunds.carriers()))[place : place + 1]:
        this = ReturnDialog(order_id=order_id, refund_id=refund_id, carrier=each.code, name=each.name)
        await _ask_return(talk, this)


async def returned(talk: Conversation, dialog: ReturnDialog, words: str) -> None:
    """Take words of a carrier's name, or its waybill, which a press then tells 1688."""
    waybill = plain_waybill(words)
    if dialog.carrier and not (waybill.isascii() and waybill.replace("-", "").isalnum() and 5 <= len(waybill) <= 40):
        raise Refusal(RefusalReason.WAYBILL_UNCLEAR)
    dialog = replace(dialog, waybill=waybill) if dialog.carrier else replace(dialog, wanted=words.strip()[:40])
    await _ask_return(talk, dialog)


async def _ask_return(talk: Conversation, dialog: ReturnDialog, page: int = 1) -> None:
    """Ask for the carrier, or for its waybill; once there is one, for the press that tells 1688."""
    this, language = (dialog.order_id, dialog.refund_id), talk.language
    if dialog.carrier:
        card = cards.return_card(this, dialog.name, dialog.waybill, language)
    else:
        carriers = await talk.work(talk.desk.refunds.carriers())
        card = cards.carriers_card(this, carriers, dialog.wanted, page, language)
    await talk.ask(replace(dialog, asked_in=()), card, opens=False)


@pressed(ButtonAction.REFUND_SENT)
async def sent(talk: Conversation, order_id: str, refund_id: str) -> None:
    """Tell 1688 of the waybill that the pressed message shows, once."""
    dialog = await talk.question()
    shown = isinstance(dialog, ReturnDialog) and dialog.refund_id == refund_id and dialog.asks(talk.pressed)
    if not isinstance(dialog, ReturnDialog) or not shown or not dialog.waybill:
        await talk.alert(answers.sentence(talk.reader, "refund-return-over"))
        return
    await talk.close_question(dialog)
    telling = partial(talk.desk.refunds.send_back, talk.act, order_id, refund_id)
    await _acted(talk, order_id, telling(dialog.carrier, dialog.waybill), kind=ErrandKind.RETURN)


async def photo(talk: Conversation) -> bool:
    """Whether a photo was one for a refund that is prepared, or of the label of goods on their way back.

    If nothing can be read from that, the words below it are left to be read.
    """
    message = talk.message
    size = message.photo[-1] if message is not None and message.photo else None
    if size is None:
        return False
    about = counting.replied_card(talk, _ON_DRAFTS)
    if about is not None:
        order_id, unique = str(about[0]), size.file_unique_id
        await talk.work(talk.desk.counting.add_photo(Act(talk.by), order_id, size.file_id, unique))
        chosen = _changed(
            talk, order_id, lambda view: {"photos": tuple(dict.fromkeys((*cards.asked(view).photos, unique)))}
        )
        await talk.say(await _page(talk, await talk.work(chosen), Page.LAST_LOOK))
        return True
    dialog = talk.answering if talk.place.private else None
    if not isinstance(dialog, ReturnDialog) or not dialog.carrier:
        return False
    codes = await talk.work(waybills.read_picture(talk, size, talk.services.pictures.codes))
    if not isinstance(codes, PictureFault) and codes:
        await returned(talk, dialog, codes[0])
        return True
    if text_of(message):
        return False
    await talk.say(unread(codes, talk.language))
    return True


async def _acted(
    talk: Conversation, order_id: str, verb: Coroutine[Any, Any, RefundView | Purchase], page: int = Page.DRAFT,
    place: int = 1, *, in_place: int = 1, kind: ErrandKind | None = None, left_out: Mapping[str, str] | None = None,
) -> bool:  # fmt: skip
    """Show how it stands after that, or what 1688 took of this kind; whether it was done. If not, why not.

    Nothing is shown to whoever may not see it.
    """
    done, error = None, None
    try:
        done = await talk.work(verb)
    except (AlreadyDone, Refusal, MarketError) as failure:
        error = failure
    try:
        view = done if isinstance(done, RefundView) else await talk.work(talk.desk.refunds.show(talk.by, order_id))
    except Refusal:
        raise error or Refusal(RefusalReason.UNKNOWN_ORDER, order_id[:40]) from None
    language, now = talk.own_language, talk.now()
    why = error.why if isinstance(error, Refusal) else None
    if isinstance(why, RefundUnexplained):
        question = cards.which_card(view, _claim(view, why.claim_id), talk.by.id, language, now)
        await talk.of_request(view.purchase.request, question, in_place=in_place)
        return False
    if isinstance(error, Refusal) and error.reason is RefusalReason.REFUND_NOTHING:
        named = PlainWhy(which=RefusalReason.REFUND_NOTHING, number=view.purchase.request.name)
        onward = cards.other_ways(view, answers.refusal(named, language, now), talk.by.id, language)
        if onward.keyboard:
            await talk.of_request(view.purchase.request, onward)
            return False
    if isinstance(error, Refusal):
        await talk.refuse(error)
    elif isinstance(error, MarketError):
        await talk.market_error(error)
    errand = view.order.holding or (view.order.errands[-1] if kind and error is None and view.order.errands else None)
    runs = running(view.order)
    if errand is not None and (errand.holds or errand.kind is kind):
        card = cards.errand_card(view, errand, language, now)
    elif isinstance(why, RefundClaimed):
        if why.rest and not in_place:
            return False  # the sentence has the button that asks for the rest
        card = await _claim_card(talk, view, _claim(view, why.claim_id))
    elif view.draft is not None:
        card = await _page(talk, view, _page_after(error, page), place, left_out)
    elif runs:
        card = await _refund_card(talk, view, runs[-1])
    else:
        return error is None
    await talk.of_request(view.purchase.request, card, in_place=in_place)
    return error is None


def _page_after(error: Exception | None, page: int) -> int:
    """The page to show then: what 1688 lets be asked back by now is looked at once more, other faults are mended."""
    if isinstance(error, Refusal) and error.reason is RefusalReason.REFUND_LESS:
        return Page.LAST_LOOK
    return Page.DRAFT if error is not None else page


async def _claim_card(talk: Conversation, view: RefundView, claim: Claim) -> View:
    """A claim as it is known now: its refund at 1688, what was sent, or the question what it is for.

    Of one that ended before 1688 showed it, what its asker can go on with.
    """
    language, now = talk.own_language, talk.now()
    if any(report.refund_id == claim.refund_id for report in view.order.refunds):
        return await _refund_card(talk, view, _report(view, claim.refund_id))
    if claim.from_site:
        return cards.which_card(view, claim, talk.by.id, language, now)
    errand = next((errand for errand in view.order.errands if errand.id == claim.errand_id), None)
    if errand is not None and claim.stands:
        return cards.errand_card(view, errand, language, now)
    if view.draft is not None:
        return await _page(talk, view, Page.LAST_LOOK)
    return answers.sentence(language, "errand-let-go")


async def _refund_card(talk: Conversation, view: RefundView, report: RefundReport) -> View:
    """The refund with its newest steps, as far as 1688 tells them just now."""
    steps = tuple[RefundStep, ...]()
    with suppress(MarketError):
        steps = await talk.work(talk.desk.refunds.steps(talk.by, view.order.order_id, report.refund_id))
    return cards.refund_card(view, report, steps, talk.own_language, talk.now())


async def _page(
    talk: Conversation,
    view: RefundView,
    page: int = Page.DRAFT,
    place: int = 1,
    left_out: Mapping[str, str] | None = None,
) -> View:
    photos = [*await talk.desk.refunds.photos(talk.by, view.order.order_id)] if page == Page.PHOTOS else []
    return cards.DraftPages(view, photos, talk.own_language, talk.now()).page(page, place, left_out)


async def _changed(
    talk: Conversation, order_id: str, change: Callable[[RefundView], Mapping[str, Any]], version: int | None = None
) -> RefundView:
    """The draft with this changed: of the version that was shown, or as it is."""
    view = await _draft(talk, order_id)
    now = view.errand.version if view.errand is not None and version is None else version or 0
    return await talk.desk.refunds.pick(talk.act, order_id, version=now, **change(view))


async def _draft(talk: Conversation, order_id: str) -> RefundView:
    """What its reader prepares; Refusal if that is over by now."""
    view = await talk.desk.refunds.show(talk.by, order_id)
    if view.draft is None or view.ask is None:
        raise Refusal(RefusalReason.REFUND_MOVED, view.purchase.request.id)
    return view


def _claim(view: RefundView, claim_id: int) -> Claim:
    found = next((claim for claim in view.order.claims if claim.id == claim_id), None)
    if found is None:
        raise Refusal(RefusalReason.REFUND_NOT_THERE, view.purchase.request.id)
    return found


def _report(view: RefundView, refund_id: str) -> RefundReport:
    found = next((each for each in view.order.refunds if each.refund_id == refund_id), None)
    if found is None:
        raise Refusal(RefusalReason.REFUND_NOT_THERE, view.purchase.request.id)
    return found


def _with(view: RefundView, line: int, kind: str, add: int = 0, to: int | None = None) -> dict[str, Any]:
    """The pieces that are asked for, with so many more of one line, or exactly so many."""
    order, pieces = view.order, cards.asked(view).pieces
    entry = order.lines[line - 1 if 0 < line <= len(order.lines) else 0].entry_id
    before = pieces.get(entry, Pieces())
    after = before._replace(**{kind: max(0, getattr(before, kind) + add) if to is None else to})
    return {"pieces": {**pieces, entry: after}}


def _amount(words: str) -> Fen:
    """A typed sum in yuan; Refusal if it is none."""
    try:
        return fen_from_yuan(re.sub(r"^(\d+),(\d\d?)$", r"\1.\2", words.strip("¥￥ \n")))
    except ValueError as error:
        raise Refusal(RefusalReason.AMOUNT_UNCLEAR) from error
