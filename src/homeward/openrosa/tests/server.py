"""The whole application behind gunicorn, as `homeward serve` runs it, on a test's own database.

Started as a process: the database's name, and a socket that is open already, so that no port is
guessed.
"""

import os
import sys
from typing import Any


class Server:
    """Made inside, since gunicorn's classes load with the application's settings."""

    @staticmethod
    def run(database: str, descriptor: str) -> None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "homeward.config.settings"
        # As outside the tests: the app role, under the row policies.
        os.environ.pop("HOMEWARD_DB_AS", None)
        from django.conf import settings  # noqa: PLC0415
        from gunicorn.app.base import BaseApplication  # noqa: PLC0415

        settings.DATABASES["default"]["NAME"] = database
        for way in settings.KEY_STORE.values():
            way["dbname"] = f"test_{way['dbname']}"

        class Application(BaseApplication):
            def load_config(self) -> None:
                self.cfg.set("bind", f"fd://{descriptor}")
                self.cfg.set("worker_class", "gthread")
                self.cfg.set("threads", 4)
                self.cfg.set("control_socket_disable", True)
                self.cfg.set("loglevel", "critical")

            def load(self) -> Any:
                from homeward.config.wsgi import application  # noqa: PLC0415

                return application

        Application().run()


if __name__ == "__main__":
    Server.run(*sys.argv[1:])
