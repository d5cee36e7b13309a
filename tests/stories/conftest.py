"""Kith itself, served to a real browser from this test's own database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application


class Quiet(WSGIRequestHandler):
    """Answer without a word in the log."""

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadedWSGIServer):
    """Serve each request in a thread of its own; a browser that hangs up early is no fault."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass


def serving(server: ThreadingHTTPServer | Server) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def live_kith(database: None) -> Iterator[str]:
    """Serve Kith on a free port while the story lasts."""
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    yield from serving(server)


class Weather(BaseHTTPRequestHandler):
    """A dull page of somebody else's."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><html lang=en><title>Weather</title><h1>Cloudy</h1></html>")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def weather(settings: object) -> Iterator[str]:
    """Be the site that "Exit this page" leads to: another origin, on this machine."""
    for address in serving(ThreadingHTTPServer(("127.0.0.1", 0), Weather)):
        settings.KITH_LEAVE_TO = address.replace("127.0.0.1", "localhost") + "/weather"  # type: ignore[attr-defined]
        yield settings.KITH_LEAVE_TO  # type: ignore[attr-defined]
