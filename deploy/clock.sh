#!/bin/sh
# In a container: sources and mail every minute, and once a day what the night does. One failure stops nothing else.
set -u
WEERBAAR=/app/.venv/bin/weerbaar
LAST=$(date +%F)
while :; do
  "$WEERBAAR" fetch
  "$WEERBAAR" send_mail
  if [ "$(date +%F)" != "$LAST" ] && [ "$(date +%H)" -ge 3 ]; then
    LAST=$(date +%F)
    "$WEERBAAR" retain
    "$WEERBAAR" verify
    mkdir -p /data/backups
    "$WEERBAAR" backup "/data/backups/weerbaar-$LAST.backup" --key /data/backup.key --make-key
    find /data/backups -name "weerbaar-*.backup" -mtime +35 -delete
  fi
  sleep 60
done
