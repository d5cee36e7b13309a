"""Relations point down, and nobody can walk up them: the two holes in a contract about imports."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.house.reading import floor_of


def relations() -> Iterator[tuple[str, str, str, str]]:
    """Every relation between two models of ours: its name, its app, the app it points at, and the way back."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("kith."):
            continue
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model._meta.app_label
                back = field.remote_field.related_name or ""
                yield f"{model._meta.label}.{field.name}", model._meta.app_label, target, back


def upward(found: Iterator[tuple[str, str, str, str]]) -> list[str]:
    return [name for name, app, target, _ in found if floor_of(target) < floor_of(app)]


def walkable(found: Iterator[tuple[str, str, str, str]]) -> list[str]:
    return [name for name, app, target, back in found if app != target and not back.endswith("+")]


def test_relations_point_down() -> None:
    assert not upward(relations())


def test_nobody_walks_up_a_relation_from_another_app() -> None:
    assert not walkable(relations())


def test_the_laws_about_relations_have_teeth() -> None:
    assert upward(iter([("people.Person.concern", "people", "concerns", "+")]))
    assert walkable(iter([("concerns.Concern.owner", "concerns", "agencies", "")]))
    assert walkable(iter([("concerns.Concern.owner", "concerns", "agencies", "concerns")]))


def test_there_are_relations_to_speak_of() -> None:
    assert len(list(relations())) > 40


def cascading() -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("kith.")
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]


def test_nothing_is_deleted_because_something_else_was() -> None:
    assert not cascading()
