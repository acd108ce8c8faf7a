"""The code by which ODK Collect sets itself up: its settings as JSON, packed, as a QR code.

docs.getodk.org/collect-import-export: the JSON is compressed by zlib and written as base64.
"""

import base64
import json
import zlib

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from homeward.openrosa.models import Device

COLOUR = "#0d5661"


def server_of(token: str) -> str:
    """What is typed into the device where no code can be scanned."""
    return f"{settings.BASE_URL.rstrip('/')}/openrosa/key/{token}"


def settings_of(device: Device, token: str) -> dict[str, dict[str, object]]:
    """What the device is set to: it holds the forms of the server and no others, sends by itself,
    and keeps nothing of what it has sent."""
    return {
        "general": {
            "protocol": "odk_default",
            "server_url": server_of(token),
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_one_hour",
            # A survey that was planned by an older version is asked by that one.
            "hide_old_form_versions": False,
            "autosend": "wifi_and_cellular",
            "delete_send": True,
            "analytics": False,
        },
        "admin": {"change_server": False, "delete_after_send": False, "analytics": False},
        "project": {"name": str(device.programme), "icon": "H", "color": COLOUR},
    }


def packed(device: Device, token: str) -> str:
    said = json.dumps(settings_of(device, token), separators=(",", ":"))
    return base64.b64encode(zlib.compress(said.encode(), 9)).decode()


def drawn(device: Device, token: str) -> SafeString:
    """An SVG to stand in a page: no style and no script, sized by the page."""
    code = segno.make(packed(device, token), error="l", micro=False)
    svg = code.svg_inline(omitsize=True, svgclass="hw-qr", lineclass=None, border=4, light="#fff")
    return mark_safe(svg)
