"""The settings of the tests: a home of their own, set before anything reads it."""

import os
from pathlib import Path

HOME = Path(os.environ.get("KITH_TEST_HOME", Path(__file__).parents[1] / ".kith-test"))
os.environ["KITH_HOME"] = str(HOME)
os.environ["KITH_DEBUG"] = "1"
os.environ.pop("DATABASE_URL", None)

from kith.config.settings import *  # noqa: E402, F403

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
(HOME / "static").mkdir(parents=True, exist_ok=True)
