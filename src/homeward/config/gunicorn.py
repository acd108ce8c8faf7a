"""What gunicorn is told beyond its command line (child.py)."""

import logging
import os
from typing import Any

from gunicorn import glogging


class Logger(glogging.Logger):
    """Gunicorn's lines go where all others go: its own hold paths, which hold ids and tokens."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers = []
            log.propagate = True
        self.access_log.setLevel(logging.CRITICAL)


logger_class = Logger


def child_exit(server: Any, worker: Any) -> None:
    """What a process that ended measured as being now is no more."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess  # noqa: PLC0415 - only where it is switched on

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
