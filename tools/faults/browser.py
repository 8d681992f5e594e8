"""A browser reduced to what the trials need: pages, checks handed in, their progress and their verdicts."""

from __future__ import annotations

import hashlib
import http.client
import json
import secrets
from typing import Any, NamedTuple

LIMIT = 120.0


class Answer(NamedTuple):
    """An answer: status (0: none came), where it leads, and its text."""

    status: int
    location: str
    text: str


class Browser:
    """Asks the site on a port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._token = secrets.token_hex(16)

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, b"", {})

    def answers(self, path: str) -> bool:
        """Whether the page comes."""
        return self.get(path).status == 200

    def hand_in(self, *, text: str = "", name: str = "", data: bytes = b"") -> Answer:
        """Hand in a text or a file to be checked; the answer leads to the result."""
        edge = secrets.token_hex(12)
        parts = [(b"", "csrfmiddlewaretoken", self._token.encode()), (b"", "text", text.encode())]
        if name:
            parts.append((f'; filename="{name}"'.encode(), "files", data))
        body = b"".join(
            b'--%b\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n%b\r\n'
            % (edge.encode(), field.encode(), more, value)
            for more, field, value in parts
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Cookie": f"csrftoken={self._token}"}
        return self._ask("POST", "/check/new", body + b"--%b--\r\n" % edge.encode(), kind)

    def progress(self, check: str) -> dict[str, Any]:
        """How far a check is; state "silent" when no answer comes."""
        answer = self.get(check + "progress")
        return dict(json.loads(answer.text)) if answer.status == 200 else {"state": "silent", "done": 0}

    def verdicts(self, check: str) -> tuple[int, str]:
        """How many verdicts a finished check gave, and the digest of them all in order."""
        result = json.loads(self.get(check + "report.json").text)["result"]
        members = [
            (citation["place"], citation["span"], member["number"], member["verdict"], member["flags"])
            for file in result["files"]
            for citation in file["citations"]
            for member in citation["members"]
        ]
        return len(members), hashlib.sha256(json.dumps(members).encode()).hexdigest()

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=LIMIT)
        try:
            connection.request(method, path, body, {"Accept-Language": "en", **headers})
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, answer.getheader("Location") or "", text)
        except (OSError, http.client.HTTPException):
            return Answer(0, "", "")
        finally:
            connection.close()
