#!/bin/sh
# One verified copy of the SQLite database into a folder, under the day's name; keeps the newest 30.
# The bot may run meanwhile. For PostgreSQL use pg_dump, see runbook/copy_failed.md.
set -eu
folder=$1
copy=$folder/caigou-$(date -u +%Y%m%dT%H%M%SZ).db
"${CAIGOU:-/opt/caigou/.venv/bin/caigou}" backup "$copy"
ls -1 "$folder"/caigou-*.db | sort -r | tail -n +31 | while IFS= read -r old; do rm -f -- "$old"; done
