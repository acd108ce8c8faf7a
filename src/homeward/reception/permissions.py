"""Which role may do what on arrival. What is done to the arrival itself stands with the cases."""

from homeward.access.choices import Role
from homeward.access.permissions import grant

DESK = frozenset({Role.RECEPTION_OFFICER})
HOST = frozenset({Role.RETURN_COUNSELLOR, Role.HOST_COORDINATOR})

GRANTS = {
    "reception.read_charters": HOST | {Role.PROGRAMME_MANAGER},
    "reception.make_charter": HOST,
    # A row of a manifest may open a case, so that only who opens cases fills it.
    "reception.fill_manifest": frozenset({Role.RETURN_COUNSELLOR}),
    "reception.announce_charter": HOST,
    "reception.prepare": DESK,
    "reception.check_in": DESK,
    "reception.register_unannounced": DESK,
    "reception.orient": DESK,
    "reception.screen": DESK,
    "reception.take_over": frozenset({Role.CASE_MANAGER, Role.PROTECTION_FOCAL_POINT}),
    "reception.read_arrival": frozenset(
        {
            Role.CASE_MANAGER,
            Role.PROTECTION_FOCAL_POINT,
            Role.HEALTH_FOCAL_POINT,
            Role.RETURN_COUNSELLOR,
            Role.HOST_COORDINATOR,
        }
    ),
    "reception.look_at_border": frozenset({Role.BORDER_OFFICER}),
    "reception.run_centres": DESK,
}
grant(GRANTS)
