"""Who acts on their own pages acts in all of their files."""

from django.db import connection

# A user's account is opened by one sign-in, which knows one file.
OF_ONE_FILE = {"access_user"}
# A wish is kept in the file of the sign-in.
OF_THE_SIGN_IN = {"careers_wish"}


def test_no_policy_stops_at_one_file(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select polrelid::regclass::text from pg_policy where"
            " concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))"
            " like '%gate_self()%'"
        )
        tables = {name for (name,) in cursor.fetchall()}
    assert tables == OF_ONE_FILE | OF_THE_SIGN_IN
