"""Who sees a committee's papers; votes and decisions that stay; what jobs ask of committees."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
TABLES = [
    "actionpoint",
    "signoff",
    "vote",
    "decisionsubject",
    "decision",
    "remark",
    "minutes",
    "agendaitem",
    "attendance",
    "meeting",
    "seatholder",
    "seat",
    "procedurerule",
    "compositionrule",
    "committee_countries",
    "committee",
]
DROP = "\n".join(
    [
        "drop trigger stays on committees_signoff;",
        "drop trigger stays on committees_decisionsubject;",
        "drop trigger stays on committees_vote;",
        "drop trigger stays on committees_decision;",
        "drop trigger no_lead on committees_seat;",
        *(
            f"drop policy if exists {policy} on committees_{table};"
            for table in TABLES
            for policy in ("seen", "made", "written", "changed", "removed")
        ),
        *(f"alter table committees_{table} disable row level security;" for table in TABLES),
        "drop function committees_approve_silently(date, timestamptz),"
        " committees_raise(uuid, text, text, text, text, text, text, timestamptz),"
        " committees_responsible(integer, text), committees_signed_stays(),"
        " committees_is_closed(), committees_stays(), committees_has_no_lead(),"
        " committees_is_seated(uuid), committees_holds(uuid), committees_keeps_meeting(uuid),"
        " committees_keeps_decision(uuid), committees_is_asked(uuid),"
        " committees_sees_votes(uuid), committees_sees_meeting(uuid),"
        " committees_sees(uuid, date), committees_keeps(uuid);",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("committees", "0001_initial"), ("access", "0009_roles")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
