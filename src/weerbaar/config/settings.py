"""Settings of Weerbaar. One file for every installation; what differs comes from the environment.

WEERBAAR_PRODUCTION=1 switches the locks on and demands a secret key and host names.
WEERBAAR_DEMO=1 opens the login page with role cards, on invented data only. The two exclude each other.
DATABASE_URL chooses the database (default: SQLite in the data folder).
EMAIL_URL is the mail server (smtp+tls://user:password@host:587); without one messages wait to be copied by hand.
WEERBAAR_DATA chooses the data folder (default: `var` beside the source).
WEERBAAR_AUDIT_WITNESS is the address of the independent person who gets the signed end of the log every day.
WEERBAAR_AUDIT_FOLDER keeps the key and the checkpoints of the log (default: `audit` in the data folder).
WEERBAAR_SECURITY_CONTACT and ..._UNTIL fill /.well-known/security.txt: where to tell a weak spot, and until which day.
"""

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from weerbaar.config import reading
from weerbaar.config.identity import apps_of, origins_of, read_identity_file
from weerbaar.config.log_lines import LINES

ROOT = Path(__file__).resolve().parents[3]
DATA = reading.folder("WEERBAAR_DATA", ROOT / "var")

PRODUCTION = reading.switch("WEERBAAR_PRODUCTION")
DEMO = reading.switch("WEERBAAR_DEMO")
DEBUG = False

if PRODUCTION and DEMO:
    raise ImproperlyConfigured(
        "WEERBAAR_DEMO and WEERBAAR_PRODUCTION are both on. The demo lets anyone in without a password: "
        "switch WEERBAAR_DEMO off on a production server."
    )


def _local_secret_key() -> str:
    """The key of this machine, made at the first start and kept in the data folder, readable by its owner only."""
    path = DATA / "secret_key"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="utf-8")


if PRODUCTION:
    for name in ("WEERBAAR_SECRET_KEY", "WEERBAAR_HOSTS", "DATABASE_URL"):
        if not reading.text(name):
            raise ImproperlyConfigured(
                f"{name} is not set. A production server needs it: see docs/beheer/instellingen.md."
            )

SECRET_KEY = reading.text("WEERBAAR_SECRET_KEY") or _local_secret_key()
ALLOWED_HOSTS = reading.hosts("WEERBAAR_HOSTS", ["127.0.0.1", "localhost"])

INSTALLED_APPS = [
    # rooms, roof first
    "weerbaar.programme",
    "weerbaar.accountability",
    "weerbaar.cookers",
    "weerbaar.advice",
    "weerbaar.pictures",
    "weerbaar.trends",
    "weerbaar.signals",
    "weerbaar.sources",
    "weerbaar.accounts",
    "weerbaar.outbox",
    "weerbaar.regions",
    "weerbaar.guard",
    "weerbaar.ui",
    # libraries
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "weerbaar.config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "weerbaar.config.middleware.NoNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "weerbaar.ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "weerbaar.config.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "weerbaar.config.door.SecondStepMiddleware",
    "weerbaar.config.door.SearchMiddleware",
    "weerbaar.config.door.BudgetMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "weerbaar.config.middleware.SecondLockMiddleware",
    "weerbaar.config.middleware.SentFormMiddleware",
]

ROOT_URLCONF = "weerbaar.config.urls"
WSGI_APPLICATION = "weerbaar.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "weerbaar.guard.templatetags.sent_forms",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "weerbaar.config.context_processors.house",
            ],
        },
    }
]

IS_WEB = reading.switch("WEERBAAR_WEB")
DATABASES = {"default": reading.database("DATABASE_URL", f"sqlite:///{DATA / 'weerbaar.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # A web server shows no row until a request says who looks; a command or a test sees all. See docs/decisions/0010.
    DATABASES["default"]["OPTIONS"] = DATABASES["default"].get("OPTIONS", {}) | {
        "options": f"-c weerbaar.reach={'' if IS_WEB else '*'} -c statement_timeout={60_000 if IS_WEB else 0} "
        "-c lock_timeout=20000 -c idle_in_transaction_session_timeout=120000"
    }
AUDIT_FOLDER: Path = reading.folder("WEERBAAR_AUDIT_FOLDER", DATA / "audit")
AUDIT_WITNESS = reading.address("WEERBAAR_AUDIT_WITNESS")
SECURITY_CONTACT = reading.contact("WEERBAAR_SECURITY_CONTACT")
SECURITY_CONTACT_UNTIL = reading.day("WEERBAAR_SECURITY_CONTACT_UNTIL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "weerbaar.accounts.services.passwords.NotGuessable"},
    {
        "NAME": "weerbaar.accounts.services.passwords.NotLeaked",
        "OPTIONS": {"path": reading.file("WEERBAAR_LEAKED_PASSWORDS")},
    },
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "programme:home"
LOGOUT_REDIRECT_URL = "accounts:login"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

ADVICE_BESIDE_PICTURES = "weerbaar.programme.selectors.beside_pictures.advice_beside_pictures"
ADVICE_DOOR = "weerbaar.advice.selectors.advices_visible_to"
"""What the room advice knows for a picture, which stands below it, and the door to its records (decision 0013)."""

# Second step, passkeys and the accounts of the own organisation (allauth); see docs/beheer/inloggen.md.
TRUSTED_PROXIES = reading.whole_number("WEERBAAR_PROXIES", 1 if PRODUCTION else 0)
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "weerbaar.accounts.services.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_TOTP_TOLERANCE = 1
IDENTITY = read_identity_file(reading.text("WEERBAAR_IDENTITY"))
SOCIALACCOUNT_ADAPTER = "weerbaar.accounts.views.identity.GroupsAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps_of(IDENTITY)}}
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10

# A file that somebody adds stays in memory until it was scrubbed: it never touches the disk (T6).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_200_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_200_000

MAIL_IS_ON = bool(reading.text("EMAIL_URL"))
vars().update(reading.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = reading.address("WEERBAAR_MAIL_FROM", "Weerbaar <weerbaar@localhost>")
EMAIL_TIMEOUT = 20

LOGGING = LINES

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "static_vendor"] if (ROOT / "static_vendor").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *origins_of(IDENTITY)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
