"""The worker: a process of its own that takes up what was put off."""

import django

from kith.config.children import die_with_parent


def main() -> None:
    """Load the apps, so that every job is known, and work."""
    die_with_parent()
    django.setup()
    from kith.outside import queue

    queue.work()


if __name__ == "__main__":
    main()
