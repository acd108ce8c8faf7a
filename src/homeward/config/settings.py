"""Settings, all from the environment."""

from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from homeward.config import database, folders
from homeward.config.environment import env, flag
from homeward.core import logs

PACKAGE = Path(__file__).resolve().parent.parent
HOME = folders.home()
DEMO = flag("HOMEWARD_DEMO")
DEBUG = False


def secret(name: str) -> str:
    """A secret of the deployment; the demo and the tests keep a generated one in HOME."""
    if value := env(name):
        return value
    if not DEMO:
        raise ImproperlyConfigured(
            f"{name} is not set. Give it a long random value, or name a file with {name}_FILE."
        )
    return folders.generated_secret(name.lower())


SECRET_KEY = secret("HOMEWARD_SECRET_KEY")
# One secret, or several while they change: `2:newest` and `1:older`, one a line (access.keys).
MASTER_KEY = secret("HOMEWARD_MASTER_KEY")
# What proves a background job to the gate: for the worker and the migration, never for the web.
# Given only to those two it can't be had in a web process at all; otherwise it is derived, and a
# web process merely doesn't do so.
JOB_KEY = "" if flag("HOMEWARD_WEB") else env("HOMEWARD_JOB_KEY", f"job|{SECRET_KEY}")
ALLOWED_HOSTS = env("HOMEWARD_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
BASE_URL = env("HOMEWARD_BASE_URL", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "homeward.core",
    "homeward.places",
    "homeward.occupations",
    "homeward.access",
    "homeward.audit",
    "homeward.messages",
    "homeward.files",
    "homeward.reference",
    "homeward.documents",
    "homeward.forms",
    "homeward.ledger",
    "homeward.tasks",
    "homeward.actors",
    "homeward.countries",
    "homeward.programmes",
    "homeward.agreements",
    "homeward.procedures",
    "homeward.services",
    "homeward.offers",
    "homeward.mechanisms",
    "homeward.committees",
    "homeward.incentives",
    "homeward.matching",
    "homeward.linkage",
    "homeward.disclosure",
    "homeward.estimation",
    "homeward.simulation",
    "homeward.stakeholders",
    "homeward.users",
    "homeward.circles",
    "homeward.persons",
    "homeward.cases",
    "homeward.seals",
    "homeward.emergencies",
    "homeward.signins",
    "homeward.assessments",
    "homeward.counselling",
    "homeward.departures",
    "homeward.papers",
    "homeward.crossmatches",
    "homeward.duplicates",
    "homeward.careers",
    "homeward.protection",
    "homeward.reception",
    "homeward.plans",
    "homeward.matches",
    "homeward.referrals",
    "homeward.allocations",
    "homeward.funds",
    "homeward.pools",
    "homeward.business",
    "homeward.collectives",
    "homeward.employment",
    "homeward.surveys",
    "homeward.complaints",
    "homeward.followups",
    "homeward.correspondence",
    "homeward.interviews",
    "homeward.quality",
    "homeward.indicators",
    "homeward.capacity",
    "homeward.pathways",
    "homeward.scenarios",
    "homeward.statistics",
    "homeward.evaluations",
    "homeward.steering",
    "homeward.handovers",
    "homeward.rights",
    "homeward.oversight",
    "homeward.alignment",
    "homeward.archives",
    "homeward.exports",
    "homeward.exchange",
    "homeward.public",
    "homeward.packages",
    "homeward.webhooks",
    "homeward.openrosa",
    "homeward.offline",
    "homeward.portal",
    "homeward.monitoring",
    "homeward.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the static files, which are answered by the next one.
    "homeward.core.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After the static files, whose names nobody counts.
    "homeward.monitoring.middleware.Watched",
    "homeward.openrosa.middleware.OpenRosaAnswers",
    "homeward.core.middleware.RefusalPage",
    "homeward.portal.middleware.OwnPages",
    "homeward.access.middleware.KeyFaultPage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "homeward.core.middleware.RequestSize",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "homeward.core.middleware.ReadableText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "homeward.access.sign_in.OwnSignIn",
    "homeward.access.replica.AfterWrites",
]

ROOT_URLCONF = "homeward.config.urls"
WSGI_APPLICATION = "homeward.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "homeward.access.context.shell",
                "homeward.signins.context.neutral",
            ],
            "builtins": [
                "homeward.core.templatetags.patterns",
                "homeward.core.templatetags.writing",
            ],
        },
    }
]

DATABASES = {"default": database.connection(secret_key=SECRET_KEY)}
# A streaming standby that pages may be read from, and how many seconds it may be behind.
if REPLICA := database.replica(secret_key=SECRET_KEY):
    DATABASES["replica"] = REPLICA
REPLICA_LAG = float(env("HOMEWARD_REPLICA_LAG", "10"))
if REPLICA_LAG <= 0:
    raise ImproperlyConfigured("HOMEWARD_REPLICA_LAG must be more than 0 seconds.")
# Not one of Django's: a key is committed by itself, before the row that it seals.
KEY_STORE = database.key_store(secret_key=SECRET_KEY)
APP_ROLE = database.APP_ROLE
LOG_ROLE = database.LOG_ROLE
# The embedded server trusts its own socket folder (0700); a server elsewhere asks for this.
APP_ROLE_PASSWORD = "" if database.is_embedded() else database.app_password(SECRET_KEY)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "homeward.access.passwords.NoRepetition"},
    {"NAME": "homeward.access.passwords.NoWordOfTheHouse"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "homeward.access.sign_in.Adapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "homeward.access.reset_links.ResetToken"  # noqa: S105
# Wrong passwords, and wrong codes: five for an account in five minutes, ten a minute for a place.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "homeward.access.sign_in.SecondFactor"
# The office's own sign-in (OpenID Connect). It lets in who is a user here already, and nobody else:
# access/oidc.py. The second factor that it may ask for counts only where this says so.
OIDC_ISSUER = env("HOMEWARD_OIDC_ISSUER")
OIDC_NAME = env("HOMEWARD_OIDC_NAME", "your office")
OIDC_CLIENT = env("HOMEWARD_OIDC_CLIENT")
OIDC_SECRET = env("HOMEWARD_OIDC_SECRET")
OIDC_SECOND_FACTOR = flag("HOMEWARD_OIDC_SECOND_FACTOR")
SOCIALACCOUNT_ADAPTER = "homeward.access.oidc.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "office",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT,
                "secret": OIDC_SECRET,
                "settings": {"server_url": OIDC_ISSUER, "uid_field": "sub"},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# A table, since the limits count what all processes see.
CACHES = {"default": {"BACKEND": "homeward.access.cache.TableCache"}}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A role that sees persons must have a second factor; only the demo lets it in without.
SECOND_FACTOR_REQUIRED = not DEMO

# A file is held in memory, under the limit of files.rules, and never written to the server's disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MOST_REQUEST_BYTES = 8 * 1024 * 1024
# ODK Collect sends a filled form with up to 101 files at once.
DATA_UPLOAD_MAX_NUMBER_FILES = 120

# From the sign-in on, and without doing anything (access/sessions.py); 0: however long.
SESSION_HOURS = int(env("HOMEWARD_SESSION_HOURS", "10"))
IDLE_MINUTES = int(env("HOMEWARD_IDLE_MINUTES", "0"))
if SESSION_HOURS not in range(1, 25):
    raise ImproperlyConfigured("HOMEWARD_SESSION_HOURS must lie between 1 and 24.")
if IDLE_MINUTES and IDLE_MINUTES not in range(5, 601):
    raise ImproperlyConfigured("HOMEWARD_IDLE_MINUTES must lie between 5 and 600, or be 0.")
SESSION_COOKIE_AGE = int(timedelta(hours=SESSION_HOURS + 1).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
if IS_HTTPS:
    # Bound to this very host: no neighbour under the same domain can set them.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False
BEHIND_PROXY = flag("HOMEWARD_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# Of this very host: nothing below it is to be reached without TLS.
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = env("HOMEWARD_TIME_ZONE", "UTC")
FORMAT_MODULE_PATH = "homeward.core.formats"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "files"

# As probable as not: the model's own probability, no threshold fitted to labels (decision 57).
DUPLICATES_THRESHOLD = float(env("HOMEWARD_DUPLICATES_THRESHOLD", "0.5"))

# The read log's anchors. What is read between two of them could be cut off unseen.
ANCHOR_FILE = Path(env("HOMEWARD_ANCHOR_FILE") or HOME / "anchors.jsonl")
ANCHOR_EMAIL = env("HOMEWARD_ANCHOR_EMAIL")
ANCHOR_MINUTES = int(env("HOMEWARD_ANCHOR_MINUTES", "15"))
if ANCHOR_MINUTES not in range(1, 60):
    raise ImproperlyConfigured("HOMEWARD_ANCHOR_MINUTES must lie between 1 and 59.")
# Who changed a row is filled in by the database, from the sealed context.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
# Hosts that requests of ours may go to without TLS; addresses inside our own network are never
# gone to, see core/outgoing.py.
OUTGOING_PLAIN_HOSTS = [host for host in env("HOMEWARD_OUTGOING_PLAIN_HOSTS").split(",") if host]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# A worker that was silent so long has ended, and what it did is done again (monitoring.actions).
WORKER_GONE_SECONDS = 120
PROCRASTINATE_WORKER_DEFAULTS = {
    # One at a time: the job that revives others counts on it.
    "concurrency": 1,
    "task_middleware": [logs.around_job],
    "stalled_worker_timeout": WORKER_GONE_SECONDS,
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = env("HOMEWARD_SMTP_HOST", "localhost")
EMAIL_PORT = int(env("HOMEWARD_SMTP_PORT", "25"))
EMAIL_HOST_USER = env("HOMEWARD_SMTP_USER")
EMAIL_HOST_PASSWORD = env("HOMEWARD_SMTP_PASSWORD")
# A server that takes the connection and says nothing must not hold the worker for ever.
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = flag("HOMEWARD_SMTP_TLS")
DEFAULT_FROM_EMAIL = env("HOMEWARD_MAIL_FROM", "homeward@localhost")

# Measurements are given to whoever brings the token, or to this machine itself; else to nobody.
METRICS_TOKEN = env("HOMEWARD_METRICS_TOKEN")
METRICS_LOOPBACK = flag("HOMEWARD_METRICS_LOOPBACK")
METRICS_ON = bool(METRICS_TOKEN) or METRICS_LOOPBACK
# Where the backup says of itself when it was taken (latest.json).
BACKUP_FOLDER = env("HOMEWARD_BACKUP_FOLDER")
# What the nightly job asks: `homeward check`, which stands above all features.
INSTALLATION_CHECK = "homeward.config.check.faults"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
APP_NAME = _("Homeward")
# The title of a person's own pages, which a browser keeps: a word that tells nothing.
PORTAL_WORD = env("HOMEWARD_PORTAL_WORD")

# How logs are written: json for whoever collects them, plain for whoever reads them. What a line
# holds, and that it tells of nobody, is core/logs.py's.
LOG = env("HOMEWARD_LOG", "plain")
if LOG not in {"plain", "json"}:
    raise ImproperlyConfigured("HOMEWARD_LOG is plain or json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "homeward.core.logs.Plain"},
        "json": {"()": "homeward.core.logs.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        # Django's own would mail a fault with all that the request held.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # What was refused or not found stands in our own line of the request.
        "django.request": {"level": "ERROR"},
        # One line a request; a demo in a terminal is quieter.
        "homeward.requests": {"level": "WARNING" if DEMO else "INFO"},
    },
}
