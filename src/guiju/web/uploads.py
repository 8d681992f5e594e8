"""Uploads on their way in (接收中的文件): large ones wait on disk without a name, and go when this process dies."""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessFileUploadHandler(FileUploadHandler):
    """Keeps an upload in a temporary file that no folder lists; the system frees it with its last handle.

    When the disk is full the rest is still listened to: who is cut off while sending never sees the answer.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the request
        self._failure: OSError | None = None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """More of it."""
        if self._failure is None:
            try:
                self._file.write(raw_data)
            except OSError as error:
                self._failure = error
                self._file.truncate(0)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """All of it. Raises the OSError it met."""
        if self._failure is not None:
            raise self._failure
        self._file.seek(0)
        return UploadedFile(
            self._file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
