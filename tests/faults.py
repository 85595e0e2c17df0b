"""A proxy in front of a real server that lets requests fail on purpose.

A fault is decided per request by a callable; what is not failed goes to the server unchanged, so
that every answer, the partial ones too, is the server's own.
"""

import json
import random
import socket
import struct
from collections.abc import Callable
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import urlsplit

REJECTED = {"type": "es_rejected_execution_exception", "reason": "rejected by the test's proxy"}
HEADERS = {"X-elastic-product": "Elasticsearch", "Content-Type": "application/json"}


class Request:
    def __init__(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        self.method, self.path, self.body, self.headers = method, path, body, headers

    @property
    def is_bulk(self) -> bool:
        return "/_bulk" in self.path

    @property
    def is_search(self) -> bool:
        return "/_search" in self.path


class Status:
    """Answer with this status; the server never hears of the request."""

    def __init__(self, status: int, kind: str = "es_rejected_execution_exception") -> None:
        self.status, self.kind = status, kind


class CutAfterSend:
    """Let the server do it, then reset the connection instead of answering."""


class CutBeforeSend:
    """Reset the connection; the server never hears of the request."""


class RejectItems:
    """Answer 429 for a share of a bulk request's items; the others reach the server."""

    def __init__(self, share: float, chance: random.Random) -> None:
        self.share, self.chance = share, chance


Fault = Status | CutAfterSend | CutBeforeSend | RejectItems | None
Decision = Callable[[Request], Fault]


class FaultyProxy(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, server: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        parts = urlsplit(server)
        self.upstream = (parts.hostname, parts.port)
        self.decide: Decision = lambda _request: None
        self.counts: dict[str, int] = {}
        self.lock = Lock()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def decided(self, request: Request) -> Fault:
        with self.lock:
            fault = self.decide(request)
            name = type(fault).__name__ if fault else "passed"
            self.counts[name] = self.counts.get(name, 0) + 1
        return fault

    def handle_error(self, request, client_address):
        """Clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultyProxy

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(self.command, self.path, self.rfile.read(length), dict(self.headers))
        match self.server.decided(request):
            case Status() as fault:
                cause = {"type": fault.kind, "reason": "the test's proxy says so"}
                body = {"error": {"root_cause": [cause], **cause}, "status": fault.status}
                self.answer(fault.status, HEADERS, json.dumps(body).encode())
            case CutBeforeSend():
                self.cut()
            case CutAfterSend():
                self.forward(request)
                self.cut()
            case RejectItems() as fault:
                self.answer(*self.reject(request, fault))
            case None:
                self.answer(*self.forward(request))

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 - names of the base class

    def forward(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        upstream = HTTPConnection(*self.server.upstream, timeout=120)
        try:
            headers = {k: v for k, v in request.headers.items() if k.lower() != "accept-encoding"}
            upstream.request(request.method, request.path, request.body or None, headers)
            response = upstream.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            upstream.close()

    def reject(self, request: Request, fault: RejectItems) -> tuple[int, dict[str, str], bytes]:
        operations = split_bulk(request.body)
        rejected = [fault.chance.random() < fault.share for _ in operations]
        kept = [lines for (_, _, lines), no in zip(operations, rejected, strict=True) if not no]
        status, headers, passed = 200, HEADERS, []
        if kept:
            rest = Request(request.method, request.path, b"".join(kept), dict(request.headers))
            rest.headers["Content-Length"] = str(len(rest.body))
            status, headers, body = self.forward(rest)
            if status != 200:
                return status, headers, body
            passed = json.loads(body)["items"]
        items = iter(passed)
        merged = [
            {action: {"_id": identity, "status": 429, "error": REJECTED}} if no else next(items)
            for (action, identity, _), no in zip(operations, rejected, strict=True)
        ]
        errors = any("error" in item for one in merged for item in one.values())
        return 200, headers, json.dumps({"errors": errors, "items": merged}).encode()

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def cut(self) -> None:
        """A reset, not an orderly end."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_arguments) -> None:
        """Quiet."""

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            self.close_connection = True


def split_bulk(body: bytes) -> list[tuple[str, str, bytes]]:
    """(action, id, lines) of each operation."""
    lines = iter(body.splitlines(keepends=True))
    operations = []
    for line in lines:
        ((action, head),) = json.loads(line).items()
        whole = line if action == "delete" else line + next(lines)
        operations.append((action, head["_id"], whole))
    return operations


@contextmanager
def faulty(server: str):
    """A proxy in front of `server`; set its `decide` to make requests fail."""
    proxy = FaultyProxy(server)
    thread = Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()
