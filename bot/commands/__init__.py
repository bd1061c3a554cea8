"""The bodies of the commands that need no running bot, one file each."""
