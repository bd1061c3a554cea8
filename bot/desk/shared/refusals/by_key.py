"""Finds a reason by its key, since the purchasing code names reasons by key and does not know the desk."""

from dataclasses import fields

from bot.desk.shared.refusal import Why
from bot.desk.shared.refusals import decisions, erasures, lists, own_skus, purchases, teams

REASONS: dict[str, type[Why]] = {
    each.key: each
    for room in (purchases, decisions, teams, lists, own_skus, erasures)
    for each in vars(room).values()
    if isinstance(each, type) and issubclass(each, Why) and "key" in vars(each)
}


def why_of(key: str, **facts: object) -> Why:
    """The reason with this key and those of these facts that it has. Raises KeyError for an unknown key."""
    form = REASONS[key]
    return form(**{each.name: facts[each.name] for each in fields(form) if each.name in facts})
