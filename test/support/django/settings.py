"""Settings of a Django project that has the old portal's tables and nothing else."""

import os
from urllib.parse import unquote, urlparse

_url = urlparse(os.environ["OLD_PORTAL_URL"])
SECRET_KEY = "only for tests"
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "old_portal",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.mysql",
        "HOST": _url.hostname,
        "PORT": str(_url.port or 3306),
        "USER": unquote(_url.username or ""),
        "PASSWORD": unquote(_url.password or ""),
        "NAME": _url.path.lstrip("/"),
        "OPTIONS": {"charset": "utf8mb4"},
    }
}
