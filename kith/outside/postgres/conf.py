"""What the embedded server is told: no network, nothing of a person in its log, quick recovery."""

# PostgreSQL would write the words of a failing statement, and so a reporter's words, into its
# log. With these it writes that it started, stopped, recovered and crashed, and no more.
QUIET = {
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}

LOCAL = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
    "jit": "off",
    "log_checkpoints": "off",
    "client_connection_check_interval": "5s",
}

# For tests alone: a crash may then lose everything.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def told(*, fsync: bool) -> list[str]:
    """Give the settings as arguments, so that nothing in the data directory can change them."""
    settings = LOCAL | QUIET | ({} if fsync else CARELESS)
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
