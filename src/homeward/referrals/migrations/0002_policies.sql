-- The receiver's ground: it sees a referral that was sent to it and the facts chosen for it,
-- nothing else of the file. By its users, or by a link that is good for this one referral.

select gate_guard('referrals_referral');
select gate_guard('referrals_sharedfact');
select gate_guard('referrals_statuschange');
select gate_guard('referrals_answerlink');

create policy case_is_seen on referrals_referral as restrictive for insert
    with check (gate_sees_case(case_id));

create function referrals_is_receiver(receiver bigint, referral uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(receiver = public.gate_org() and public.gate_purpose() = 3
        and case when public.gate_kind() = 'link' then referral = public.gate_link()
                 else 4 = any (public.gate_classes()) end, false)
$$;

create policy received on referrals_referral for select using (
    receiver_org_id = (select gate_org()) and status <> 'draft'
    and referrals_is_receiver(receiver_org_id, id));
create policy answered on referrals_referral for update
    using (receiver_org_id = (select gate_org()) and status in ('sent', 'accepted')
           and referrals_is_receiver(receiver_org_id, id))
    with check (receiver_org_id = (select gate_org())
           and status in ('accepted', 'declined', 'completed', 'not_completed')
           and referrals_is_receiver(receiver_org_id, id));

-- Number, status and dates stay; the facts close with the agreement, the consent or the end.
create function referrals_facts_open(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.referrals_referral r
        where r.id = referral and r.status in ('sent', 'accepted', 'completed', 'not_completed')
          and (r.ended_on is null or current_date <= r.ended_on + coalesce((
              select max(c.days_after)::integer from public.agreements_clause c
              join public.agreements_agreement a on a.id = c.agreement_id
              where a.status = 'in_force' and c.from_org_id = r.owner_org_id
                and c.to_org_id = r.receiver_org_id), 0)))
$$;
create function referrals_is_accepted(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.referrals_referral r
                   where r.id = referral and r.status in ('accepted', 'completed', 'not_completed'))
$$;
create policy received on referrals_sharedfact for select using (
    receiver_org_id = (select gate_org())
    and referrals_is_receiver(receiver_org_id, referral_id)
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and ((select gate_kind()) = 'link' or data_class = any ((select gate_classes())::smallint[]))
    and gate_clause_covers(owner_org_id, programme_id, data_class, receiver_org_id, 3)
    and referrals_facts_open(referral_id)
    and (not after_acceptance or referrals_is_accepted(referral_id)));

create policy received on referrals_statuschange for select using (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));
create policy answered on referrals_statuschange for insert with check (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));

-- As the asking role, so that the referral's own policies answer.
create or replace function gate_sees_referral(referral uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.referrals_referral r where r.id = referral offset 0)
$$;

-- A link names a referral; its holder is the receiving organisation, cleared for no class at all.
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select concat_ws('|', 'link', r.id, r.receiver_org_id, 3, '', '')
    from public.referrals_referral r
    where r.id = access_link_fields.id::uuid and r.status <> 'draft'
      and exists (select 1 from public.referrals_answerlink l
                  where l.referral_id = r.id and l.revoked_at is null and l.expires_at > now())
$$;

-- Which referral a token opens. Asked before there is an actor; tells nothing but the id.
create function referrals_of_token(hash text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.referral_id from public.referrals_answerlink l
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > now()
$$;

create sequence referrals_number;

-- The receiver's page says when its link ends.
create policy own_link on referrals_answerlink for select using (referral_id = (select gate_link()));
