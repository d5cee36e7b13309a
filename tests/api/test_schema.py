"""Whatever is sent, the API keeps to its own document: schemathesis asks everything of it, in this process."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.urls import get_resolver
from hypothesis import HealthCheck
from hypothesis import settings as bounded
from schemathesis.config import SchemathesisConfig

from kith.api.views.deposits import KINDS
from kith.api.views.door import door
from kith.config.wsgi import application
from tests.api.conftest import Machine, Partners, token

EXAMPLES = 30
# Loading every address is what tells the door which there are.
assert get_resolver().url_patterns


def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer as the server does, to the end."""
    answer = application(environ, start_response)
    try:
        return list(answer)
    finally:
        answer.close()


def document(mode: str) -> Any:
    """Give the document, to be asked for what is valid, or for anything at all."""
    told = SchemathesisConfig.from_dict({"seed": 1, "generation": {"mode": mode}})
    loaded = schemathesis.openapi.from_dict(door.get_openapi_schema(path_prefix="/api/v1/"), config=told)
    loaded.app = whole
    return loaded


@schemathesis.serializer(*KINDS)
def as_it_is(_: object, value: object) -> bytes:
    """Send a file as a file, whatever kind it says that it is."""
    inside = getattr(value, "data", value)
    return inside if isinstance(inside, bytes) else str(inside).encode(errors="replace")


anything, valid = document("all"), document("positive")
few = bounded(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture
def secret(partners: Partners, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "KITH_API_CALLS_A_MINUTE", 10**9)
    return token(partners.council)[1]


@pytest.fixture
def there(partners: Partners, secret: str) -> dict[str, str]:
    """Give what is there: a feed, and a file that was handed in for it."""
    handed = Machine(secret).post(f"feeds/{partners.feed.pk}/deposits", b"a,b\n", Idempotency_Key="first")
    return {"feed_id": str(partners.feed.pk), "deposit_id": handed.json()["id"]}  # type: ignore[attr-defined]


@anything.parametrize()
@few
def test_the_api_keeps_to_its_document(case: schemathesis.Case, secret: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})


@valid.parametrize()
@few
def test_the_api_keeps_to_its_document_where_something_is(
    case: schemathesis.Case, secret: str, there: dict[str, str]
) -> None:
    case.path_parameters.update({name: there[name] for name in case.path_parameters})
    response = case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
    assert response.status_code in {200, 202, 409}
