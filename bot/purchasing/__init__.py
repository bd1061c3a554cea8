"""The decisions of purchasing: what a text asks for, what it costs, who may approve it, what follows; all pure.

offers      what sellers offer, and which of it typed words mean
reading     what a message asks for: links, quantities, waybills
sheets      the same for a sheet
requests    what people ask to buy, line by line, and the purchase that comes of it
approval    rights, a team's rules, votes, budgets, delegations
orders      what an order holds and costs, what is left to pay, and what comes back
tracking    what 1688 reports beside what was sent: what changed, alarms, refunds as they go on, reports
events      what happens: the journal's entry, who is told, which cards change
notices     what people are told, as facts without words
people      teams and people: what they hear, and what is kept of them

Beside them stands what several rooms speak of:

choice, snapshot            what is chosen of an offer; exactly what is confirmed and approved
create_call                 what is previewed and sent, and what was made of it
order_report, order         an order as 1688 reports it, and as the ledger loads it
lifecycle                   the states of a request, an attempt and an order, and the kinds of alarms
own_sku                     the codes by which a team knows its goods
arrivals, receipts          what was counted, and what of it can be confirmed at 1688
claims, asking_back         what is claimed of an order's pieces and money, and how it is asked back
errands                     a write at 1688 other than a create
person                      who acts, where, and by which update
notice                      the kinds of messages that people are owed
holds, own_reasons          what holds buying back, and the program's own reasons
calls, troubles, exports    the account of calls, what is wrong with the bot, what can be exported
money, text, lookalike      fen; languages and clean texts; names that look alike
"""
