"""Whether somebody is there to run it, to approve, and to look after the data."""

from collections.abc import Iterator


def _administrators() -> Iterator[str]:
    from homeward.access.choices import Role  # noqa: PLC0415
    from homeward.access.models import Organisation, User  # noqa: PLC0415

    active = User.objects.filter(is_active=True, person_id__isnull=True)
    if not active.exists():
        yield "Nobody can sign in yet. `homeward setup administrator` invites the first person."
        return
    for organisation in Organisation.objects.filter(users__in=active).distinct().order_by("name"):
        of = active.filter(organisation=organisation)
        number = of.filter(roles__contains=[Role.ADMINISTRATOR]).count()
        officer = of.filter(roles__contains=[Role.DATA_PROTECTION_OFFICER]).exists()
        if number == 0:
            yield f"{organisation} has users and no administrator."
        elif number == 1 and not officer:
            yield (
                f"{organisation} has one administrator and nobody beside them: what takes two"
                " people waits for the command line (`homeward users approve`). Give the role to a"
                " second."
            )
        if not officer:
            yield (
                f"{organisation} has no data protection officer with a working sign-in: requests of"
                " persons, breaches and emergency accesses have nobody to read them."
            )


def _second_factors() -> Iterator[str]:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    from homeward.access.models import User  # noqa: PLC0415

    active = User.objects.filter(is_active=True, person_id__isnull=True, last_login__isnull=False)
    lacking = [
        user
        for user in active.exclude(pk__in=Authenticator.objects.values("user"))
        if user.is_powerful
    ]
    if lacking:
        yield (
            f"{len(lacking)} users with a powerful role have signed in and set up no second factor."
        )


ASKED = [_administrators, _second_factors]
