#!/bin/sh
# Run by the image when it makes the primary's cluster: a standby may copy it and follow it.
set -eu
echo 'host replication all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
