"""Settings of an installation (部署设置); each can be given as an environment variable, listed in docs/settings.md."""

from __future__ import annotations

import os
from pathlib import Path

from guiju.web.databases import database_settings
from guiju.web.mail import mail_settings
from guiju.web.oidc import provider_id, provider_settings
from guiju.web.secret import installation_secret

BASE_DIR = Path(__file__).resolve().parents[1]
REPOSITORY = BASE_DIR.parents[1]
VAR = Path(os.environ.get("GUIJU_VAR", REPOSITORY / "var")).resolve()
DEMO = os.environ.get("GUIJU_DEMO", "1") == "1"
DEBUG = os.environ.get("GUIJU_DEBUG", "0") == "1"

SECRET_KEY = installation_secret(VAR)
ALLOWED_HOSTS = os.environ.get("GUIJU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GUIJU_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules",
    "csp",
    "guiju.kernel.history",
    "guiju.kernel.accounts",
    "guiju.kernel.quotas",
    "guiju.kernel.api",
    "guiju.kernel.jobs",
    "guiju.kernel.files",
    "guiju.kernel.search",
    "guiju.kernel.indicators",
    "guiju.kernel.notices",
    "guiju.kernel.procedures",
    "guiju.kernel.registers",
    "guiju.apps.catalogue",
    "guiju.apps.cases",
    "guiju.apps.collections",
    "guiju.apps.opendata",
    "guiju.apps.searches",
    "guiju.apps.declared",
    "guiju.apps.systems",
    "guiju.apps.browse",
    "guiju.apps.validity",
    "guiju.apps.parties",
    "guiju.apps.ledger",
    "guiju.web",
]

MIDDLEWARE = [
    "guiju.kernel.api.gate.problems",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guiju.web.privacy.own_pages",
    "guiju.web.limits.body_limit",
    "guiju.web.kept_pages.kept_pages",
    "guiju.web.chinese_marked.chinese_marked",
    "django.middleware.csrf.CsrfViewMiddleware",
    "guiju.web.zero_characters.ZeroCharacters",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guiju.kernel.accounts.reading.pages_read",
    "guiju.kernel.api.gate.gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guiju.kernel.accounts.seen.sessions_seen",
    "axes.middleware.AxesMiddleware",
    "guiju.web.errors.methods_explained",
]

ROOT_URLCONF = "guiju.web.urls"
WSGI_APPLICATION = "guiju.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "guiju.web.templating.RoomTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "guiju.web.templating.environment"},
    },
]

# "figures": counts that cost much and change seldom (see catalogue.queries.remembered), kept by each process.
CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }
    for name, entries in (("default", 1_000), ("figures", 1_000), ("pages", 3_000))
}
DATABASES = {"default": database_settings(VAR, os.environ.get("GUIJU_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "guiju.kernel.accounts.throttle.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "guiju.kernel.accounts.throttle.Throttle"
AXES_CLIENT_IP_CALLABLE = "guiju.kernel.accounts.addresses.client_address"
PROXIES = int(os.environ.get("GUIJU_PROXIES", "0"))

OIDC_ISSUER = os.environ.get("GUIJU_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("GUIJU_OIDC_NAME", "统一身份认证")
OIDC_ID = provider_id(OIDC_ISSUER)
SOCIALACCOUNT_ADAPTER = "guiju.kernel.accounts.oidc.Gate"
SOCIALACCOUNT_PROVIDERS = provider_settings(
    OIDC_ISSUER,
    client_id=os.environ.get("GUIJU_OIDC_CLIENT_ID", ""),
    secret=os.environ.get("GUIJU_OIDC_SECRET", ""),
)
MFA_ADAPTER = "guiju.kernel.accounts.sealing.SealingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "guiju_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

MAIL_READY = bool(os.environ.get("GUIJU_MAIL_URL", ""))
if MAIL_READY:
    vars().update(mail_settings(os.environ.get("GUIJU_MAIL_URL", "")))
    DEFAULT_FROM_EMAIL = os.environ.get("GUIJU_MAIL_FROM", "guiju@localhost")

WEBHOOK_URL = os.environ.get("GUIJU_WEBHOOK_URL", "")

STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 7 * 24 * 3600
FILES_ROOT = VAR / "files"
SEARCH_ROOT = VAR / "search"

QUOTAS = os.environ.get("GUIJU_QUOTAS", "1") == "1"
PROXIES = int(os.environ.get("GUIJU_PROXIES", "0"))

UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # a scheme of assessment of 60 indicators has 25 fields for each
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "guiju.web.uploads.NamelessFileUploadHandler",
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "guiju.web.errors.csrf_failed"
if os.environ.get("GUIJU_HTTPS", "0") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
    "root": {"handlers": ["console"], "level": os.environ.get("GUIJU_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
