"""Files that come over the web (提交): gathered within the limit, read by few requests at a time."""

from __future__ import annotations

from collections.abc import Sequence
from threading import BoundedSemaphore

from django.core.files.uploadedfile import UploadedFile

from guiju.apps.validity.intake import Intake, Upload, refuse_too_large, take_in

# A hostile file may take 400 MB to be found out: so many at once, and no more, in one process of the site.
_READING = BoundedSemaphore(2)


def hand_in(uploads: Sequence[Upload], text: str, lang: str) -> Intake:
    """Read what was handed in (see `intake.take_in`)."""
    with _READING:
        return take_in(uploads, text, lang)


def uploads_of(files: Sequence[UploadedFile[bytes]]) -> list[Upload]:
    """The files of a request; more than the limit is refused before their bytes are gathered."""
    refuse_too_large(sum(file.size or 0 for file in files))
    return [Upload(file.name or "", file.read()) for file in files]
