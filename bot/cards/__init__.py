"""Builds what people see: each function takes values and a language and returns a view, without side effects.

requests    the card of a purchase, from its draft to its order
orders      orders, lists of them, what is stuck, how a seller is chased
goods       what arrives, waybills, counting, the receipt
money       paying together, refunds (`asking_back`), costs, reports
teams       a team's people, rules, settings and list
operations  the bot's health, what may be wrong with it, exports
notices     what people are told without asking
blocks      what all cards are made of: buttons, amounts, links, caps
texts       every word, in one catalogue for each language
"""
