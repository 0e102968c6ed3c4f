"""All settings, from the environment. docs/for-operators/settings.md explains each variable.

Without DEMO or DEBUG this is production, which refuses to start half configured.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from environs import Env, validate

from languages import registry
from newsroom.databases import prepared, replica_of
from newsroom.environment import FILLED_IN, seal

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env(eager=False)
env.read_env(str(BASE_DIR / ".env"), override=False)

# --- What kind of installation this is -----------------------------------------------------------

# DEMO: the demo paper may be loaded, and the demo accounts, whose password is public, may log in.
DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
PRODUCTION = not (DEMO or DEBUG)

if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY", validate=FILLED_IN)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", subcast=str.strip, validate=FILLED_IN)
    DATABASE: dict[str, Any] = env.dj_db_url("DATABASE_URL")
else:
    SECRET_KEY = env.str("SECRET_KEY", "not-secret-and-never-used-in-production")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"])
    DATABASE = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")
# A copy of the database, kept by PostgreSQL itself, from which readers' pages are made.
REPLICA = env.dj_db_url("DATABASE_REPLICA_URL") if env.str("DATABASE_REPLICA_URL", "") else None

ADMIN_PATH = env.str("ADMIN_PATH", "admin/").strip("/") + "/"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [], subcast=str.strip)
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", PRODUCTION)
SERVE_MEDIA = env.bool("SERVE_MEDIA", not PRODUCTION)
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
SECURITY_CONTACT: list[str] = env.list("SECURITY_CONTACT", [], subcast=str.strip)
# How many proxies of ours stand in front: so many addresses of X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1 if BEHIND_TLS_PROXY else 0, validate=validate.Range(min=0))
# Where views come from: the requests themselves, or the beacon of pages that a CDN keeps.
VIEWS_FROM = env.str("VIEWS_FROM", "request", validate=validate.OneOf(["request", "beacon"]))
VIEWS_SPOOL = env.path("VIEWS_SPOOL", VAR_DIR / "views")
# How many megabytes of finished pages each process keeps; 0 for none.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 96, validate=validate.Range(min=0))
# How many megabytes of what pages have in common each process keeps; 0 for none.
PIECES_MB = env.int("PIECES_MB", 24, validate=validate.Range(min=0))
# How a CDN in front is told what changed; docs/for-operators/cdn.md has what each of them wants.
PURGE_URL = env.str("PURGE_URL", "")
PURGE_METHOD = env.str("PURGE_METHOD", "POST")
PURGE_HEADERS: list[str] = env.list("PURGE_HEADERS", [], delimiter="|")
PURGE_BODY = env.str("PURGE_BODY", "")
PAGE_KEYS_HEADER = env.str("PAGE_KEYS_HEADER", "Surrogate-Key")
TIME_ZONE = env.str("TIME_ZONE", "Asia/Yerevan")
LOG_LEVEL = env.log_level("LOG_LEVEL", logging.INFO)
seal(env)

# --- The house -----------------------------------------------------------------------------------

# Uppermost first: an app may import those below it. Enforced by import-linter (pyproject.toml).
INSTALLED_APPS = [
    *(["demo"] if DEMO else []),
    "reader",
    "desk.apps.DeskConfig",
    "delivery",
    "readership",
    "modeltranslation",  # before the admin and the apps whose models it extends
    "articles",
    "authors",
    "categories",
    "images",
    "publication",
    "accounts",
    "languages",
    "csp",
    "django_prose_editor",
    "django_tasks",
    "imagefield",
    "js_asset",
    "taggit",
    "desk.apps.DeskAdminConfig",  # django.contrib.admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "languages.middleware.LanguageMiddleware",
    "desk.middleware.DeskCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "desk.middleware.DeskLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "readership.middleware.ViewCountMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- Data ----------------------------------------------------------------------------------------

DATABASES = {"default": prepared(DATABASE)}
if REPLICA:
    DATABASES["replica"] = replica_of(DATABASE, REPLICA)
DATABASE_ROUTERS = ["delivery.router.PublicReads"]

# One process, one cache: only the admin's thumbnails use it. Pages are not cached here.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Languages -----------------------------------------------------------------------------------

LANGUAGES = registry.choices("en", "ru", "hy")
LANGUAGE_CODE = LANGUAGES[0][0]
USE_I18N = True
USE_TZ = True
# Ours first; then what Django and the packages leave untranslated.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = ["languages.formats"]
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = registry.field_name  # instead of "title [en]"
MODELTRANSLATION_FALLBACK_LANGUAGES = tuple(code for code, _name in LANGUAGES)

# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static.StaticStorage"
    },
}
IMAGEFIELD_AUTOGENERATE = False  # images/tasks.py makes the renditions
IMAGEFIELD_BIN_DEPTH = 2
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # three long stories in one form

# --- Staff login ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "newsroom.errors.form_expired"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]

# --- Protection ----------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS_PROXY
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = BEHIND_TLS_PROXY
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from the machine itself, past the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
SECURE_HSTS_SECONDS = 63072000 if BEHIND_TLS_PROXY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS_PROXY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing inline and nothing from elsewhere, on public pages. The desk adds to it in desk/site.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The prose editor needs an import map, which carries a nonce, and one fixed style element of Tiptap.
DESK_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django_tasks": {"level": "WARNING"},
        "imagefield": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},  # each attempt to connect, beside the error that came of it
    },
}
