"""Reads of stored files."""

import base64

from homeward.files.models import StoredFile


def content(file: StoredFile) -> bytes:
    return base64.b64decode(file.content)
