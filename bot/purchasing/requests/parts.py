"""Cuts a request of several sellers: into a part for each once it is approved, or to some, as an approver proposes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.purchasing.approval.policy import label
from bot.purchasing.requests.asked_line import AskedLine, choice_of, lines_by_offer, merged_lines, seller_of
from bot.purchasing.requests.chosen import Chosen, chosen_of
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot, together


@dataclass(frozen=True)
class Part:
    """What one seller, or some sellers, get of a request: what is chosen of theirs, and what that costs."""

    chosen: Chosen
    snapshot: Snapshot


def parts_of(request: Request, snapshot: Snapshot) -> tuple[Part, ...]:
    """The parts of a request by its sellers, with exactly the lines of the snapshot; none if one seller gets it all."""
    return tuple(Part(_chosen(request, each), each) for each in snapshot.parts)


def _chosen(request: Request, part: Snapshot) -> Chosen:
    """What is chosen of a part."""
    bought = lines_by_offer(part.lines).items()
    lines = [AskedLine(0, request.offer_of(each), choice_of(theirs), request.requester.id) for each, theirs in bought]
    return Chosen(by_tags(lines, request.asked), part.address_id, part.note)


def by_tags(part: Sequence[AskedLine], whole: Sequence[AskedLine]) -> tuple[AskedLine, ...]:
    """The lines of a part by tag and person, as its whole has them, with the own SKUs by which they were asked for."""
    asked = list[AskedLine]()
    for offer in {each.offer.offer_id: each.offer for each in part}.values():
        mine, wanted = ([each for each in some if each.offer.offer_id == offer.offer_id] for some in (part, whole))
        lines, groups = [line for each in mine for line in each.lines], dict[tuple[str, int], list[AskedLine]]()
        for each in wanted or mine:
            groups.setdefault((label(each.tag), each.by), []).append(each)
        for theirs in groups.values():
            able = [line for each in theirs if each.buyable for line in each.lines]
            variants = {each.spec_id for each in lines}
            bought = merged_lines(lines if len(groups) == 1 else [each for each in able if each.spec_id in variants])
            own, whose = tuple(sku for each in theirs for sku in bought_by(each.choice, bought)), theirs[0]
            choice = replace(choice_of(bought), own=own)
            asked += [AskedLine(len(asked) + 1, offer, choice, whose.by, tag=whose.tag)] if bought else []
    return tuple(asked)


def sellers_in(request: Request) -> tuple[str, ...]:
    """The sellers of what is decided, in order; one that 1688 splits over several calls stands once."""
    parts = request.snapshot.parts if request.snapshot is not None else ()
    return tuple(dict.fromkeys(_seller(request, part) for part in parts))


def _seller(request: Request, part: Snapshot) -> str:
    return seller_of(request.offer_of(part.lines[0].offer_id))


def fewer_sellers(before: Snapshot, now: Snapshot) -> int:
    """How many of its parts `now` lost if it is otherwise what it was before; else 0."""
    left = {each.hash for each in now.parts or (now,)}
    parts = {each.hash for each in before.parts}
    return len(parts - left) if left < parts else 0


def narrowed(request: Request, kept: Collection[str]) -> tuple[Part, Part] | None:
    """What is decided of these sellers, and the rest; None if that is all of it, or nothing."""
    parts = request.snapshot.parts if request.snapshot is not None else ()
    taken = [part for part in parts if _seller(request, part) in kept]
    left = [part for part in parts if _seller(request, part) not in kept]
    if not taken or not left:
        return None
    bought = [each for each in request.asked if each.buyable]
    theirs = [each for each in bought if seller_of(each.offer) in kept]
    others = [each for each in bought if seller_of(each.offer) not in kept]
    address_id, note = request.chosen.address_id, request.chosen.note
    return (
        Part(chosen_of(theirs, address_id, note), together(taken)),
        Part(chosen_of(others, address_id, note), together(left)),
    )
