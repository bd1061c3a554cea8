"""Does the work. Verbs load, decide (in purchasing), ask the market, and record; `desk.py` builds every class of them.

requests    a purchase request from its draft to its approval: variants, quotes, votes, tags, lists, a risen price
placing     the create call of an approved request, and what its answer means
orders      what 1688 has: the regular look, news, alarms, what is unclear, unknown or placed outside; chasing sellers
goods       parcels, waybills, what arrives, counting, the receipt
money       paying, refunds (`asking_back`) and their second word, costs, reports
rules       who may do what (`rights`), a team's rules on a request, whether it may be placed
teams       a team's people, rules, absences and settings
messages    what came in from Telegram, questions that wait for an answer, what is owed to people
operations  the bot itself: tokens, clocks, copies, health, the journal, exports, forgetting
shared      what several of these use: people, refusals, the pause, errands and claims, views for the cards
ledger      rows and values: everything that is loaded and recorded, inside one transaction
"""
