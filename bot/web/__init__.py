"""Answers the outside: updates of Telegram, push messages of 1688, and whether the bot is well."""
