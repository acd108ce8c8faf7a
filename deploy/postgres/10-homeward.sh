#!/bin/sh
# Makes the owner of Homeward's database, who is no superuser, and the database. It runs once, when
# the volume of the database server is empty.
set -eu
psql -v ON_ERROR_STOP=1 -v word="$(cat /run/secrets/database_owner)" -v name="$HOMEWARD_DATABASE" \
    --username postgres --dbname postgres <<'SQL'
create role homeward_owner login createrole password :'word';
create database :"name" owner homeward_owner encoding 'UTF8' template template0;
revoke all on database :"name" from public;
SQL
