"""How many drafts one person may leave open: each is kept with all that 1688 showed, whether it is asked for or not."""

MOST_OPEN = 30
"""Three messages of ten products each, even if the way to buy takes one product at a time; more is no purchase."""
OLDEST = 5
"""How many are named to somebody who has too many."""


def room_for(open_drafts: int, wanted: int) -> bool:
    """Whether somebody with so many open drafts may open as many more as wanted."""
    return open_drafts + wanted <= MOST_OPEN
