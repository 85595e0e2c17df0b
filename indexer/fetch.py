"""Files from an office's server, fetched once and again only when they changed there."""

from __future__ import annotations

import os
import re
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from parsers.errors import ParseError

_CHUNK = 1 << 20
_UNSAFE = re.compile(r"[^\w.+-]+")
_RETRY = urllib3.Retry(
    total=6,
    connect=2,
    backoff_factor=0.5,
    status_forcelist=(429, 500, 502, 503, 504),
    raise_on_status=False,
)
_TIMEOUT = urllib3.Timeout(connect=15, read=60)


def fetch(url: str, folder: Path) -> Path:
    """The file behind an http(s) URL, below `folder`; its time is the server's Last-Modified.

    A file fetched before is asked for only if it changed. A download that breaks off leaves what
    was there before. Raises ParseError FILE_UNREADABLE.
    """
    target = folder / _name(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib3.PoolManager(retries=_RETRY, timeout=_TIMEOUT) as http:
            _download(http, url, target)
    except HTTPError as error:
        raise ParseError("FILE_UNREADABLE", str(error), place=url) from error
    return target


def _name(url: str) -> Path:
    """A folder for the address, so that equal names from two places do not meet, and the name."""
    last = _UNSAFE.sub("_", unquote(urlsplit(url).path.rsplit("/", 1)[-1])).strip(".")
    return Path(sha256(url.encode()).hexdigest()[:12]) / (last[-120:] or "file")


def _download(http: urllib3.PoolManager, url: str, target: Path) -> None:
    tag = target.with_name(target.name + ".etag")
    known = {"If-None-Match": tag.read_text("utf-8")} if target.exists() and tag.exists() else {}
    # Only what the server stores is wanted: a .gz must stay one.
    headers = {"Accept-Encoding": "identity", **known}
    answer = http.request("GET", url, headers=headers, preload_content=False)
    try:
        if answer.status == 304:
            return
        if answer.status != 200:
            message = f"The server answered {answer.status} {answer.reason}."
            raise ParseError("FILE_UNREADABLE", message, place=url)
        part = target.with_name(target.name + ".part")
        with part.open("wb") as file:
            for piece in answer.stream(_CHUNK, decode_content=False):
                file.write(piece)
        _date(part, answer.headers.get("Last-Modified"))
        part.replace(target)
    finally:
        answer.close()
    if etag := answer.headers.get("ETag"):
        tag.write_text(etag, "utf-8")
    else:
        tag.unlink(missing_ok=True)


def _date(path: Path, modified: str | None) -> None:
    """The server's time, so that an unchanged file fetched again counts as the same."""
    if not modified:
        return
    try:
        seconds = parsedate_to_datetime(modified).timestamp()
    except ValueError:
        return
    os.utime(path, (seconds, seconds))
