"""The name of everybody who was forgotten, which cards word in the reader's language."""

FORMER = "\ufdd0"
"""Stands where a name was: a code point that Unicode gives to no character, so that nobody is called so."""
EXPORTED = "a former member"
"""The same in an export, whose columns are English."""


def exported(name: str) -> str:
    """A name as an export shows it."""
    return name.replace(FORMER, EXPORTED)
