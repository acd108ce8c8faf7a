-- Change histories under the gate. Only the triggers write them, as their owner: the app role has
-- no policy to insert, change or remove, and no right to (access.roles).

-- What was is seen by the row's owner alone: cleared for its class, and seeing the person now.
-- A sealed person, or one whose file has gone elsewhere, takes the history along.
create or replace function audit_guard_history(name text, person_column text) returns void
language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using ('
        'owner_org_id = (select gate_org())'
        ' and data_class = any ((select gate_classes())::smallint[])'
        ' and gate_sees_person(%I))', name, person_column);
    execute format('create policy asylum_is_barred on %I as restrictive for select using ('
        'data_class <> 7 or (select gate_authority_of()) is null or not gate_barred_from_asylum(%I))',
        name, person_column);
end $$;
revoke execute on function audit_guard_history(text, text) from public;

create or replace function audit_unguard_history(name text) returns void
language plpgsql as $$
begin
    execute format('drop policy seen on %I', name);
    execute format('drop policy asylum_is_barred on %I', name);
    execute format('alter table %I disable row level security', name);
end $$;
revoke execute on function audit_unguard_history(text) from public;

-- Who was let in, and as what: for the organisation's data protection officer.
alter table audit_accountchange enable row level security;
drop policy if exists seen on audit_accountchange;
create policy seen on audit_accountchange for select
    using (organisation_id = (select audit_officer()));
