-- One row a referral that was sent. `kind` is how far it came, `value` 1 where the sender has word
-- back, `base` 1 or 0 where the person said whether it was so.
select r.id::text as unit, r.case_id, r.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area,
    r.receiver_org_id::bigint as organisation, g.entered_on, '' as wave, '' as currency,
    case
        when r.status in ('sent', 'info_asked', 'waiting_list') then 'waiting'
        when r.status in ('accepted', 'started') then 'accepted'
        when r.status = 'declined' then 'refused'
        when r.status in ('completed', 'not_completed', 'confirmed') then 'ended'
        when t.was_accepted then 'broken_off'
        when r.status = 'expired' then 'silent'
        else 'taken_back'
    end as kind,
    r.outcome, null::bigint as months, r.sent_at::date as "on",
    (case when t.was_accepted then t.accepted_at end)::date as until,
    (r.outcome <> '' or r.status = 'declined')::int::float8 as value,
    case r.person_says when 'yes' then 1 when 'no' then 0 end::float8 as base
from public.referrals_referral r
join ground g on g.case_id = r.case_id
cross join lateral (
    select count(*) > 0 as was_accepted, min(s.at) as accepted_at
    from public.referrals_statuschange s
    where s.referral_id = r.id and s."to" in ('accepted', 'started', 'completed', 'not_completed')
) t
where r.sent_at is not null
