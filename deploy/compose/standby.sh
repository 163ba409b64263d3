#!/bin/sh
# Runs as the user postgres: copies the primary once, then follows it.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  until pg_basebackup --host=db --username=timeline --pgdata="$PGDATA" --write-recovery-conf --wal-method=stream; do
    find "$PGDATA" -mindepth 1 -delete
    sleep 2
  done
fi
exec postgres -c hot_standby_feedback=on -c cluster_name=standby
