"""An OpenID Connect provider for tests: discovery, keys, tokens and user information over HTTP on this machine."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "guiju", "a client secret"


class Provider:
    """Who signs in there and what is said of them; `spoil` changes claims, `key` the key that signs."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.person: dict[str, Any] = {"sub": "s-1", "preferred_username": "wang"}
        self.spoil: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.key = self.published = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.challenge = self.nonce = ""
        self.asked: list[str] = []

    def answer(self, path: str, body: dict[str, str]) -> dict[str, Any] | None:
        """What a path answers; None for no such path."""
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            found = {name: f"{self.issuer}/{end}" for name, end in names.items()}
            return found | {"issuer": self.issuer, "userinfo_endpoint": f"{self.issuer}/userinfo"}
        if path == "/keys":
            key = json.loads(RSAAlgorithm.to_jwk(self.published.public_key()))
            return {"keys": [key | {"kid": "k1", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            return self._token(body)
        if path == "/userinfo":
            return self.person | self.userinfo
        return None

    def _token(self, body: dict[str, str]) -> dict[str, Any]:
        digest = hashlib.sha256(body["code_verifier"].encode()).digest()
        proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == self.challenge
        if not proved or (body["client_id"], body["client_secret"]) != (CLIENT, SECRET):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": self.nonce}
        token = jwt.encode(claims | self.person | self.spoil, self.key, algorithm="RS256", headers={"kid": "k1"})
        return {"access_token": "at", "token_type": "Bearer", "id_token": token}


@contextmanager
def provider_running() -> Iterator[Provider]:
    """A provider on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(text).items()})

        def _reply(self, body: dict[str, str]) -> None:
            found = provider.answer(self.path, body)
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
