-- What is asked of a person's link before there is an actor: its id, its language, whether the
-- answers were sent. It tells nothing of anybody.
create or replace function interviews_link_of_token(hash text)
returns table (link uuid, language text, is_sent boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.id, l.language::text, l.sent_at is not null
    from public.interviews_interviewlink l
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > now()
$$;

-- That it was opened is noted, once a minute at most.
create or replace function interviews_link_opened(hash text, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.interviews_interviewlink l
    set first_opened_at = coalesce(l.first_opened_at, moment), last_opened_at = moment,
        times_opened = l.times_opened + 1
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > moment
      and (l.last_opened_at is null or l.last_opened_at < moment - interval '1 minute')
$$;

-- The actor's own link is used up with what it sent.
create or replace function interviews_link_sent(moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.interviews_interviewlink l set sent_at = moment
    where l.id = public.gate_link() and l.revoked_at is null and l.sent_at is null
      and l.expires_at > now()
$$;

-- The wave that the actor's link is for; null for whoever is no person's link.
create or replace function interviews_link_wave() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.wave_id from public.interviews_interviewlink l
    where l.id = public.gate_link() and l.revoked_at is null and l.expires_at > now()
$$;

-- A link is a referral's, an employer's, or a person's to one survey: whoever answered before is
-- asked first, by a copy of its answer under another name. Its holder is of no organisation and
-- cleared for no class.
do $$ begin
    if to_regproc('public.access_link_fields_of_work') is null then
        execute regexp_replace(pg_get_functiondef('public.access_link_fields'::regproc),
                               'access_link_fields(?!_below)', 'access_link_fields_of_work', 'g');
    end if;
end $$;
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        (select concat_ws('|', 'link', l.id, 0, 6, '', '')
         from public.interviews_interviewlink l
         where l.id = access_link_fields.id::uuid
           and l.revoked_at is null and l.expires_at > now()),
        public.access_link_fields_of_work(access_link_fields.id, access_link_fields.purpose))
$$;
