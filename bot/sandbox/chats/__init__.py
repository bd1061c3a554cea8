"""The state of the pretend Telegram: people, chats, messages, presses, files, the bot's update queue."""
