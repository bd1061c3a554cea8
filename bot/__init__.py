"""The house, room by room; each line is one way down, nobody looks up.

__main__, cli       python -m bot, the commands
commands            the bodies of the commands that need no living bot
wiring              introduces everyone to each other, once
doctor              what is well and what is not, and what to do about it
settings, setting_types  what the environment says, and how each value of it is written
clock, redaction    the one clock; what may never stand in a log line
jobs                keeps time: one row for each tick
chat                the Telegram face
web                 answers the outside: updates, push messages, is it well
sandbox             pretends to be the world (1688 and Telegram); shares no code with the rooms it imitates
cards               words what the desk did: values and a language in, text and buttons out
desk                does the work; desk.ledger is the only translator between values and rows
market              buys on 1688
purchasing          decides; pure
"""

__version__ = "0.1.0"
