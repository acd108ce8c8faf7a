"""The web application as gunicorn serves it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
application = get_wsgi_application()
# All pages are loaded here, before the workers are forked, and not by somebody's first request.
_ = get_resolver().url_patterns
