"""Photos: opened within limits, and stored without what the camera wrote beside the picture."""

import io

from PIL import Image, ImageOps

from homeward.files.choices import Reason
from homeward.files.kinds import JPEG, PNG, WEBP

MOST_PIXELS = 40_000_000
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
QUALITY = 90


def reasons_not_to_store(content: bytes, kind: str) -> list[Reason]:
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as image:
            # The size stands in the head: nothing has been unpacked yet.
            if image.width * image.height > MOST_PIXELS:
                return [Reason.TOO_MANY_PIXELS]
            image.load()
    except Image.DecompressionBombError:
        return [Reason.TOO_MANY_PIXELS]
    except (OSError, SyntaxError, ValueError, MemoryError):
        return [Reason.DAMAGED]
    return []


def without_metadata(content: bytes, kind: str) -> bytes:
    """The picture drawn anew: no place, no time, no device, no preview, nothing behind its end."""
    with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as opened:
        # Which side is up is told by the metadata; afterwards the pixels say it.
        image = ImageOps.exif_transpose(opened)
        bare = Image.new(image.mode, image.size)
        bare.paste(image)
        if image.mode == "P" and image.palette:
            bare.putpalette(image.palette.getdata()[1], image.palette.mode)
    out = io.BytesIO()
    bare.save(out, FORMATS[kind], **({} if kind == PNG else {"quality": QUALITY}))
    return out.getvalue()
