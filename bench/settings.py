"""The settings of the bench: a home of its own, otherwise as in real use."""

from kith.config.settings import *  # noqa: F403
from kith.config.settings import ALLOWED_HOSTS

DEBUG = False
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
