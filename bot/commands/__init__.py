"""The bodies of the terminal's commands that need no running bot, one file each."""
