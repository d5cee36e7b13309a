"""The plainest browser: it keeps cookies, says where it was, and presses the button again."""

import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = "c" * 32
AGAIN = 0.25


class NeverAnswered(Exception):
    """However often the button was pressed, nothing came back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole."""

    status: int
    body: str


@dataclass(slots=True)
class Browser:
    """Somebody's browser, behind the proxy that an installation has in front of it."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def press(self, path: str, patience: float = 60, **given: str) -> Answer:
        """Send a form; where nothing comes back, send the same again, as people do."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                answer = self._post(path, given)
            except (OSError, HTTPException):
                answer = None
            if answer is not None and answer.status < 500:
                return answer
            time.sleep(AGAIN)
        raise NeverAnswered(path)

    def _post(self, path: str, given: dict[str, str]) -> Answer:
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.request("POST", path, urlencode({**given, "csrfmiddlewaretoken": TOKEN}), self._headers())
            came = line.getresponse()
            body = came.read().decode()
            for value in came.headers.get_all("Set-Cookie", []):
                self.cookies.update({name: one.value for name, one in SimpleCookie(value).items()})
            return Answer(came.status, body)
        finally:
            line.close()

    def _headers(self) -> dict[str, str]:
        cookies = {**self.cookies, "__Host-csrf": TOKEN}
        return {
            "Host": f"localhost:{self.port}",
            "Referer": f"https://localhost:{self.port}/",
            "X-Forwarded-Proto": "https",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Connection": "close",
        }
