"""What stands around the application: addresses, TLS, mail, the clock, the anchors' place."""

import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 5
MOST_SECONDS_OFF = 5
LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]"}


def _addresses() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    host = urlsplit(settings.BASE_URL).hostname or ""
    if not settings.IS_HTTPS:
        yield (
            f"HOMEWARD_BASE_URL is {settings.BASE_URL}: without https everything, passwords too,"
            " goes in the clear. Put Caddy in front (docs/operate/install.md) and say https://."
        )
    if host in LOCAL:
        yield f"HOMEWARD_BASE_URL names {host}: links in messages lead nobody here."
    if wrong := {"*", "testserver"} & set(settings.ALLOWED_HOSTS):
        yield (
            f"HOMEWARD_HOSTS takes {' and '.join(sorted(wrong))}. Name the addresses under which it"
            " is reached, and no others: a foreign name in a request ends up in a link."
        )
    elif host and host not in settings.ALLOWED_HOSTS:
        yield f"HOMEWARD_HOSTS lacks {host}, the host of HOMEWARD_BASE_URL: nobody is answered."
    if settings.IS_HTTPS and not settings.BEHIND_PROXY:
        yield (
            "HOMEWARD_PROXY is not set, though TLS ends in front of the application: everybody"
            " seems to come from one address, and the limits of wrong sign-ins hit all at once."
        )


def _mail() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    sender = settings.DEFAULT_FROM_EMAIL
    if sender.endswith(("@localhost", "@localhost.localdomain")):
        yield f"HOMEWARD_MAIL_FROM is {sender}: other mail servers refuse it."
    if settings.DEMO:
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if why := refusal_of_mail():
        yield (
            f"The mail server {where} doesn't take messages: {why}."
            " `homeward setup mail` tries it and says what it answers."
        )
    if settings.EMAIL_HOST not in LOCAL and not settings.EMAIL_USE_TLS:
        yield (
            f"Mail goes to {where} without TLS, with the links of invitations in it:"
            " HOMEWARD_SMTP_TLS=1."
        )


def refusal_of_mail() -> str:
    """What the mail server says when asked to take us; empty where it does."""
    from django.conf import settings  # noqa: PLC0415

    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=PATIENCE) as server:
            if settings.EMAIL_USE_TLS:
                server.starttls(context=ssl.create_default_context())
            if settings.EMAIL_HOST_USER:
                server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {words.strip()}"
    except (OSError, smtplib.SMTPException) as error:
        return str(error) or type(error).__name__
    return ""


def _second_factor() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    if not settings.SECOND_FACTOR_REQUIRED:
        yield "No second factor is asked of those who see persons."
    if settings.OIDC_ISSUER and settings.OIDC_SECOND_FACTOR:
        yield (
            f"The second factor of {settings.OIDC_ISSUER} is believed"
            " (HOMEWARD_OIDC_SECOND_FACTOR). Have it in writing that it asks everybody for one;"
            " without the setting Homeward asks for its own."
        )


def _anchors() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    if not settings.ANCHOR_EMAIL:
        yield (
            "HOMEWARD_ANCHOR_EMAIL is not set: whoever owns this machine can cut the read log and"
            " its anchors together. Name an address at another office."
        )
    if settings.ANCHOR_FILE.resolve().is_relative_to(settings.HOME) and not settings.ANCHOR_EMAIL:
        yield (
            f"The read log's anchors stand in {settings.ANCHOR_FILE}, beside the rest. Let"
            " HOMEWARD_ANCHOR_FILE lie where the database's owner can't write."
        )


def _clock() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    if settings.TIME_ZONE == "UTC":
        yield (
            "HOMEWARD_TIME_ZONE is UTC: hours on pages and in messages are not the office's."
            " Name its zone, for example Africa/Accra, or leave it where UTC is meant."
        )
    state = Path("/run/systemd/timesync/synchronized")
    if Path("/run/systemd/system").exists() and not state.exists() and not _other_clock():
        yield (
            "Nothing here keeps the clock in time (no systemd-timesyncd, chrony or ntpd that says"
            " so): deadlines, one-time codes and the order of the read log rest on it."
        )


def _other_clock() -> bool:
    return any(Path(path).exists() for path in ("/run/chrony", "/run/ntpd.pid", "/run/openntpd"))


ASKED = [_addresses, _mail, _second_factor, _anchors, _clock]
