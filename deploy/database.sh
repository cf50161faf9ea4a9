#!/bin/sh
# The application is no superuser: for a superuser the locks on rows do not hold.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$WEERBAAR_PASSWORD" --username postgres <<'SQL'
CREATE ROLE weerbaar LOGIN PASSWORD :'password';
CREATE DATABASE weerbaar OWNER weerbaar ENCODING 'UTF8' TEMPLATE template0;
SQL
