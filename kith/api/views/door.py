"""The door itself: whose token this is, a transaction for every call, a word in the audit, and problems in one form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from kith.agencies import actions as agencies
from kith.agencies import queries
from kith.agencies.queries import Machine
from kith.api import access, actions
from kith.api.forms import ProblemOut
from kith.api.rules import MEDIA_TYPE, PROBLEMS, Problem, body_of, code_for

In = ParamSpec("In")
Out = TypeVar("Out")

# What may come of any call, beside what it is for.
ALWAYS: dict[int, type[ProblemOut]] = dict.fromkeys((400, 401, 403, 422, 429, 500, 503), ProblemOut)


class MachineRequest(HttpRequest):
    """A call that carries a token in force."""

    auth: Machine
    asked_for: str


class Token(HttpBearer):
    """A machine's token: `Authorization: Bearer kith_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Machine | None:
        """Tell the database whose token it is, and read what it makes of it."""
        agencies.act_as_machine(token)
        return queries.machine()


class Door(NinjaAPI):
    """An API whose refusals are problems, in its document too."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Write the document, with the content type that refusals have."""
        document = super().get_openapi_schema(**kwargs)
        for path in document["paths"].values():
            for operation in path.values():
                _say_problems(operation["responses"])
        return document


def _say_problems(responses: dict[int, dict[str, Any]]) -> None:
    for status, response in responses.items():
        if status >= min(said.status for said in PROBLEMS.values()) and "content" in response:
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
        if status == PROBLEMS["too-many"].status:
            response["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "In seconds"}}


def act(name: str, *, notes_itself: bool = False) -> Callable[[Callable[In, Out]], Callable[In, Out]]:
    """Ask for the scope of an act before it, undo all of it when it is refused, and write it down when it is done."""

    def around(view: Callable[In, Out]) -> Callable[In, Out]:
        @wraps(view)
        def run(*args: In.args, **kwargs: In.kwargs) -> Out:
            request: Any = args[0]
            request.asked_for = target = _target(request.auth, kwargs)
            access.require(request.auth, name)
            with transaction.atomic():
                answer = view(*args, **kwargs)
                if not notes_itself:
                    actions.note_call(machine=request.auth, what=name, target=target)
            return answer

        return run

    return around


def _target(machine: Machine, named: dict[str, Any]) -> str:
    for name, noun in (("deposit_id", "records.Deposit"), ("feed_id", "records.Feed")):
        if name in named:
            return f"{noun}:{named[name]}"
    return f"agencies.Agency:{machine.agency}"


def answer_problem(request: HttpRequest, problem: Problem, errors: tuple[dict[str, str], ...] = ()) -> HttpResponse:
    """Refuse a call, and write down that it was."""
    machine = getattr(request, "auth", None)
    actions.note_refused(machine=machine, why=problem.why, target=getattr(request, "asked_for", "api"))
    body = body_of(problem.code, problem.detail, errors)
    response = JsonResponse(body, status=PROBLEMS[problem.code].status, content_type=MEDIA_TYPE)
    if problem.code == "no-token":
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


door = Door(
    title="Kith",
    version="1.0.0",
    description="For the systems of agencies: see what is agreed to be sent, hand in files, read what came of them.",
    urls_namespace="api",
    docs_url=None,
    auth=Token(),
)


@door.exception_handler(Problem)
def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Say what was refused."""
    return answer_problem(request, problem)


@door.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    """Give one answer to no token, an unknown one, one that is over and one that was revoked."""
    return answer_problem(request, Problem("no-token"))


@door.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which part is not valid and why, without what was sent."""
    wrong = ({"where": ".".join(map(str, one["loc"])), "what": one["type"]} for one in error.errors)
    return answer_problem(request, Problem("not-valid"), errors=tuple(wrong))


@door.exception_handler(HttpError)
def otherwise(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say in our words what the library refused."""
    return answer_problem(request, Problem(code_for(error.status_code)))


@door.exception_handler(Exception)
def fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Leave a fault of ours to Django, which rolls everything back; never show it."""
    raise error


@csrf_exempt
def missing(request: HttpRequest, **_: str) -> HttpResponse:
    """Answer every address that the API does not have."""
    raise Http404
