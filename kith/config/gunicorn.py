"""How the web is served. Gunicorn reads this file as its settings."""

from pathlib import Path

from kith.config.children import die_with_parent
from kith.config.places import places

wsgi_app = "kith.config.wsgi:application"
bind = f"{places().host}:{places().port}"
worker_class = "gthread"
workers = places().web_workers
threads = 4
# Load once and fork, so that a second worker costs no second start.
preload_app = True
timeout = 60
graceful_timeout = 8
keepalive = 5
# Memory that a long-lived process gathers is given back now and then, not by all at once.
max_requests = 5000
max_requests_jitter = 500
# The workers' sign of life; on a disk that stalls they would be taken for dead.
MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108 (a file of its own is made there)
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None

# Who asked for what is written nowhere: a reporter's address must not outlive the request.
# Below "error" gunicorn would log the address of whoever sends a malformed request.
accesslog = None
errorlog = "-"
loglevel = "error"
capture_output = False

# Its default is a socket in the home of whoever starts it.
control_socket_disable = True
proc_name = "kith"


def on_starting(server: object) -> None:
    """Tie the master to its supervisor; the workers watch the master themselves."""
    die_with_parent()
