#!/usr/bin/env bash
# Runs once, when the database is made: the login that the server uses. It owns nothing; it may only become assay_app.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$ASSAY_SERVER_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE assay_app NOLOGIN;
CREATE ROLE assay_server LOGIN NOINHERIT PASSWORD :'password';
GRANT assay_app TO assay_server;
SQL
