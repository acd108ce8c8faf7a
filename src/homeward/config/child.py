"""One process of `homeward serve`: `python -m homeward.config.child web ADDRESS | worker | stream`.

It ends when its parent does: after a kill -9 of the parent nobody else would end it, and the next
start would find the port taken.
"""

import os
import shutil
import signal
import sys
import threading
import time

from homeward.config import folders
from homeward.config.environment import env, flag
from homeward.core import logs

WORKERS = "2"
THREADS = "4"


def follow_parent() -> None:
    parent = int(os.environ["HOMEWARD_PARENT"])

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def web(address: str) -> None:
    from gunicorn.app.wsgiapp import WSGIApplication  # noqa: PLC0415

    measure()
    # Whitenoise asks for it, though the files come from the package.
    (folders.home() / "static").mkdir(exist_ok=True)
    sys.argv = ["gunicorn", "--bind", address, "--workers", WORKERS, "--threads", THREADS]
    # Loaded once, before the workers are forked; no connection is open by then.
    sys.argv += ["--worker-class=gthread", "--preload", "--no-control-socket"]
    sys.argv += ["--log-level=warning", "--config=python:homeward.config.gunicorn"]
    sys.argv += ["homeward.config.wsgi:application"]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="homeward").run()


def measure() -> None:
    """A fresh folder in which the web's processes add up their measurements, before the library
    that writes them is loaded."""
    if not (env("HOMEWARD_METRICS_TOKEN") or flag("HOMEWARD_METRICS_LOOPBACK")):
        return
    folder = folders.home() / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def worker() -> None:
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from homeward.config import tracing  # noqa: PLC0415

    django.setup()
    tracing.begin("worker")
    call_command("procrastinate", "worker")


def stream() -> None:
    from homeward.config.backups import cli  # noqa: PLC0415

    cli.stream()


def refuse_restored() -> None:
    """Before anything is served: a restored database is closed until it was made true."""
    from django.conf import settings  # noqa: PLC0415

    from homeward.config.backups import waiting  # noqa: PLC0415

    way = settings.DATABASES["default"]
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    if waiting.refuses({word: way[name] for name, word in names.items()} | {"dbname": way["NAME"]}):
        sys.exit(waiting.WORDS)


if __name__ == "__main__":
    follow_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    logs.instead_of_stderr()
    if sys.argv[1] == "stream":
        stream()
    else:
        refuse_restored()
        if sys.argv[1] == "web":
            web(sys.argv[2])
        else:
            worker()
