-- The rights' own rows under the gate, and the one function that erases across organisations.

select gate_guard('rights_rightsrequest');
select gate_guard('rights_rectification');
select gate_guard('rights_hold');
select gate_guard('rights_erasuredecision');
select gate_guard('rights_personcopy');

-- The person asks on their own pages; the row is of the organisation that owns the file.
create policy asked on rights_rightsrequest for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and status = 'open' and asked_by = 'portal'
    and owner_org_id = (select p.owner_org_id from persons_person p where p.id = person_id));
-- A copy is written by the unit of work that reads as the person, once, into the row made for it.
create policy filled on rights_personcopy for update
    using (person_id = any ((select gate_selves())::uuid[]) and content = ''::bytea)
    with check (person_id = any ((select gate_selves())::uuid[]));

-- A retention rule is read by all, and set by the programme's lead.
alter table rights_retentionrule enable row level security;
create policy seen on rights_retentionrule for select using ((select gate_kind()) = 'user');
create policy written on rights_retentionrule for insert with check (exists (
    select 1 from programmes_programme p
    where p.id = programme_id and p.lead_org_id = (select gate_org())));

-- Who proposed, and who decided, is who really did; the owner's fixtures have no actor.
create function rights_decision_is_signed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    actor bigint := public.gate_user();
begin
    if public.gate_kind() = '' then return new; end if;
    if tg_op = 'INSERT' then
        if new.proposed_by_id is distinct from actor or new.status <> 'proposed' then
            raise exception 'an erasure is proposed in one''s own name' using errcode = '42501';
        end if;
    elsif (new.proposed_by_id, new.person_id, new.owner_org_id)
              is distinct from (old.proposed_by_id, old.person_id, old.owner_org_id)
          or new.status <> old.status and new.status <> 'carried_out'
             and (new.decided_by_id is distinct from actor or old.status <> 'proposed')
          or new.status <> old.status and new.status = 'carried_out'
             and current_setting('homeward.erasing', true) is distinct from old.id::text then
        raise exception 'an erasure is decided in one''s own name' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger signed before insert or update on rights_erasuredecision
    for each row execute function rights_decision_is_signed();

-- Whichever organisation set it: a hold of another one counts, and tells no more than that it is.
create function rights_held(about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.rights_hold h
                   where h.person_id = about and h.ended_at is null
                     and coalesce(h.until, '9999-12-31') >= current_date)
$$;

-- The officer isn't cleared for money, but must know whether some is still on the way.
create function rights_money_open(about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.funds_instalment i
        join public.cases_case c on c.id = i.case_id
        join public.persons_person p on p.household_id = c.household_id
        where p.id = about and p.owner_org_id = public.gate_org()
          and i.status not in ('paid', 'cancelled'))
$$;

-- What becomes of each table (register.py). Security without a policy: the owner's alone.
create table rights_erasable (
    name text primary key,
    person_column text not null,
    verb text not null check (verb in ('delete', 'clear')),
    emptied text not null
);
alter table rights_erasable enable row level security;

-- Carries out an approved decision of the actor's organisation, for rows of every organisation.
create function rights_erase(decision uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    d record;
begin
    select e.* into d from public.rights_erasuredecision e
    join public.persons_person p on p.id = e.person_id and p.owner_org_id = e.owner_org_id
    where e.id = decision and e.status = 'approved' and e.owner_org_id = public.gate_org()
      and e.decided_by_id is not null and e.decided_by_id <> e.proposed_by_id
    for update of e;
    if not found or public.gate_user() is null or public.rights_held(d.person_id) then
        raise exception 'rights_erase: no decision that may be carried out' using errcode = '42501';
    end if;
    perform set_config('homeward.erasing', decision::text, true);
    perform public.rights_erase_rows(d.person_id);
    update public.rights_erasuredecision set status = 'carried_out', carried_out_at = now()
    where id = decision;
    perform set_config('homeward.erasing', '', true);
    return d.person_id;
end $$;

-- A copy's ciphertext by its link. Asked without an actor; useless without the token itself.
create function rights_open_copy(hash text) returns bytea
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    found_content bytea;
begin
    update public.rights_personcopy c set opened = c.opened + 1, last_opened_at = now()
    where c.token_hash = hash and c.expires_at > now() and length(c.content) > 0
    returning c.content into found_content;
    return found_content;
end $$;
create function rights_knows_copy(hash text) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.expires_at from public.rights_personcopy c
    where c.token_hash = hash and c.expires_at > now() and length(c.content) > 0
$$;

-- The unit of work that fills a copy reads as the person: for this one copy, once, and at once.
create or replace function access_subject_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select concat_ws('|', 'person', c.person_id, 0, access_subject_fields.purpose, '', '')
    from public.rights_personcopy c
    where c.id = access_subject_fields.id::uuid and c.content = ''::bytea
      and c.made_at > now() - interval '10 minutes'
$$;
