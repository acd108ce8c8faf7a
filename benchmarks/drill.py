"""A restore drill on an installation of its own, with somebody at work meanwhile.

    python benchmarks/drill.py [--times 20] [--households 12] [--record]

Fills a small demo corridor, follows its log, lets a worker withdraw, block and write while
`homeward drill` restores to random moments, and at the end alters one byte of the base backup and
asks whether that is noticed. Everything lies in a folder of its own, which goes at the end.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SECONDS = 2
ROOT = Path(tempfile.mkdtemp(prefix="homeward-drill-"))
ROOT.chmod(0o711)
HOME = ROOT / "home"
for name in [name for name in os.environ if name.startswith(("HOMEWARD_", "DATABASE_"))]:
    del os.environ[name]
os.environ |= {
    "HOMEWARD_HOME": str(HOME),
    "HOMEWARD_DEMO": "1",
    "HOMEWARD_DB_POOL": "0",
    "HOMEWARD_BACKUP_FOLDER": str(ROOT / "data"),
    "HOMEWARD_KEYS_BACKUP_FOLDER": str(ROOT / "keys"),
    "HOMEWARD_BACKUP_SECONDS": str(SECONDS),
    "DJANGO_SETTINGS_MODULE": "homeward.config.settings",
}


class Worker:
    """Somebody at work: every second a withdrawal, a block, an erasure or a change of a file."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.done = dict.fromkeys(("withdrawn", "blocked", "erased"), 0)
        self.thread = threading.Thread(target=self._work)
        # The same things are done each time, at times of their own.
        self.chance = random.Random(2026)

    def __enter__(self) -> "Worker":
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stopping.set()
        self.thread.join()

    def _work(self) -> None:
        while not self.stopping.wait(1):
            self.chance.choice([self._withdraw, self._withdraw, self._block, self._erase])()

    def _withdraw(self) -> None:
        from django.utils import timezone

        from homeward.access import gate
        from homeward.access.choices import Role
        from homeward.access.models import User
        from homeward.core.refusals import Refused
        from homeward.persons import actions
        from homeward.persons.models import Consent

        one = Consent.objects.filter(known_until=None, withdrawn_at=None).order_by("?").first()
        by = (
            one
            and User.objects.filter(
                organisation=one.owner_org_id, roles__contains=[Role.CASE_MANAGER.value]
            ).first()
        )
        if one and by:
            try:
                with gate.acting_user(by.pk):
                    actions.withdraw_consent([one.pk], by=by, at=timezone.now())
                self.done["withdrawn"] += 1
            except Refused:
                return  # it begins later than today

    def _block(self) -> None:
        from django.utils import timezone

        from homeward.access import gate
        from homeward.access.choices import Role
        from homeward.access.models import Organisation, User
        from homeward.core.refusals import Refused
        from homeward.persons import actions
        from homeward.persons.models import Person

        by = User.objects.filter(roles__contains=[Role.CASE_MANAGER.value]).order_by("?").first()
        person = by and Person.objects.filter(owner_org=by.organisation_id).order_by("?").first()
        if by and person:
            other = Organisation.objects.exclude(pk=by.organisation_id).order_by("?").first()
            try:
                with gate.acting_user(by.pk):
                    actions.block(person, organisation=other, by=by, at=timezone.now())
                self.done["blocked"] += 1
            except Refused:
                return  # it stands already

    def _erase(self) -> None:
        """As `rights` does it once two people have decided: the rows, then the key."""
        from django.db import connection, transaction

        from homeward.access.keys import store
        from homeward.persons.models import Person

        if self.done["erased"] >= 5:
            return
        person = Person.objects.exclude(pk__in=store.all_destroyed()).order_by("?").first()
        if person:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("select rights_erase_rows(%s)", [person.pk])
            store.destroy(person.pk)
            self.done["erased"] += 1


def cli(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "homeward.config.cli", *words], check=True)


def alter_one_byte() -> str:
    """Returns what `homeward backup verify` and a restore say about it."""
    (part,) = list((ROOT / "data").glob("base/*/base.tar.gz.age"))[-1:]
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    for words in (
        ["backup", "verify"],
        [
            "restore",
            "--to",
            str(ROOT / "altered"),
            "--identity",
            str(ROOT / "identity"),
            "--latest",
        ],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "homeward.config.cli", *words],
            capture_output=True,
            text=True,
            check=False,
        )
        said = " ".join(done.stdout.split())
        if not done.returncode or "was altered" not in said:
            return f"One altered byte was NOT noticed by `homeward {words[0]}`: {said}"
    return "One altered byte in a base backup was named by `backup verify`, and stopped a restore."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--households", type=int, default=12)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()

    from homeward.config import embedded
    from homeward.config.backups import drilling, places, sealing

    for name in ("BACKUP", "KEYS_BACKUP"):
        recipient, identity = sealing.make_pair()
        os.environ[f"HOMEWARD_{name}_RECIPIENTS"] = recipient
        if name == "BACKUP":
            (ROOT / "identity").write_text(identity)
    stream = None
    try:
        cli("demo", "--households", str(asked.households))
        embedded.start()
        os.environ["HOMEWARD_DB_AS"] = "owner"
        import django

        django.setup()
        began = time.time()
        stream = subprocess.Popen(
            [sys.executable, "-m", "homeward.config.cli", "backup", "stream"],
            env={**os.environ, "HOMEWARD_DB_AS": ""},
        )
        mark = ROOT / "data" / "wal" / "reached"
        while not mark.exists():
            time.sleep(0.2)
        with Worker() as worker:
            runs = drilling.drill(
                places.configured(), ROOT / "identity", times=asked.times,
                say=lambda text: print(text, flush=True),
            )  # fmt: skip
        lines = drilling.summary(runs)
        done = ", ".join(f"{number} {what}" for what, number in worker.done.items())
        lines.append(f"Meanwhile one worker in the living installation: {done}.")
        lines.append(alter_one_byte())
        lines.append(
            f"{asked.households} households of the demo corridor, the log sealed every {SECONDS} s,"
            f" {(time.time() - began) / 60:.0f} minutes in all."
        )
        for line in lines:
            print(line)
        if asked.record:
            from figures import record

            record("restore-drill", "Restore drill", [f"- {line}" for line in lines])
        return int(any(run.faults for run in runs) or "NOT" in " ".join(lines))
    finally:
        if stream:
            stream.send_signal(signal.SIGTERM)
            stream.wait()
        embedded.stop()
        shutil.rmtree(ROOT, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
