"""A file to hand in."""

from __future__ import annotations

from typing import BinaryIO

from django import forms

from kith.ui.forms import PlainForm


class FileForm(PlainForm):
    """A file to hand in."""

    file = forms.FileField(
        label="Choose a file",
        help_text="CSV, Excel (.xlsx), XML or JSON, as your system exports it. Up to 64 MB.",
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "Choose a file"},
    )

    def handed(self) -> tuple[str, BinaryIO]:
        """Give its name, and what is in it."""
        given = self.cleaned_data["file"]
        return given.name, given.file
