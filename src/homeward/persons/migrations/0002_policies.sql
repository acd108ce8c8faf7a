-- Persons and consents under the gate, and the gate's own questions about them filled in.

select gate_guard('persons_person', 'id');
select gate_guard('persons_household', 'head_id');
select gate_guard('persons_personname');
select gate_guard('persons_identitydocument');
select gate_guard('persons_contact');
select gate_guard('persons_searchtokens');
select gate_guard('persons_consentsheet');
select gate_guard('persons_consent');

-- Tokens are pseudonymous: nobody reads or writes them but the two functions below, as the owner.
create policy nobody on persons_searchtokens as restrictive for all using (false);

-- Who may receive rows of this class about this person, each until when. The caller folds it.
create or replace function gate_recipients(person uuid, class smallint)
returns table (recipient integer, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.recipient_org_id * 16 + c.purpose, coalesce(max(c.until), '9999-12-31')
    from public.persons_consent c
    where c.person_id = gate_recipients.person and c.covers = class
      and c.withdrawn_at is null and coalesce(c.until, '9999-12-31') >= current_date
      and not (class = 7 and exists (
          select 1 from public.access_organisation o, public.persons_person p
          where o.id = c.recipient_org_id and p.id = c.person_id
            and o.kind = 'authority' and o.country_id = any (p.origin_countries)))
    group by 1
$$;

create or replace function gate_barred_from_asylum(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((select public.gate_authority_of() = any (p.origin_countries)
                     from public.persons_person p where p.id = person), true)
$$;

-- As the asking role: a row may only be written about a person whom the writer sees.
create or replace function gate_sees_person(person uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.persons_person p where p.id = person offset 0)
$$;

-- Once a person and statement, not once a row: one sheet may give hundreds of consents. Refolding
-- updates consents as well; what only the fold changed is not folded again.
create function persons_refold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from changed order by 1) p;
    elsif tg_op = 'DELETE' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from before order by 1) p;
    else
        perform public.gate_refold(p.person_id)
        from (select distinct n.person_id from changed n join before o using (id)
              where (n.withdrawn_at, n.until, n.covers, n.purpose, n.recipient_org_id)
                    is distinct from
                    (o.withdrawn_at, o.until, o.covers, o.purpose, o.recipient_org_id)
              order by 1) p;
    end if;
    return null;
end $$;
create trigger refold_given after insert on persons_consent
    referencing new table as changed for each statement execute function persons_refold();
create trigger refold_changed after update on persons_consent
    referencing old table as before new table as changed
    for each statement execute function persons_refold();
create trigger refold_removed after delete on persons_consent
    referencing old table as before for each statement execute function persons_refold();

create function persons_refold_origin() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.gate_refold(new.id);
    return null;
end $$;
create trigger refold after update of origin_countries on persons_person
    for each row when (old.origin_countries is distinct from new.origin_countries)
    execute function persons_refold_origin();

-- Search. The app role may not read tokens; this filters by the actor's own grounds *before* its
-- cap, or rows that the actor can't see would starve those that it can.
create function persons_find(wanted integer[], at_most integer)
returns table (person uuid, hits integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with actor as materialized (
        select public.gate_org() as org, public.gate_scopes(false) as scopes,
               public.gate_recipient() as recipient, 1 = any (public.gate_classes()) as cleared
    )
    select t.person_id,
           (select count(*)::integer from unnest(wanted) w where w = any (t.tokens)) as hits
    from public.persons_searchtokens t, actor a
    where t.tokens && wanted
      and ((t.owner_org_id = a.org and a.cleared)
           or (t.scope = any (a.scopes) and a.recipient = any (t.shared_with)
               and (t.shared_until >= current_date
                    or public.gate_still_shared(t.person_id, t.data_class))))
    order by hits desc, t.person_id
    limit at_most
$$;

-- Only for a person whom the writer sees, and only with a number of tokens that a name can have.
create function persons_index(about uuid, words integer[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    owner integer;
    prog integer;
begin
    select p.owner_org_id, p.programme_id into owner, prog from public.persons_person p
    where p.id = about and p.owner_org_id = public.gate_org();
    if owner is null or cardinality(words) > 400 then
        raise exception 'persons_index: not a person of the actor' using errcode = '42501';
    end if;
    insert into public.persons_searchtokens
        (id, owner_org_id, data_class, programme_id, person_id, tokens, shared_with, shared_until)
    values (gen_random_uuid(), owner, 1, prog, about, words, '{}', '9999-12-31')
    on conflict (person_id) do update set tokens = excluded.tokens;
end $$;

create index persons_searchtokens_tokens on persons_searchtokens using gin (tokens);
