#!/bin/sh
# One verified, packed copy of the SQLite database into a folder, under the day's name; keeps the newest 30, none of them
# for more than 400 days. The bot may run meanwhile. For PostgreSQL use pg_dump, see runbook/copy_failed.md.
set -eu
folder=$1
copy=$folder/caigou-$(date -u +%Y%m%dT%H%M%SZ).db.zst
"${CAIGOU:-/opt/caigou/.venv/bin/caigou}" backup "$copy"
copies() { find "$folder" -maxdepth 1 -type f \( -name 'caigou-*.db' -o -name 'caigou-*.db.zst' \) "$@"; }
copies | sort -r | tail -n +31 | while IFS= read -r old; do rm -f -- "$old"; done
copies -mtime +390 -delete
find "$folder" -maxdepth 1 -type f -name 'caigou-*.part*' -mtime +0 -delete # what a copy left that was cut off
