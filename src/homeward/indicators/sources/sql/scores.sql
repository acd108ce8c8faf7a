-- One row an interview with a score; `base` is the same person's score at the baseline.
select s.id::text as unit, w.case_id, s.person_id as person, 0::bigint as people,
    g.programme, g.host, g.origin, g.place, null::bigint as area, g.organisation, g.entered_on,
    w.kind as wave, '' as currency, s.instrument as kind, s.band as outcome, null::bigint as months,
    s.held_on as "on", null::date as until, s.composite::float8 as value,
    (select b.composite::float8 from public.surveys_score b
     join public.surveys_wave bw on bw.id = b.wave_id
     where bw.case_id = w.case_id and b.instrument = s.instrument and bw.kind = 'baseline'
       and w.kind <> 'baseline' and b.person_id = s.person_id
     order by b.held_on limit 1) as base
from public.surveys_score s
join public.surveys_wave w on w.id = s.wave_id
join ground g on g.case_id = w.case_id
