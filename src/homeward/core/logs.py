"""What is logged names no token: an address that is turned away is logged with its path."""

import logging
import re

# Tokens of links and devices are 32 letters and more; an id (UUID) has 36 of its own shape.
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TOKEN = re.compile(rf"(?<=/)(?!{UUID}(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{{32,}}(?![A-Za-z0-9_-])")


class WithoutTokens(logging.Filter):
    """On the handler, so that it holds for every logger."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if TOKEN.search(said):
            record.msg, record.args = TOKEN.sub("…", said), ()
        return True
