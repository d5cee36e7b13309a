"""Django's settings. Everything that differs between installations comes from ``places``."""

from __future__ import annotations

from kith.config.places import Role, places

PLACES = places()

SECRET_KEY = PLACES.secret_key
DEBUG = PLACES.debug
DEMO = PLACES.demo
ALLOWED_HOSTS = PLACES.allowed_hosts

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "kith.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "kith.audit",
    "kith.agencies",
    "kith.sharing",
    "kith.people",
    "kith.records",
    "kith.concerns",
    "kith.desk",
    "kith.api",
]

MIDDLEWARE = [
    "kith.config.machine_door.MachineDoor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kith.ui.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kith.config.middleware.Acting",
]

ROOT_URLCONF = "kith.config.urls"
WSGI_APPLICATION = "kith.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kith.ui.context.frame",
                "kith.config.pages.navigation",
            ],
        },
    }
]

DATABASES = {"default": PLACES.database(PLACES.db_role), "gate": PLACES.database(Role.GATE)}
DATABASE_ROUTERS = ["kith.config.routes.Gate"]
# Each app says in its jobs.py what is done by the clock or put off.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kith_cache"}}

# -- Sign-in ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "agencies.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 30 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"

ACCOUNT_ADAPTER = "kith.config.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "kith.config.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 0
MFA_TOTP_ISSUER = "Kith"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PLACES.demo or PLACES.debug
SOCIALACCOUNT_ADAPTER = "kith.config.sign_in.AgencySignInAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": PLACES.oidc_apps}}

# -- Sessions, cookies, headers --------------------------------------------------------------------------------------

SECURE = not (PLACES.demo or PLACES.debug)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# In memory alone: what a reporter sends must not lie on a disk, whatever happens to the process.
FILE_UPLOAD_HANDLERS = ["kith.ui.uploads.InMemory"]

# How often one machine, and all that bring no token together, may call. Above it one refusal a minute is written down, and no more.
KITH_API_CALLS_A_MINUTE = 120
# For so many days a call that is made again under the same Idempotency-Key has the same answer.
KITH_API_KEYS_DAYS = 30

# Where the worker writes out a file that was handed in, for as long as it reads it.
KITH_READING = PLACES.home / "reading"

# Where the folders lie that agencies put files into, and for how many days what was taken out of one is kept.
KITH_FOLDERS = PLACES.folder_root
KITH_TAKEN_DAYS = PLACES.taken_days

KITH_PARTNERSHIP = PLACES.partnership
KITH_DUTY_DESK = PLACES.duty_desk
KITH_HUB_HOURS = PLACES.hub_hours
KITH_CLOCKS = PLACES.clocks
KITH_RECEIPT_SALT = PLACES.receipt_salt
KITH_IDENTITY_KEY = PLACES.identity_key
# Where "Exit this page" leads: somewhere dull.
KITH_LEAVE_TO = "https://www.bbc.co.uk/weather"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- Words and files -------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = PLACES.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# Nothing that names a person or a place of theirs is logged: no addresses, no request lines, no parameters.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "kith.config.logs.WithoutWords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # It would write the forged header, or the address asked for, of whoever is refused.
        "django.security": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W019"]
