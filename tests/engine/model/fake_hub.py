"""A model hub on 127.0.0.1 that speaks the hub's protocol, and can misbehave in the ways that real networks do."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Serves `files` of one repository. `large` names those that the hub lists with a SHA-256.

    `cut_after`: bytes after which one answer's connection is dropped, once. `slow`: seconds between two pieces.
    `status`: answer every question with this status. `lie`: names whose bytes are not those of the listed hash.
    `refusals`: statuses and headers for the next requests of files. `sent_on`: the other host that files come from.
    `no_ranges`: every file is sent from its start. `surplus`: bytes sent beyond a large file's end.
    """

    def __init__(self, repo: str, files: dict[str, bytes], large: set[str]) -> None:
        self.repo, self.files, self.large = repo, files, large
        self.cut_after = 0
        self.slow = 0.0
        self.status = 0
        self.error_code = ""
        self.lie: set[str] = set()
        self.token = ""
        self.refusals: list[tuple[int, dict[str, str]]] = []
        self.sent_on = ""
        self.no_ranges = False
        self.surplus = 0
        self.tokens: list[str] = []
        self.ranges: list[tuple[str, str]] = []
        self.served = 0
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_HEAD(self) -> None:
                self.do_GET()

            def do_GET(self) -> None:
                hub.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def listing(self) -> bytes:
        siblings = []
        for name, data in self.files.items():
            entry: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": blob(data)}
            if name in self.large:
                entry["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
            siblings.append(entry)
        card = {"license": "apache-2.0"}
        return json.dumps({"id": self.repo, "sha": COMMIT, "siblings": siblings, "cardData": card, "tags": []}).encode()

    def answer(self, http: BaseHTTPRequestHandler) -> None:
        if self.token and http.headers.get("authorization") != f"Bearer {self.token}":
            return self.refuse(http, 403, "GatedRepo")
        if self.status:
            return self.refuse(http, self.status, self.error_code)
        if http.path.startswith(f"/api/models/{self.repo}"):
            return self.send(http, 200, self.listing(), {})
        found = re.fullmatch(rf"/{self.repo}/resolve/{COMMIT}/(.+)", http.path.split("?")[0])
        if found is None or found[1] not in self.files:
            return self.refuse(http, 404, "RepoNotFound" if found is None else "EntryNotFound")
        self.file(http, found[1])

    def file(self, http: BaseHTTPRequestHandler, name: str) -> None:
        self.tokens.append(http.headers.get("authorization", ""))
        if self.refusals:
            status, extra = self.refusals.pop(0)
            return self.send(http, status, b'{"error":"no"}', extra)
        if self.sent_on:
            return self.send(http, 302, b"", {"Location": f"{self.sent_on}{http.path}"})
        data = self.files[name]
        if name in self.lie:
            data = bytes([data[0] ^ 1]) + data[1:]
        wanted = http.headers.get("Range", "")
        self.ranges.append((name, wanted))
        first = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted and not self.no_ranges else 0
        data += bytes(self.surplus if name in self.large else 0)
        extra = {"Content-Range": f"bytes {first}-{len(data) - 1}/{len(data)}"} if first else {}
        self.send(http, 206 if first else 200, data[first:], extra)

    def refuse(self, http: BaseHTTPRequestHandler, status: int, code: str) -> None:
        extra = {"X-Error-Code": code} if code else {}
        self.send(http, status, b'{"error":"no"}', extra)

    def send(self, http: BaseHTTPRequestHandler, status: int, body: bytes, extra: dict[str, str]) -> None:
        http.send_response(status)
        for key, value in {
            "Content-Length": str(len(body)),
            "ETag": '"x"',
            "X-Repo-Commit": COMMIT,
            "Connection": "close",
            **extra,
        }.items():
            http.send_header(key, value)
        http.end_headers()
        if http.command == "HEAD":
            return
        for start in range(0, len(body), 4096):
            if self.cut_after and start >= self.cut_after:
                self.cut_after = 0
                http.close_connection = True
                http.connection.shutdown(2)
                return
            try:
                http.wfile.write(body[start : start + 4096])
            except OSError:
                return
            self.served += min(4096, len(body) - start)
            if self.slow:
                time.sleep(self.slow)


def blob(data: bytes) -> str:
    """Git's name for these bytes."""
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
