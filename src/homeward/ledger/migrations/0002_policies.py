"""Who sees books, and what the database itself keeps of them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop function ledger_faults();
drop function ledger_post(uuid, text, date, text, uuid, timestamptz, jsonb, uuid);
drop function ledger_write(uuid, text, date, text, uuid, timestamptz, jsonb, uuid);
drop function ledger_account_of(uuid, text, text, text, text);
drop trigger stands on ledger_posting;
drop trigger stands on ledger_transaction;
drop function ledger_stands();
drop trigger every_transaction_balances on ledger_posting;
drop trigger every_transaction_balances on ledger_transaction;
drop function ledger_balances();
alter table ledger_account drop constraint currency_is_a_code;
alter table ledger_posting drop constraint line_is_in_its_accounts_currency,
    drop constraint line_is_of_its_transactions_book;
select gate_unguard('ledger_posting');
select gate_unguard('ledger_transaction');
select gate_unguard('ledger_account');
select gate_unguard('ledger_book');
drop function ledger_books();
drop function ledger_books_shared();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("access", "0004_seal_and_emergency")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
