-- Persons and the grounds on which others see them: today's definitions, to run over what is there.
-- Tables are put under the gate by the migration that makes them; the search has a file of its own.

-- Who may receive rows of this class about this person, each until when. The caller folds it.
-- Consents in force and approved other grounds, less what the person blocks.
create or replace function gate_recipients(person uuid, class smallint)
returns table (recipient integer, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with opened (org, purpose, until) as (
        select c.recipient_org_id, c.purpose, coalesce(c.until, '9999-12-31')
        from public.persons_consent c
        where c.person_id = gate_recipients.person and c.covers = class
          and c.withdrawn_at is null and c.known_until is null
        union all
        -- A ground that an agreement names ends with it at the latest: no trigger runs that day.
        select b.recipient_org_id, b.purpose, case
            when b.ground in ('vital_interest', 'legal_obligation') then b.until
            else least(b.until, public.agreements_ground_ends(
                b.owner_org_id, b.recipient_org_id, b.ground)) end
        from public.persons_legalbasis b
        where b.person_id = gate_recipients.person and class = any (b.classes)
          and b.status = 'approved'
          and (b.ground in ('vital_interest', 'legal_obligation')
               or public.agreements_names_ground(b.owner_org_id, b.recipient_org_id, b.ground))
    )
    select (o.id * 16 + g.purpose)::integer, max(g.until)
    from opened g join public.access_organisation o on o.id = g.org
    where g.until >= current_date
      and not exists (
          select 1 from public.persons_block b
          where b.person_id = gate_recipients.person and b.lifted_at is null
            and (b.organisation_id = o.id or b.country_id = o.country_id))
      and not (class = 7 and o.kind = 'authority' and exists (
          select 1 from public.persons_person p
          where p.id = gate_recipients.person and o.country_id = any (p.origin_countries)))
    group by 1
$$;

-- Has the person closed themselves to the actor's organisation, or to its country?
create or replace function gate_blocked(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.persons_block b, public.access_organisation o
        where b.person_id = gate_blocked.person and b.lifted_at is null
          and o.id = public.gate_org()
          and (b.organisation_id = o.id or b.country_id = o.country_id))
$$;

-- What stands open to organisations that a block would close, for the notices that it causes.
-- Asked by whoever may set a block on the person: their owner, a writer of theirs, themselves.
create or replace function persons_opened(about uuid)
returns table (recipient_org integer, purpose smallint, class smallint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct (r.recipient / 16)::integer, (r.recipient % 16)::smallint, k.class
    from generate_series(1, 10) as n
    cross join lateral (select n::smallint as class) k
    cross join lateral public.gate_recipients(about, k.class) r
    where about = public.gate_self() or exists (
        select 1 from public.persons_person p
        where p.id = about and (p.owner_org_id = public.gate_org()
            or (p.scope = any (public.gate_scopes(true))
                and public.gate_recipient() = any (p.shared_with))))
$$;

-- The ledger is only added to. A later version gives no more than the one before it.
create or replace function persons_consent_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.persons_consent;
begin
    if tg_op = 'UPDATE' then
        if (new.id, new.person_id, new.sheet_id, new.recipient_org_id, new.purpose, new.covers,
            new.given_on, new.until, new.withdrawn_at, new.known_from, new.supersedes_id)
           is distinct from
           (old.id, old.person_id, old.sheet_id, old.recipient_org_id, old.purpose, old.covers,
            old.given_on, old.until, old.withdrawn_at, old.known_from, old.supersedes_id)
           or (old.known_until is not null and new.known_until is distinct from old.known_until)
        then
            raise exception 'a consent on record is not overwritten'
                using errcode = '23514', constraint = 'consent_is_only_added_to';
        end if;
        return new;
    end if;
    if new.supersedes_id is null then return new; end if;
    select * into before from public.persons_consent c where c.id = new.supersedes_id;
    if not found or before.known_until is not null
       or (before.person_id, before.owner_org_id, before.programme_id, before.sheet_id,
           before.recipient_org_id, before.purpose, before.covers, before.given_on)
          is distinct from
          (new.person_id, new.owner_org_id, new.programme_id, new.sheet_id,
           new.recipient_org_id, new.purpose, new.covers, new.given_on)
       or coalesce(new.until, '9999-12-31') > coalesce(before.until, '9999-12-31')
       or coalesce(new.withdrawn_at, 'infinity') > coalesce(before.withdrawn_at, 'infinity')
    then
        raise exception 'a version of a consent gives no more than the one before it'
            using errcode = '23514', constraint = 'consent_is_never_widened';
    end if;
    return new;
end $$;
drop trigger if exists stands on persons_consent;
create trigger stands before insert or update on persons_consent
    for each row execute function persons_consent_stands();

-- Once a statement, as the owner: where all stands under one consent, the first version closed would
-- take the others out of the writer's sight.
create or replace function persons_supersede() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.persons_consent c set known_until = n.known_from
    from changed n where n.supersedes_id = c.id and c.known_until is null;
    return null;
end $$;
drop trigger if exists supersede on persons_consent;
create trigger supersede after insert on persons_consent
    referencing new table as changed for each statement execute function persons_supersede();

-- A ground is decided as it was asked for, by who decides, and after that only ended.
create or replace function persons_basis_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := public.gate_user();
begin
    if 7 = any (new.classes) and exists (
        select 1 from public.access_organisation o, public.persons_person p
        where o.id = new.recipient_org_id and p.id = new.person_id and o.kind = 'authority'
          and o.country_id = any (p.origin_countries)) then
        raise exception 'asylum history is never given to an authority of a country of origin'
            using errcode = '23514', constraint = 'asylum_is_never_given_to_an_origin_authority';
    end if;
    if tg_op = 'INSERT' then
        if me is not null and (new.status <> 'waiting' or new.requested_by_id <> me) then
            raise exception 'another ground begins as a request of its own asker'
                using errcode = '23514', constraint = 'other_ground_begins_as_a_request';
        end if;
        return new;
    end if;
    if (new.id, new.person_id, new.ground, new.recipient_org_id, new.purpose, new.classes,
        new.until, new.requested_by_id, new.requested_at)
       is distinct from
       (old.id, old.person_id, old.ground, old.recipient_org_id, old.purpose, old.classes,
        old.until, old.requested_by_id, old.requested_at)
       or (new.status <> old.status and (old.status, new.status) not in (
           ('waiting', 'approved'), ('waiting', 'refused'), ('approved', 'ended')))
       or (old.status = 'waiting' and new.status <> 'waiting' and me is not null
           and new.decided_by_id is distinct from me)
    then
        raise exception 'another ground is decided as it was asked for'
            using errcode = '23514', constraint = 'other_ground_is_decided_as_asked';
    end if;
    return new;
end $$;
drop trigger if exists stands on persons_legalbasis;
create trigger stands before insert or update on persons_legalbasis
    for each row execute function persons_basis_stands();

-- A recipient answers a notice; it doesn't alter it.
create or replace function persons_notice_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (new.id, new.person_id, new.owner_org_id, new.recipient_org_id, new.classes, new.purposes,
        new.since, new.told_at)
       is distinct from
       (old.id, old.person_id, old.owner_org_id, old.recipient_org_id, old.classes, old.purposes,
        old.since, old.told_at)
       or (old.answered_at is not null and (new.answer, new.done_on, new.answered_at, new.received)
           is distinct from (old.answer, old.done_on, old.answered_at, old.received))
    then
        raise exception 'a notice is answered once, as it was sent'
            using errcode = '23514', constraint = 'notice_is_answered_as_sent';
    end if;
    return new;
end $$;
drop trigger if exists stands on persons_deletionnotice;
create trigger stands before update on persons_deletionnotice
    for each row execute function persons_notice_stands();

-- Once a person and statement, not once a row: one sheet may give hundreds of consents. Refolding
-- updates consents as well; what only the fold changed is not folded again. A later version folds
-- when it closes the one before.
create or replace function persons_refold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from changed where supersedes_id is null order by 1) p;
    elsif tg_op = 'DELETE' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from before order by 1) p;
    else
        perform public.gate_refold(p.person_id)
        from (select distinct n.person_id from changed n join before o using (id)
              where (n.withdrawn_at, n.until, n.known_until, n.covers, n.purpose,
                     n.recipient_org_id)
                    is distinct from
                    (o.withdrawn_at, o.until, o.known_until, o.covers, o.purpose,
                     o.recipient_org_id)
              order by 1) p;
    end if;
    return null;
end $$;

-- Other grounds and blocks are few: a row at a time.
create or replace function persons_refold_row() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        perform public.gate_refold(old.person_id);
    else
        perform public.gate_refold(new.person_id);
    end if;
    return null;
end $$;
drop trigger if exists refold on persons_block;
create trigger refold after insert or delete on persons_block
    for each row execute function persons_refold_row();
drop trigger if exists refold_lifted on persons_block;
create trigger refold_lifted after update on persons_block
    for each row when (old.lifted_at is distinct from new.lifted_at)
    execute function persons_refold_row();
drop trigger if exists refold on persons_legalbasis;
create trigger refold after insert or delete on persons_legalbasis
    for each row execute function persons_refold_row();
drop trigger if exists refold_decided on persons_legalbasis;
create trigger refold_decided after update on persons_legalbasis
    for each row when (old.status is distinct from new.status)
    execute function persons_refold_row();

-- A ground that an agreement names stands and falls with the agreement.
create or replace function persons_refold_agreed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.gate_refold(b.person_id)
    from (select distinct person_id from public.persons_legalbasis
          where status = 'approved' and ground not in ('vital_interest', 'legal_obligation')
          order by 1) b;
    return null;
end $$;
drop trigger if exists refold_agreed on agreements_agreement;
create trigger refold_agreed after update or delete on agreements_agreement
    for each statement execute function persons_refold_agreed();

-- The next version of a consent: by who may change the one before, and by the person.
drop policy if exists narrowed on persons_consent;
create policy narrowed on persons_consent for insert with check (
    supersedes_id is not null
    and (person_id = (select gate_self())
         or (scope = any ((select gate_scopes(true))::bigint[])
             and (select gate_recipient()) = any (shared_with))));

drop policy if exists locked_by_self on persons_consent;
create policy locked_by_self on persons_consent for update
    using (person_id = (select gate_self())) with check (person_id = (select gate_self()));

-- The person's own blocks. A row of theirs is kept under who keeps their file.
create or replace function persons_owner(about uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.owner_org_id from public.persons_person p where p.id = about
$$;
drop policy if exists set_by_self on persons_block;
create policy set_by_self on persons_block for insert with check (
    person_id = (select gate_self()) and owner_org_id = persons_owner(person_id));
drop policy if exists lifted_by_self on persons_block;
create policy lifted_by_self on persons_block for update
    using (person_id = (select gate_self())) with check (person_id = (select gate_self()));

-- From whom a block shuts out it is hidden, whatever else opens the row to them.
create or replace function persons_country_of_actor() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.country_id from public.access_organisation o where o.id = public.gate_org()
$$;
drop policy if exists hidden_from_whom_it_blocks on persons_block;
create policy hidden_from_whom_it_blocks on persons_block as restrictive for all using (
    coalesce(organisation_id <> (select gate_org()), true)
    and coalesce(country_id <> (select persons_country_of_actor()), true));

-- The recipient reads what it is told, and answers once.
drop policy if exists told on persons_deletionnotice;
create policy told on persons_deletionnotice for select using (
    recipient_org_id = (select gate_org()) and (select gate_kind()) = 'user');
drop policy if exists answered on persons_deletionnotice;
create policy answered on persons_deletionnotice for update
    using (recipient_org_id = (select gate_org()) and (select gate_kind()) = 'user'
           and answered_at is null)
    with check (recipient_org_id = (select gate_org()) and answered_at is not null);
drop policy if exists caused_by_self on persons_deletionnotice;
create policy caused_by_self on persons_deletionnotice for insert with check (
    person_id = (select gate_self()) and owner_org_id = persons_owner(person_id));

-- When a person comes of age, as early as the date of birth allows.
create or replace function persons_of_age_on(p public.persons_person) returns date
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select (make_date(p.birth_year, coalesce(p.birth_month, 1)::integer,
                      coalesce(p.birth_day, 1)::integer) + interval '18 years')::date
    where p.birth_year is not null
$$;

-- Gives the guardians' consents of children who come of age within `ahead` days their end: the day
-- of coming of age and the period that the rule in force then grants for asking anew. A job's.
create or replace function persons_end_guardians(today date, ahead integer, at timestamptz)
returns table (person uuid, ends_on date)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    child record;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'persons_end_guardians: not a job' using errcode = '42501';
    end if;
    for child in
        select p.id, public.persons_of_age_on(p) + coalesce((
            select r.days::integer from public.tasks_deadlinerule r
            where r.kind = 'ask_consent_anew' and r.programme_id in (0, p.programme_id)
              and r.valid_from <= public.persons_of_age_on(p)
            order by r.programme_id desc, r.valid_from desc limit 1), 0) as last_day
        from public.persons_person p
        where public.persons_of_age_on(p) - ahead <= today
          and exists (select 1 from public.persons_consentsheet s
                      where s.person_id = p.id and s.way = 'guardian')
    loop
        with held as (
            select c.* from public.persons_consent c
            join public.persons_consentsheet s on s.id = c.sheet_id
            where c.person_id = child.id and s.way = 'guardian' and c.known_until is null
              and c.withdrawn_at is null and coalesce(c.until, '9999-12-31') > child.last_day
        )
        insert into public.persons_consent (id, owner_org_id, data_class, programme_id, person_id,
            shared_with, shared_until, sheet_id, recipient_org_id, purpose, covers, given_on,
            until, known_from, supersedes_id)
        select gen_random_uuid(), h.owner_org_id, h.data_class, h.programme_id, h.person_id,
               '{}', '9999-12-31', h.sheet_id, h.recipient_org_id, h.purpose, h.covers, h.given_on,
               child.last_day, persons_end_guardians.at, h.id
        from held h;
        if found then
            person := child.id;
            ends_on := child.last_day;
            return next;
        end if;
    end loop;
end $$;
