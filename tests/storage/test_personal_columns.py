"""Every column of every table is classified: what of a person it may hold."""

from sqlalchemy import Boolean, Integer

from storage.tables import Base
from tests.storage.personal_columns import COLUMNS, Holds


def schema() -> dict[str, set[str]]:
    return {table.name: {column.name for column in table.columns} for table in Base.metadata.sorted_tables}


def test_every_column_says_what_it_holds_of_a_person_and_no_other_does() -> None:
    assert {name: set(columns) for name, columns in COLUMNS.items()} == schema()


def test_what_is_typed_as_numbers_sums_or_moments_is_no_name_and_no_words() -> None:
    texts = {Holds.NAME, Holds.WORDS, Holds.OURS, Holds.SEALED}
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            plain = isinstance(getattr(column.type, "impl_instance", column.type), Integer | Boolean)
            assert not (plain and COLUMNS[table.name][column.name] in texts), f"{table.name}.{column.name}"
