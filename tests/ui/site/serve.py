"""Serve the site on a free port, print the port, and stop when standard input closes."""

import os
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.ui.site.settings"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Make the database and one account, then serve."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    connection.ensure_connection()
    call_command("migrate", verbosity=0)
    from allauth.mfa.totp.internal.auth import TOTP

    people = get_user_model().objects
    people.create_user(username="jas", email="jas@example.org", password="correct horse battery")
    with_app = people.create_user(username="sam", email="sam@example.org", password="correct horse battery")
    TOTP.activate(with_app, "JBSWY3DPEHPK3PXP")
    server = make_server("127.0.0.1", int(os.environ.get("PORT", "0")), get_wsgi_application(), _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
