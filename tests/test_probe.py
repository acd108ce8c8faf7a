from django.db import connection
def test_probe(db):
    with connection.cursor() as c:
        c.execute("select current_user, (select rolsuper from pg_roles where rolname=current_user)"); print(c.fetchall())
        c.execute("""select p.tablename, g.person_column, string_agg(md5(policyname||permissive||cmd||replace(replace(coalesce(qual,'')||coalesce(with_check,''),'('||g.person_column||' ','(PERSON '), '('||g.person_column||')','(PERSON)')),',' order by policyname) f from pg_policies p join access_guarded g on g.name=p.tablename group by 1,2""")
        d={}
        for t,pc,f in c.fetchall(): d.setdefault(f,[]).append(t)
        for f,ts in d.items(): print(len(ts), ts)
        c.execute("select name, classes, purpose, across_owners from access_job"); print(c.fetchall())
        c.execute("select column_name, data_type from information_schema.columns where table_name='cases_notechange'"); print(c.fetchall())
        c.execute("select tgname, count(*), count(distinct tgrelid) from pg_trigger t join access_guarded g on g.name=tgrelid::regclass::text where not tgisinternal group by 1"); print(c.fetchall())
        c.execute("select polrelid::regclass::text, pg_get_expr(polqual,polrelid) from pg_policy where polrelid='files_storedfile'::regclass"); print(c.fetchall())
