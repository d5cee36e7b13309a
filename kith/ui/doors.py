"""Doors of pages: who must be signed in to come through."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kith.ui.pages import ended

# Floors above say in their types what a signed-in request carries.
Asked = TypeVar("Asked", bound=HttpRequest)
Rest = ParamSpec("Rest")


def signed_in(
    view: Callable[Concatenate[Asked, Rest], HttpResponseBase],
) -> Callable[Concatenate[Asked, Rest], HttpResponseBase]:
    """Let somebody signed in come through, and send anybody else to where they sign in.

    What was sent after a session had ended is shown back, so that no words are lost.
    """

    @wraps(view)
    def door(request: Asked, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if getattr(request, "asker", None) is not None:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return ended(request)
        return redirect_to_login(request.get_full_path())

    return door
