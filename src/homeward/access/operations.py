"""What migrations of the features above use of the gate."""

from django.db.migrations.operations.special import RunSQL

# As PostgreSQL writes a policy down, and as a function is written.
OF_ONE = ["= ( SELECT gate_self() AS gate_self)", "= public.gate_self()"]
OF_ALL = ["= ANY (( SELECT gate_selves() AS gate_selves)::uuid[])", "= any (public.gate_selves())"]
REWORD = r"""
do $reword$
declare
    said record;
    using_now text;
    check_now text;
begin
    for said in select polname, polrelid::regclass as of_table,
                       pg_get_expr(polqual, polrelid) as uses,
                       pg_get_expr(polwithcheck, polrelid) as checks
                from pg_policy where polrelid::regclass::text like '{feature}\_%' loop
        using_now := replace(said.uses, '{of_policy}', '{in_policy}');
        check_now := replace(said.checks, '{of_policy}', '{in_policy}');
        if using_now is distinct from said.uses then
            execute format('alter policy %I on %s using (%s)', said.polname, said.of_table,
                           using_now);
        end if;
        if check_now is distinct from said.checks then
            execute format('alter policy %I on %s with check (%s)', said.polname, said.of_table,
                           check_now);
        end if;
    end loop;
    for said in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
                and p.proname like '{feature}\_%' and p.prokind = 'f'
                and p.prosrc like '%{of_function}%' loop
        execute replace(pg_get_functiondef(said.oid), '{of_function}', '{in_function}');
    end loop;
end $reword$;
"""


def all_files_of_the_person(feature: str) -> RunSQL:
    """Where the feature's policies and functions name the person who acts, all of their files."""
    return RunSQL(_reword(feature, OF_ONE, OF_ALL), _reword(feature, OF_ALL, OF_ONE))


def _reword(feature: str, before: list[str], after: list[str]) -> str:
    return REWORD.format(
        feature=feature,
        of_policy=before[0],
        in_policy=after[0],
        of_function=before[1],
        in_function=after[1],
    )
