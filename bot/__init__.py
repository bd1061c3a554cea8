"""The map of the packages: each one imports only from those on lower lines (import-linter checks this).
Beside it, `storage` has tables, migrations and files; only the desk's ledger and wiring use it.

__main__, cli       `python -m bot`: the commands and their options
commands            the bodies of the commands that need no running bot
wiring              builds the bot from its parts, starts and stops it; the only package that knows all of them
market_report       what `caigou doctor --report` tells of 1688 and asks it
doctor              what `caigou doctor` tries out itself; the checks are those of `cards`
settings            what the environment, secret files and `.env` say
redaction           removes secrets and phone numbers from log lines
setting_types       how the value of each setting is written
jobs                runs each tick when it is due
chat                conversations and Telegram's transport
web                 the HTTP server: updates, push messages, health, metrics, the Mini App
sandbox             simulated 1688 and Telegram; shares no code with the packages that it tests
cards               turns what the desk did into text and buttons, in the reader's language
desk                does the work: requests, placing, orders, goods, money, rules, teams, messages, operations, ledger
market              buys on 1688
sheets              reads sheets in a process of its own, and writes them
pictures            reads pictures in a process of its own
purchasing          the decisions; pure functions without input or output
child_process       has a file read by a process that knows no secret
child_limits        what such a process may use
clock               the time and waiting, passed in as an argument
"""

__version__ = "0.2.0"
