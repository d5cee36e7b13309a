"""The names of our cookies, for the settings and the middleware; they live where pages can reach them too."""

from kith.ui.cookies import DRAFT, PASS, THREAD, forget, keep

__all__ = ["DRAFT", "PASS", "THREAD", "forget", "keep"]
