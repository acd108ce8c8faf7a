"""kill -9 of the worker, between attempts and in the middle of one: nothing is lost."""

import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from homeward.referrals import actions as referrals
from homeward.webhooks.models import Attempt, Delivery


def worker(port: int, at: datetime) -> "subprocess.Popen[bytes]":
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "-m", "homeward.webhooks.tests.worker", name, str(port), at.isoformat()]
    )


def test_a_killed_worker_loses_nothing(
    own_database: None, cast: Any, keep: Any, draft: Any, receiver: Any
) -> None:
    assert settings.APP_ROLE
    keep(cast.owner, ["referral.sent"])
    keep(cast.trainer, ["referral.sent"])
    referral = draft()
    with cast.as_app(cast.owner):
        referrals.send(referral, by=cast.owner, at=cast.now)
    receiver.hold.clear()
    dies = worker(receiver.server_port, timezone.now())
    assert receiver.arrived.wait(60), "the request came"
    dies.kill()
    dies.wait()
    receiver.hold.set()
    # Not even that there was an attempt is known: the lease alone tells.
    assert not Attempt.objects.exists()
    assert Delivery.objects.filter(state="waiting").count() == 2
    lives = worker(receiver.server_port, timezone.now() + timedelta(minutes=3))
    assert lives.wait() == 0
    assert {each.state for each in Delivery.objects.all()} == {"delivered"}
    told = [headers["webhook-id"] for headers, _body in receiver.seen]
    # At least once: the one that was under way came twice, under one id.
    assert (len(told), len(set(told))) == (3, 1)
