-- Free places are kept by answering. An acceptance takes one, "no places free" says that there is
-- none, an end gives back what was taken: by whatever way it comes (an account, a link, the API, a
-- withdrawn consent, a job), and in the same transaction. The update waits for another one of the
-- same service and asks again, so that two at once never take the same place, nor one below none.
create or replace function referrals_keep_places() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org text := (select o.name from public.access_organisation o where o.id = new.receiver_org_id);
    today date := coalesce(new.answered_at, now())::date;
begin
    if new.status = 'accepted' and not old.holds_place then
        if new.offer_id is not null then
            update public.offers_offer set places_free = places_free - 1, places_told_on = today
            where id = new.offer_id and places_free > 0;
        else
            update public.services_service set places_free = places_free - 1,
                places_told_on = today, places_told_by = org
            where id = new.service_id and places_free > 0;
        end if;
        new.holds_place := found;
    elsif new.status = 'declined' and new.decline_reason = 'no_places' then
        if new.offer_id is not null then
            update public.offers_offer set places_free = 0, places_told_on = today
            where id = new.offer_id;
        else
            update public.services_service set places_free = 0, places_told_on = today,
                places_told_by = org
            where id = new.service_id;
        end if;
    elsif old.holds_place
          and new.status in ('declined', 'completed', 'not_completed', 'confirmed', 'withdrawn', 'expired') then
        new.holds_place := false;
        -- An offer is of one occasion: whoever completed it used its place up.
        if new.offer_id is not null and new.status <> 'completed' then
            update public.offers_offer
            set places_free = least(places_free + 1, coalesce(places_total, places_free + 1))
            where id = new.offer_id and places_free is not null;
        elsif new.offer_id is null then
            update public.services_service
            set places_free = least(places_free + 1, coalesce(places_total, places_free + 1))
            where id = new.service_id and places_free is not null;
        end if;
    end if;
    return new;
end $$;

drop trigger if exists referrals_keep_places on referrals_referral;
create trigger referrals_keep_places before update of status on referrals_referral
    for each row when (old.status is distinct from new.status)
    execute function referrals_keep_places();

-- No new link is needed for what has ended: the wait after a locked one ends with it.
create or replace function referrals_end_link_waits() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.tasks_task set done_at = now()
    where kind = 'renew_link' and done_at is null and subject_id in (
        select l.id from public.referrals_answerlink l where l.referral_id = new.id);
    return null;
end $$;
drop trigger if exists referrals_end_link_waits on referrals_referral;
create trigger referrals_end_link_waits after update of status on referrals_referral
    for each row when (old.status is distinct from new.status and new.status in
        ('declined', 'completed', 'not_completed', 'confirmed', 'withdrawn', 'expired'))
    execute function referrals_end_link_waits();

-- How many were free when: of every change of it, whoever wrote it.
create or replace function referrals_note_places() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.referrals_placestold
        (organisation_id, service_id, offer_id, told_at, places_free)
    values (new.organisation_id,
        case when tg_table_name = 'services_service' then new.id end,
        case when tg_table_name = 'offers_offer' then new.id end, now(), new.places_free);
    return null;
end $$;
drop trigger if exists referrals_note_places on services_service;
create trigger referrals_note_places after update of places_free on services_service
    for each row when (old.places_free is distinct from new.places_free)
    execute function referrals_note_places();
drop trigger if exists referrals_note_first_places on services_service;
create trigger referrals_note_first_places after insert on services_service
    for each row when (new.places_free is not null) execute function referrals_note_places();
drop trigger if exists referrals_note_places on offers_offer;
create trigger referrals_note_places after update of places_free on offers_offer
    for each row when (old.places_free is distinct from new.places_free)
    execute function referrals_note_places();
drop trigger if exists referrals_note_first_places on offers_offer;
create trigger referrals_note_first_places after insert on offers_offer
    for each row when (new.places_free is not null) execute function referrals_note_places();

-- What a receiver's figures for its donor need and its caseload does not show: how many of these
-- referrals, all sent to the asker's own organisation, are of which sex or age. Counts alone, and
-- none below the smallest that is told, whoever asks.
create or replace function referrals_groups_of(ids uuid[], kind text, smallest integer)
returns table (name text, told bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'user' or public.gate_purpose() <> 3
       or not 4 = any (public.gate_classes()) or smallest < 5 then
        raise exception 'referrals: no figures for this actor' using errcode = '42501';
    end if;
    return query
        select g.name, case when count(*) >= smallest then count(*) end
        from (
            select case
                when p.sealed then 'unknown'
                when kind = 'sex' then p.sex::text
                when p.birth_year is null then 'unknown'
                when extract(year from r.sent_at) - p.birth_year < 18 then '0-17'
                when extract(year from r.sent_at) - p.birth_year < 25 then '18-24'
                when extract(year from r.sent_at) - p.birth_year < 40 then '25-39'
                when extract(year from r.sent_at) - p.birth_year < 60 then '40-59'
                else '60+' end as name
            from public.referrals_referral r
            join public.persons_person p on p.id = r.person_id
            where r.id = any (ids) and r.receiver_org_id = public.gate_org()
              and r.status <> 'draft') g
        group by g.name;
end $$;
