"""Whether the identity provider says of itself what signing in needs."""

import requests

CALLBACK = "/accounts/oidc/office/login/callback/"
PATIENCE = 10
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def faults() -> list[str]:
    from django.conf import settings  # noqa: PLC0415

    where = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    try:
        answer = requests.get(where, timeout=PATIENCE)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        return [f"{where} doesn't answer as it should: {error}"]
    found = [f"{where} names no {name}." for name in NEEDED if not said.get(name)]
    if said.get("issuer") != settings.OIDC_ISSUER:
        found.append(
            f"It calls itself {said.get('issuer')}, and HOMEWARD_OIDC_ISSUER is"
            f" {settings.OIDC_ISSUER}: they must be the same, to the letter."
        )
    if not (settings.OIDC_CLIENT and settings.OIDC_SECRET):
        found.append("HOMEWARD_OIDC_CLIENT or HOMEWARD_OIDC_SECRET_FILE is not set.")
    return found
