"""Put people and half-written referrals into a home, and print what the load needs to know.

Run as a program, since settings are read once in each process.
"""

import copy
import json
import sys

import django

HOW_MANY = int(sys.argv[1]) if len(sys.argv) > 1 else 100
FACT = "He had two phones"


def main() -> None:
    django.setup()
    from django.db import connections

    from kith.config.places import Role, places

    admin = connections.configure_settings({"default": places().database(Role.ADMIN)})["default"]
    connections.settings["admin"] = admin
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from kith.concerns.models import ReferralDraft
    from tests.concerns.referral import filled
    from tests.factories import world as make
    from tests.factories.client import client_of

    setup_test_environment()
    settings.SECURE_SSL_REDIRECT = False
    world = make.make_world()
    filled.CONCERN["fact"] = FACT
    tom = client_of(world["tom"])
    filled.fill(tom)
    pattern = ReferralDraft.objects.using("admin").get()
    drafts = {}
    for number in range(HOW_MANY):
        words = f"canary-referral-{number:04}"
        answers = json.loads(json.dumps(copy.deepcopy(pattern.answers)).replace(FACT, words))
        one = ReferralDraft(account_id=pattern.account_id, answers=answers, version=pattern.version)
        one.begun_at, one.saved_at, one.expires_at = pattern.begun_at, pattern.saved_at, pattern.expires_at
        one.save(using="admin", force_insert=True)
        drafts[words] = [str(one.pk), str(one.version)]
    cookies = {name: morsel.value for name, morsel in tom.cookies.items()}
    print(json.dumps({"cookies": cookies, "drafts": drafts}))  # noqa: T201


if __name__ == "__main__":
    main()
