-- What an organisation took away or shut: users, links, agreements, seals. Kept beside the keys for
-- the same reason as closings. Ids, codes and times alone. Written so that it can run over what is
-- there.

create table if not exists restriction (
    number bigint generated always as identity primary key,
    -- The model, and the row's key.
    what text not null,
    row_key text not null,
    said jsonb not null default '{}',
    noted_at timestamptz not null default now()
);
create index if not exists restriction_of_a_model on restriction (what, number);
