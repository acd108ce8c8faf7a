"""An address with a token in it is logged without the token."""

import logging
import secrets
from uuid import uuid4

import pytest
from django.conf import settings

from homeward.core.logs import WithoutTokens


def logged(path: str) -> str:
    record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (path,), None)
    assert WithoutTokens().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("size", [24, 32])
@pytest.mark.parametrize("path", ["/openrosa/key/{}/submission", "/r/{}/", "/q/{}"])
def test_a_token_is_left_out(path: str, size: int) -> None:
    token = secrets.token_urlsafe(size)
    assert logged(path.format(token)) == f"Not Found: {path.format('…')}"


def test_an_id_stays() -> None:
    path = f"/cases/{uuid4()}/surveys/"
    assert logged(path) == f"Not Found: {path}"


def test_every_handler_has_the_filter() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert all("without_tokens" in handler["filters"] for handler in handlers)
