"""What Django's own `check --deploy` finds, in our words."""

from collections.abc import Iterator

# Said elsewhere in this check, or done in another way here; the reason stands beside each.
SAID_ALREADY = {
    "security.W002",  # no frames: core.middleware says so (frame-ancestors 'none')
    "security.W004",  # HSTS: follows from HOMEWARD_BASE_URL
    "security.W005",  # HSTS of subdomains: they may be others'
    "security.W008",  # the redirect to https is the web server's in front
    "security.W009",  # the length of the secret key
    "security.W012",  # session cookie: follows from HOMEWARD_BASE_URL
    "security.W016",  # the form's cookie: the same
    "security.W020",  # hosts
    "security.W021",  # preloading binds a whole domain for good; its owner decides
}


def weaknesses() -> Iterator[str]:
    from django.core import checks  # noqa: PLC0415

    for message in checks.run_checks(include_deployment_checks=True):
        if message.level >= checks.WARNING and message.id not in SAID_ALREADY:
            hint = f" {message.hint}" if message.hint else ""
            yield f"Django says ({message.id}): {message.msg}{hint}"
