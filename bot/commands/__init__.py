"""The bodies of the commands that need no living bot, one file each."""
