"""The two ledgers of each budget; what stands already is booked."""

from pathlib import Path

from django.db import migrations

# A line of cash is given as cash; how else money was given was not said before.
WAYS = """
update funds_instalment set way = 'cash' from plans_planline l
where l.id = line_id and l.kind = 'cash';
set constraints all immediate;
set constraints all deferred;
"""
SQL = Path(__file__).parent.parent / "books.sql"
DROP = """
drop trigger shares_are_100_percent on funds_lineshare;
drop trigger shares_are_100_percent on funds_budgetshare;
drop trigger stock on funds_stockitem;
drop trigger stock on funds_stockmovement;
drop trigger booked on funds_instalment;
drop trigger booked on funds_reservation;
drop trigger books_amount on funds_budget;
drop trigger books on funds_budget;
drop function funds_stock_stands();
drop function funds_stock_moves();
drop function funds_shares_are_whole();
drop function funds_faults();
drop function funds_rebook();
drop function funds_book_payment(funds_payment);
drop function funds_moved();
drop function funds_book_instalment(funds_instalment);
drop function funds_reserved();
drop function funds_book_reservation(funds_reservation);
drop function funds_book_amount();
drop function
    funds_move(bigint, text, text, uuid, timestamptz, numeric, text, text);
drop function funds_open_books();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0006_payments_and_their_change_history"),
        ("ledger", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(WAYS, migrations.RunSQL.noop),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
