"""Settings of all three environments: `IGU_ENV` is demo (default), test or production."""

import hashlib
import os
import sys
from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

IGU_ENV = env.str("IGU_ENV", default="demo")
PRODUCTION = IGU_ENV == "production"
DEMO = IGU_ENV == "demo"
DEBUG = env.bool("DEBUG", default=False)
LOCAL = Path(os.environ.get("IGU_LOCAL") or BASE_DIR / ".local")

# --- secrets ----------------------------------------------------------------------------------------
# Demo and test run on known keys and synthetic people; production refuses to start on them (igu.web.checks).
KNOWN_SECRET = "known-to-everyone-"  # noqa: S105 - refused in production


def secret(name: str) -> str:
    return env.str(name, default="" if PRODUCTION else KNOWN_SECRET * 4)


SECRET_KEY = secret("SECRET_KEY") or "missing"
IGU_SEAL_KEYS = [key for key in secret("IGU_SEAL_KEYS").split(",") if key]  # first one seals, all of them open
IGU_SEARCH_KEY = secret("IGU_SEARCH_KEY")

ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{env.int('PORT', default=8000)}")

# --- database: three roles on one PostgreSQL (docs/decisions) ------------------------------------------
OWNER_URL = env.str("DATABASE_URL", default="postgresql://igu_owner@/igu")
LIMITS = env.str(
    "DATABASE_LIMITS",
    default="-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
)


def database(url_name: str, role: str) -> dict:
    """A log-in of its own when `url_name` is set, else the owner's log-in that steps down to `role`."""
    own = env.str(url_name, default="")
    config = env.db_url_config(own or OWNER_URL) | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    options = LIMITS if own else f"{LIMITS} -c role={role}"
    config["OPTIONS"] = {"connect_timeout": 5, **config.get("OPTIONS", {}), "options": options}
    return config


DATABASES = {
    "default": database("DATABASE_APP_URL", "igu_app") | {"ATOMIC_REQUESTS": True, "TEST": {"MIRROR": "owner"}},
    "owner": env.db_url_config(OWNER_URL) | {"TEST": {"TEMPLATE": env.str("TEST_TEMPLATE", default="template0")}},
    "task": database("DATABASE_TASK_URL", "igu_task") | {"TEST": {"MIRROR": "owner"}},
}
RUNTIME_LOG_INS = {name: bool(env.str(name, default="")) for name in ("DATABASE_APP_URL", "DATABASE_TASK_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- apps ------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "csp",
    "igu.accounts",
    "igu.audit",
    "igu.outbox",
    "igu.web",
    "igu.people",
    "employers",
    "cases",
    "education",
    "followup",
    "portal",
    "reports",
]
MIDDLEWARE = [
    "igu.web.middleware.Guard",  # outermost: what others refuse leaves with its headers too
    "igu.web.health.Probes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "igu.urls"
WSGI_APPLICATION = "igu.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "igu.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_tags",
                "igu.web.templatetags.igu",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "dkfds"
CRISPY_TEMPLATE_PACK = "dkfds"

# --- history: triggers, one event row a change, the actor beside it ---------------------------------
PGHISTORY_LEVEL = pghistory.Statement
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)  # a page that is only read changes nothing; presets that it makes are nobody's
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)

# --- who ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["igu.people.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "igu.people.passwords.ContextWordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_ADAPTER = "igu.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# A whole municipality may sit behind one address, so that the account is what is counted strictly.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key,10/h/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user,20/h/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "igu.people.forms.LoginForm",
    "reset_password": "igu.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "igu.people.forms.NewPasswordForm",
    "change_password": "igu.people.forms.ChangePasswordForm",
    "reauthenticate": "igu.people.forms.PasswordAgainForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
SOCIALACCOUNT_ADAPTER = "igu.people.adapters.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
OIDC_URL = env.str("OIDC_URL", default="")
OIDC_NAME = env.str("OIDC_NAME", default="")
# The provider's id is made of the issuer: a person is known by issuer and subject, never by the subject alone.
OIDC_ID = f"kommune-{hashlib.sha256(OIDC_URL.encode()).hexdigest()[:8]}"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_CLIENT_SECRET", default=""),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}
MFA_ADAPTER = "igu.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "igu.people.forms.CodeForm",
    "reauthenticate": "igu.people.forms.CodeAgainForm",
    "activate_totp": "igu.people.forms.FirstCodeForm",
    "generate_recovery_codes": "igu.people.forms.NewRecoveryCodesForm",
}
MFA_TOTP_ISSUER = "IGU"
MFA_RECOVERY_CODE_COUNT = MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is known to be right when its invitation was answered
# Everybody but a demo persona needs a second factor; the demo is for looking around (igu.people.personas).
MFA_DEMANDED = env.bool("MFA_DEMANDED", default=True) or PRODUCTION

# How long a log-in lasts (igu.accounts.presence): idle, and altogether.
IDLE_MINUTES = {
    "staff": env.int("IDLE_MINUTES_STAFF", default=60),
    "portal": env.int("IDLE_MINUTES_PORTAL", default=20),
}
SESSION_HOURS = {"staff": 10, "portal": 4}
SESSION_COOKIE_AGE = max(SESSION_HOURS.values()) * 60 * 60
SESSION_ENGINE = "igu.accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
DEVICE_COOKIE_NAME = "__Host-device" if PRODUCTION else "device"

# --- broker, cache, jobs ------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")
# A broker that hangs costs a page a few seconds, not its life. Nothing is kept there that PostgreSQL does not know.
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 2}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_PATIENCE,
    },
    # In the process itself: what each page asks and may be a minute old, also while Redis is away.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_PATIENCE | {"max_retries": 1, "interval_start": 0, "interval_step": 0.1}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Copenhagen"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker as long as it takes
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # kB; WeasyPrint keeps what it once took
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 300
CELERY_BEAT_SCHEDULE_FILENAME = env.str("IGU_BEAT_FILE", default=str(LOCAL / "beat"))

# --- mail: leaves through the outbox only ---------------------------------------------------------------
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=PRODUCTION)
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", default=20)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="igu@localhost")
# A demo without a mail server lays its mails here, to be looked at.
MAIL_FOLDER = env.str("MAIL_FOLDER", default=str(LOCAL / "mail") if DEMO and "EMAIL_HOST" not in os.environ else "")

# --- language, time, formats --------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["igu.web.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Europe/Copenhagen"

# --- files ----------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in PostgreSQL (Document)
    "staticfiles": {"BACKEND": "igu.web.storage.StaticFiles"},
}
# Who looks at files that people attach (cases.attachments.scanning); with nobody they wait, visibly.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="" if PRODUCTION else "builtin")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- what the browser is told -----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "igu.web.errors.csrf_failure"
DEFAULT_EXCEPTION_REPORTER = "igu.web.debugging.Reporter"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

if IGU_ENV == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
    TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "‽%s‽"  # a page that says this fails its test (tests.conftest)
    CACHES["near"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # no test sees another's page

# --- logs: one line of JSON an event, to standard output ----------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "igu.web.logs.formatter"}},
    "filters": {"without_words": {"()": "igu.web.logs.WithoutWords"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "stream": sys.stdout,
            "formatter": "json",
            "filters": ["without_words"],
        },
    },
    "root": {"handlers": ["out"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": []},  # Django's own would write words as they come, with DEBUG or to ADMINS
        "django.server": {"level": "ERROR", "handlers": [], "propagate": True},  # its lines hold the whole address
        "django.request": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
