"""How much of a sheet is read at most, and what its reader may use."""

MIB = 1024 * 1024
MOST_BYTES = 20_000_000
"""The largest file; Telegram gives bots none that is larger."""
MOST_XML = 20 * MIB
"""The most XML that is unpacked, in bytes."""
MOST_RATIO = 100
"""So many times larger the unpacked XML may be than the packed, unless it is small: equal rows pack well."""
SMALL_XML = 2 * MIB
LAST_ROW = 20_000
"""The last row that is looked at; empty ones stand between."""
MOST_EMPTY_ROWS = 100_000
"""After so many of them, wherever they stand, a sheet is given up: it would take the reader's whole time."""
AT_ONCE = 2
"""So many sheets are read side by side, each of another person."""
MOST_TEXT = 8 * MIB
"""The most text that a sheet may hold, in bytes as it is handed over."""
LONGEST_ROW = 256 * 1024
"""The same for one row."""
MEMORY = 512 * MIB
"""The address space of the reader, in bytes."""
CPU_SECONDS = 10
SECONDS = 15
