-- What an agreement said before a change is seen by whoever sees the agreement.
alter table agreements_agreementchange enable row level security;
drop policy if exists seen on agreements_agreementchange;
create policy seen on agreements_agreementchange for select using (
    lead_org_id = (select gate_org()) or id = any ((select agreements_seen_by_actor())::bigint[]));
alter table agreements_partychange enable row level security;
drop policy if exists seen on agreements_partychange;
create policy seen on agreements_partychange for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
alter table agreements_clausechange enable row level security;
drop policy if exists seen on agreements_clausechange;
create policy seen on agreements_clausechange for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[]));
