-- What clauses open, and who may read and write the agreements themselves (further down).
-- Today's definitions; they run over what earlier migrations left there.

-- What the clauses in force open, folded: every statement asks it, once for each table, and joining
-- agreements, parties and clauses each time cost more than a page's own statements.
-- Row level security without a policy: nobody but the owner reads or writes it.
create table if not exists agreements_open (
    to_org bigint not null,
    purpose integer not null,
    data_class smallint not null,
    may_write boolean not null,
    starts_on date not null,
    ends_on date not null,
    scope bigint not null
);
create index if not exists agreements_open_to on agreements_open (to_org, purpose);
alter table agreements_open enable row level security;

create or replace function agreements_fold() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Two agreements signed at once: the second waits, and then sees what the first wrote.
    lock table public.agreements_open in share row exclusive mode;
    delete from public.agreements_open;
    insert into public.agreements_open
    select distinct c.to_org_id, why.purpose, k.class, c.may_write, a.starts_on,
           coalesce(a.ends_on, '9999-12-31'), public.gate_scope(c.from_org_id, p.id, k.class)
    from public.agreements_clause c
    join public.agreements_agreement a on a.id = c.agreement_id
    cross join unnest(c.data_classes) as k (class)
    cross join unnest(c.purposes) as why (purpose)
    -- Empty is all. Its agreement's programmes bind a clause as its own do.
    join public.programmes_programme p on (c.programmes = '{}' or p.id = any (c.programmes))
        and (a.programmes = '{}' or p.id = any (a.programmes))
    where a.status = 'in_force'
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
      -- A clause for referrals opens the facts chosen for each, never the file (referrals); one for
      -- an encoded comparison opens nothing at all (crossmatches).
      and why.purpose not in (3, 8);
    return null;
end $$;
create or replace trigger fold_open after insert or update or delete on agreements_agreement
    for each statement execute function agreements_fold();
create or replace trigger fold_open after insert or update or delete on agreements_party
    for each statement execute function agreements_fold();
create or replace trigger fold_open after insert or update or delete on agreements_clause
    for each statement execute function agreements_fold();
create or replace trigger fold_open after insert or delete on programmes_programme
    for each statement execute function agreements_fold();

create or replace function gate_scopes(for_writing boolean) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- Read once, since each question to the context checks its seal.
    actor text[] := public.access_context();
    org bigint := actor[3];
    why integer := actor[4];
    classes smallint[] := string_to_array(nullif(actor[5], ''), ',')::smallint[];
    today date := current_date;
begin
    return (select coalesce(array_agg(o.scope), '{}') from public.agreements_open o
            where o.to_org = org and o.purpose = why and o.data_class = any (classes)
              and today between o.starts_on and o.ends_on
              and (o.may_write or not for_writing));
end $$;

-- Does a clause in force run from the owner to the receiver for this class and purpose?
create or replace function gate_clause_covers(
    from_org bigint, programme bigint, class smallint, to_org bigint, purpose integer)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.agreements_clause c
        join public.agreements_agreement a on a.id = c.agreement_id
        where c.from_org_id = from_org and c.to_org_id = to_org
          and (c.programmes = '{}' or programme = any (c.programmes))
          and (a.programmes = '{}' or programme = any (a.programmes))
          and class = any (c.data_classes) and purpose = any (c.purposes)
          and a.status = 'in_force'
          and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
          and not exists (select 1 from public.agreements_party y
                          where y.agreement_id = a.id and y.signed_on is null))
$$;

-- How many days after a referral's end its receiver still sees what it was told, of this class and
-- for this purpose: the most that a clause in force grants. Null where none covers it.
create or replace function agreements_days_after(
    from_org bigint, programme bigint, class smallint, to_org bigint, purpose integer)
returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(c.days_after)::integer from public.agreements_clause c
    join public.agreements_agreement a on a.id = c.agreement_id
    where c.from_org_id = from_org and c.to_org_id = to_org
      and (c.programmes = '{}' or programme = any (c.programmes))
      and (a.programmes = '{}' or programme = any (a.programmes))
      and class = any (c.data_classes) and purpose = any (c.purposes)
      and a.status = 'in_force'
      and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
$$;

-- Until when a clause in force between these two names this ground beside consent. Null where none
-- does: it is off unless it is named.
create or replace function agreements_ground_ends(from_org bigint, to_org bigint, ground text)
returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(coalesce(a.ends_on, '9999-12-31')) from public.agreements_clause c
    join public.agreements_agreement a on a.id = c.agreement_id
    where c.from_org_id = from_org and c.to_org_id = to_org and ground = any (c.grounds)
      and a.status = 'in_force'
      and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
$$;
create or replace function agreements_names_ground(from_org bigint, to_org bigint, ground text)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.agreements_ground_ends(from_org, to_org, ground) is not null
$$;

-- Whatever is agreed: no clause gives asylum history to a public authority of an origin country.
-- Asked when a clause is written, and when a corridor or an organisation makes one such. What has
-- ended for good opens nothing, and stays readable as it was. The three wait for one another: two
-- writes that are innocent alone can't meet.
create or replace function agreements_refuse_asylum(broken boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if broken then
        raise exception 'asylum history is never given to an authority of a country of origin'
            using errcode = '23514', constraint = 'asylum_is_never_given_to_an_origin_authority';
    end if;
end $$;

create or replace function agreements_no_asylum() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if 7 = any (new.data_classes) then
        perform pg_advisory_xact_lock(hashtext('agreements: asylum'));
        perform public.agreements_refuse_asylum(exists (
            select 1 from public.access_organisation o
            join public.programmes_corridor r on r.origin_country_id = o.country_id
            where o.id = new.to_org_id and o.kind = 'authority'));
    end if;
    return new;
end $$;
create or replace trigger no_asylum before insert or update on agreements_clause
    for each row execute function agreements_no_asylum();

create or replace function agreements_no_asylum_by_corridor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('agreements: asylum'));
    perform public.agreements_refuse_asylum(exists (
        select 1 from public.agreements_clause c
        join public.agreements_agreement a on a.id = c.agreement_id
        join public.access_organisation o on o.id = c.to_org_id
        where 7 = any (c.data_classes) and a.status <> 'ended'
          and o.kind = 'authority' and o.country_id = new.origin_country_id));
    return new;
end $$;
create or replace trigger no_asylum before insert or update of origin_country_id
    on programmes_corridor for each row execute function agreements_no_asylum_by_corridor();

create or replace function agreements_no_asylum_by_organisation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('agreements: asylum'));
    perform public.agreements_refuse_asylum(new.kind = 'authority' and exists (
        select 1 from public.agreements_clause c
        join public.agreements_agreement a on a.id = c.agreement_id
        join public.programmes_corridor r on r.origin_country_id = new.country_id
        where c.to_org_id = new.id and 7 = any (c.data_classes) and a.status <> 'ended'));
    return new;
end $$;
create or replace trigger no_asylum before update of kind, country_id on access_organisation
    for each row
    when (old.kind is distinct from new.kind or old.country_id is distinct from new.country_id)
    execute function agreements_no_asylum_by_organisation();

-- Programmes stand as an array, so the database asks for each number what a key would ask.
create or replace function agreements_knows_programmes() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select 1 from unnest(new.programmes) x where not exists (
               select 1 from public.programmes_programme p where p.id = x)) then
        raise exception 'no programme has this number'
            using errcode = '23503', constraint = 'agreement_names_programmes_that_exist';
    end if;
    return new;
end $$;
create or replace trigger knows_programmes before insert or update of programmes
    on agreements_agreement for each row execute function agreements_knows_programmes();
create or replace trigger knows_programmes before insert or update of programmes
    on agreements_clause for each row execute function agreements_knows_programmes();

-- The actor's own: of its organisation as a party or as the drafter.
create or replace function agreements_of_actor() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(m.id), '{}') from (
        select a.id from public.agreements_agreement a where a.lead_org_id = public.gate_org()
        union
        select p.agreement_id from public.agreements_party p
        where p.organisation_id = public.gate_org()) m
$$;

-- An agreement is read by its parties and its drafter, and by whose rows its clauses pass on:
-- whoever takes a consent must be able to say where the data may go. Others don't learn of it.
create or replace function agreements_seen_by_actor() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with recursive in_force as (
        select c.agreement_id, c.from_org_id, c.to_org_id from public.agreements_clause c
        join public.agreements_agreement a on a.id = c.agreement_id where a.status = 'in_force'
    ), reached (org) as (
        select public.gate_org()::bigint
        union
        select f.to_org_id from in_force f join reached r on r.org = f.from_org_id
    )
    select coalesce(array_agg(distinct s.id), '{}') from (
        select unnest(public.agreements_of_actor()) as id
        union
        select f.agreement_id from in_force f join reached r on r.org = f.from_org_id) s
$$;

-- What is offered or signed is no longer written: only drafts of the actor's own organisation are.
create or replace function agreements_drafts_of_actor() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(a.id), '{}') from public.agreements_agreement a
    where a.lead_org_id = public.gate_org() and a.status = 'draft'
$$;

alter table agreements_agreement enable row level security;
drop policy if exists seen on agreements_agreement;
create policy seen on agreements_agreement for select using (
    lead_org_id = (select gate_org()) or id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists written on agreements_agreement;
create policy written on agreements_agreement for insert
    with check (lead_org_id = (select gate_org()) and status = 'draft');
drop policy if exists changed on agreements_agreement;
create policy changed on agreements_agreement for update
    using (id = any ((select agreements_of_actor())::bigint[]));

alter table agreements_party enable row level security;
drop policy if exists seen on agreements_party;
create policy seen on agreements_party for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists written on agreements_party;
create policy written on agreements_party for insert
    with check (agreement_id = any ((select agreements_drafts_of_actor())::bigint[]));
drop policy if exists removed on agreements_party;
create policy removed on agreements_party for delete
    using (agreement_id = any ((select agreements_drafts_of_actor())::bigint[]));
drop policy if exists signed on agreements_party;
create policy signed on agreements_party for update using (
    organisation_id = (select gate_org())
    or exists (select 1 from agreements_agreement a
               where a.id = agreement_id and a.lead_org_id = (select gate_org()) offset 0));

alter table agreements_clause enable row level security;
drop policy if exists seen on agreements_clause;
create policy seen on agreements_clause for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists written on agreements_clause;
create policy written on agreements_clause for all
    using (agreement_id = any ((select agreements_drafts_of_actor())::bigint[]))
    with check (agreement_id = any ((select agreements_drafts_of_actor())::bigint[]));

-- Whom to ask: each party its own at any time, the drafter any in a draft.
alter table agreements_contactpoint enable row level security;
drop policy if exists seen on agreements_contactpoint;
create policy seen on agreements_contactpoint for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists written on agreements_contactpoint;
create policy written on agreements_contactpoint for all
    using (agreement_id = any ((select agreements_drafts_of_actor())::bigint[])
           or (organisation_id = (select gate_org())
               and agreement_id = any ((select agreements_of_actor())::bigint[])))
    with check (agreement_id = any ((select agreements_drafts_of_actor())::bigint[])
           or (organisation_id = (select gate_org())
               and agreement_id = any ((select agreements_of_actor())::bigint[])));

-- Files: added by any party for itself, taken out of a draft alone, never changed.
alter table agreements_agreementfile enable row level security;
drop policy if exists seen on agreements_agreementfile;
create policy seen on agreements_agreementfile for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists added on agreements_agreementfile;
create policy added on agreements_agreementfile for insert
    with check (organisation_id = (select gate_org())
                and agreement_id = any ((select agreements_of_actor())::bigint[]));
drop policy if exists removed on agreements_agreementfile;
create policy removed on agreements_agreementfile for delete
    using (agreement_id = any ((select agreements_drafts_of_actor())::bigint[]));

-- Reviews: by the drafter, and what was found stays.
alter table agreements_review enable row level security;
drop policy if exists seen on agreements_review;
create policy seen on agreements_review for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
drop policy if exists added on agreements_review;
create policy added on agreements_review for insert
    with check (exists (select 1 from agreements_agreement a where a.id = agreement_id
                        and a.lead_org_id = (select gate_org()) offset 0));
