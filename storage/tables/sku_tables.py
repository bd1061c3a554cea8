"""The table of own SKUs: the codes by which a team knows its goods, and where these are bought."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from storage.tables.base import Base, big, index_where, moment


class OwnSkuRow(Base, table=True):
    """One code of a team's list, or of those who buy without a team; `plain` is the form that is compared.

    `ratio` is how many pieces of 1688 one of it is. The reserve's columns are empty if there is none.
    """

    __tablename__ = "own_sku"
    __table_args__ = (
        CheckConstraint("ratio > 0", name="ratio_positive"),
        CheckConstraint("plain <> ''", name="plain_known"),
        CheckConstraint("offer_id <> ''", name="offer_known"),
        ForeignKeyConstraint(["team_id"], ["team.id"]),
        ForeignKeyConstraint(["changed_by"], ["person.id"]),
        index_where("team_id IS NOT NULL", "one_code_in_a_team", "team_id", "plain", unique=True),
        index_where("team_id IS NULL", "one_code_without_a_team", "plain", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = None
    code: str
    plain: str
    name: str = ""
    ratio: int = 1
    offer_id: str
    spec_id: str = ""
    variant: str = ""
    reserve_offer_id: str = ""
    reserve_spec_id: str = ""
    reserve_variant: str = ""
    changed_by: int = Field(sa_column=big(nullable=False))
    changed_at: datetime = Field(sa_column=moment(nullable=False))
