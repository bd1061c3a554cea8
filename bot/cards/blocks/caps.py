"""How much of each thing stands on a card: fixed numbers, whatever else stands there.

What people decide by is never cut: its cap is the longest that may be written. Together the caps stay below what a
message of Telegram holds; `tests/cards/test_longest_cards.py` holds that. What is merely long stands in a fold.
"""

REASON_UNITS = 500
"""Why it is wanted, and why not, in UTF-16 units; nobody can write more."""
QUESTION_UNITS, ANSWER_UNITS = 100, 120
"""The beginning of an approver's question and of its answer; if one is longer, both stand whole in the fold."""
WHOLE_WORDS_UNITS = 500
"""A question, an answer or a note to the seller, whole; nobody can write more."""
SELLER_ANSWER_UNITS = 1000
"""What a seller answered."""
NOTE_UNITS = 80
"""The beginning of a note to the seller on the card of those who decide; the whole note stands in the fold."""
TITLE_COLUMNS = 160
"""The title of the one product that is bought, in columns: an ideograph counts as two."""
VARIANT_COLUMNS = 80
"""Its variant."""
LINES = 6
"""So many lines of a purchase stand on a card; the others stand in the fold."""
LINE_TITLE_COLUMNS, LINE_VARIANT_COLUMNS, LINE_CODES_COLUMNS, LINE_TAG_COLUMNS = 40, 32, 40, 12
"""Title, variant, own SKUs and tag of one line of several."""
SELLER_COLUMNS = 24
"""The name of a seller of several."""
LISTED_TITLE_COLUMNS, LISTED_VARIANT_COLUMNS = 18, 16
"""Title and variant of a purchase in a list of purchases."""
COMPARED_TITLE_COLUMNS = 24
"""A title beside others that are compared with it."""
VARIANTS = 6
"""So many variants of one product are named in a line, each in LISTED_VARIANT_COLUMNS."""
DESTINATION_COLUMNS = 120
"""Where it goes."""
NAMES, NAME_UNITS = 4, 24
"""So many people are named in one line of a card, each by so much of their name; of more how many they are."""
