# ok: definer-without-search-path
create function good() returns int language sql security definer
    set search_path = pg_catalog, pg_temp as $$ select 1 $$;

# ruleid: definer-without-search-path
create function bad() returns int language sql security definer as $$ select 1 $$;
