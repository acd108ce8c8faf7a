"""The operational framework's four stages and ten steps, by their names.

Which pages serve a step, `desk.framework` says.
"""

from django.utils.translation import gettext_lazy as _

STAGES = [
    (_("Pre-design"), (1, 2)),
    (_("Design"), (3, 4, 5)),
    (_("Implementation"), (6, 7)),
    (_("Monitoring"), (8, 9, 10)),
]
STEPS = {
    1: _("Programme mapping"),
    2: _("Scenario planning"),
    3: _("Priorities and eligibility"),
    4: _("Government-to-government cooperation"),
    5: _("Cooperation model and local mechanisms"),
    6: _("Referral into development programmes"),
    7: _("National and hub referral systems"),
    8: _("Quality monitoring"),
    9: _("Common indicators"),
    10: _("Independent evaluation and learning"),
}
