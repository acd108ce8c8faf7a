"""The web application as gunicorn serves it."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from homeward.config import tracing
from homeward.openrosa.bodies import WholeBodies

# Before the settings are read: a web process can't prove a job to the gate.
os.environ["HOMEWARD_WEB"] = "1"
for name in ("HOMEWARD_JOB_KEY", "HOMEWARD_JOB_KEY_FILE"):
    os.environ.pop(name, None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
# Before the handler is made, which reads the list of what stands around each request.
tracing.begin("web")
application = WholeBodies(
    get_wsgi_application(), prefix="/openrosa/", most=settings.MOST_REQUEST_BYTES
)
# All pages are loaded here, before the workers are forked, and not by somebody's first request.
_ = get_resolver().url_patterns
# What is loaded stays for good: the collector need not walk through it during somebody's request,
# nor copy its memory into every worker.
gc.collect()
gc.freeze()
