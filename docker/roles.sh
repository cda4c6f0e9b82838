#!/bin/sh
# Run once by the postgres image on an empty volume: the three roles of docs/decisions/0002, passwords from the environment.
set -eu
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv owner DATABASE_OWNER_PASSWORD
\getenv app DATABASE_APP_PASSWORD
\getenv task DATABASE_TASK_PASSWORD
SELECT current_database() AS name \gset
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
CREATE ROLE igu_owner LOGIN BYPASSRLS PASSWORD :'owner';
CREATE ROLE igu_app LOGIN PASSWORD :'app';
CREATE ROLE igu_task LOGIN PASSWORD :'task';
ALTER DATABASE :"name" OWNER TO igu_owner;
SQL
