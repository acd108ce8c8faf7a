-- What persons closed: consents withdrawn, blocks set. Kept beside the keys since a restored backup
-- of the data does not know it. Ids and times alone. Written so that it can run over what is there.

create table if not exists closing (
    number bigint generated always as identity primary key,
    kind text not null check (kind in ('consent', 'block', 'lift', 'basis')),
    -- The row that was closed, or the block that was set.
    row_id uuid not null,
    person uuid not null,
    by_user integer not null,
    at timestamptz not null,
    -- The version that closes a consent, and what it says.
    next_id uuid,
    withdrawn_at timestamptz,
    until date,
    -- Whom a block shuts out, and in which programme's file.
    owner_org integer,
    programme bigint,
    organisation integer,
    country text,
    noted_at timestamptz not null default now()
);
