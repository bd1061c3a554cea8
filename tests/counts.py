"""How often what is tried at random is tried: a part in each run, everything with `make whole`."""

import os

WHOLE = os.environ.get("TESTS") == "whole"


def counted(whole: int, part: int) -> int:
    """So many in a whole run, so many otherwise."""
    return whole if WHOLE else part
