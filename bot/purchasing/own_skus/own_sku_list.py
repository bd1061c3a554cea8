"""Decides what a file of own SKUs changes in a list: codes are added and changed, and none is removed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.purchasing.own_sku import OwnSku, Source, normal
from bot.purchasing.sheets.sku_sheet import SkuProblem, SkuProblemKind, SkuRow


@dataclass(frozen=True)
class TakenIn:
    """What a file adds to a list and changes in it, how many of its rows say what the list says, and what is wrong.

    `total` is how many codes the list has afterwards. `unnamed` are the codes that are bought as another offer now and
    lost the name of the old one.
    """

    added: tuple[OwnSku, ...]
    changed: tuple[OwnSku, ...]
    same: int
    problems: tuple[SkuProblem, ...]
    total: int
    unnamed: tuple[str, ...] = ()


def taken_in(known: Mapping[str, OwnSku], rows: Iterable[SkuRow]) -> TakenIn:
    """What these rows change in a list, which is `known` by the normal form of its codes.

    Of a code that stands twice in the file the first row counts.
    """
    named: set[str] = set()
    added, changed, problems, same = list[OwnSku](), list[OwnSku](), list[SkuProblem](), 0
    for row in rows:
        plain = normal(row.code)
        old = known.get(plain)
        if plain in named:
            problems.append(SkuProblem(row.row, SkuProblemKind.TWICE, row.code))
        elif old is None and not row.offer_id:
            problems.append(SkuProblem(row.row, SkuProblemKind.NO_SOURCE, row.code))
        elif old is None:
            added.append(_new(row))
        elif (now := _changed(old, row)) != old:
            changed.append(now)
        else:
            same += 1
        named.add(plain)
    unnamed = tuple(each.code for each in changed if not each.name and known[normal(each.code)].name)
    return TakenIn(tuple(added), tuple(changed), same, tuple(problems), len(known) + len(added), unnamed)


def _new(row: SkuRow) -> OwnSku:
    source, reserve = (
        Source(row.offer_id, variant=row.variant),
        _source(None, row.reserve_offer_id, row.reserve_variant),
    )
    return OwnSku(row.code, row.name, row.ratio or 1, source, reserve)


def _changed(old: OwnSku, row: SkuRow) -> OwnSku:
    """What a row makes of a code. With another offer it has no name, unless the row gives it a new one.

    The name in a row whose link alone was changed is that of the old offer.
    """
    another = row.offer_id not in ("", old.source.offer_id)
    name = row.name or old.name
    return replace(
        old,
        name="" if another and name == old.name else name,
        ratio=row.ratio or old.ratio,
        source=_source(old.source, row.offer_id, row.variant) or old.source,
        reserve=_source(old.reserve, row.reserve_offer_id, row.reserve_variant),
    )


def _source(old: Source | None, offer_id: str, variant: str) -> Source | None:
    """The source that a row names; what it leaves out stays. The same words of the same offer are the same variant."""
    if old is None or (offer_id and offer_id != old.offer_id):
        return Source(offer_id, variant=variant) if offer_id else None
    if variant in ("", old.variant):
        return old
    return Source(old.offer_id, variant=variant)
