"""Generations: one index per full build, found through the alias all searches use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError
from msgspec import Struct

from indexer.engines.elasticsearch.address import Address
from indexer.engines.elasticsearch.connection import translated
from indexer.engines.elasticsearch.mapping import fingerprint, index_body
from indexer.errors import EngineError

_NAME = re.compile(r"(?P<alias>.+)-(?P<fingerprint>[0-9a-f]{10})-(?P<built>\d{8}t\d{12})")
_YELLOW_SECONDS = 60


class Generation(Struct, frozen=True):
    """A parsed index name; `built` is when the build began, UTC `YYYYMMDDtHHMMSSffffff`."""

    alias: str
    fingerprint: str
    built: str

    @property
    def name(self) -> str:
        return f"{self.alias}-{self.fingerprint}-{self.built}"


def new_name(alias: str) -> str:
    """The name of a generation that begins now, for the present fields and analysis."""
    built = datetime.now(UTC).strftime("%Y%m%dt%H%M%S%f")
    return Generation(alias, fingerprint(), built).name


def parse_name(name: str) -> Generation | None:
    """The inverse of `Generation.name`; None for any other index."""
    match = _NAME.fullmatch(name)
    return Generation(**match.groupdict()) if match else None


class Live(Struct, frozen=True):
    """The generation that answers, and how many commits it has had."""

    generation: Generation
    version: int


class Generations:
    """Finds, creates, swaps and deletes the indexes behind one alias."""

    def __init__(self, client: Elasticsearch, address: Address) -> None:
        self._client = client
        self._address = address

    def live(self) -> Live | None:
        """The generation behind the alias, whatever it was built for."""
        alias = self._address.alias
        with translated(self._address):
            try:
                answer = self._client.indices.get_mapping(
                    index=alias, filter_path="*.mappings._meta"
                ).body
            except NotFoundError:
                return None
        known = {name: g for name in answer if (g := parse_name(name)) and g.alias == alias}
        if not known:
            message = f"The name {alias} is taken by an index that is not ours; choose another."
            raise EngineError("SETTINGS_INVALID", message)
        name = max(known, key=lambda n: known[n].built)
        return Live(known[name], int(answer[name]["mappings"]["_meta"]["version"]))

    def usable(self) -> Live:
        """The live generation. EngineError INDEX_MISSING or INDEX_OUTDATED."""
        live = self.live()
        if live is None:
            message = "Nothing has been indexed yet: there is no index behind this alias."
            raise EngineError("INDEX_MISSING", f"{message} Run `gongkai index` first.")
        if live.generation.fingerprint != fingerprint():
            message = f"The index {live.generation.name} was built for other fields or analysis."
            raise EngineError("INDEX_OUTDATED", f"{message} Rebuild it.")
        return live

    def create(self) -> str:
        """A new empty index, ready to be filled, not yet live."""
        name = new_name(self._address.alias)
        with translated(self._address):
            body = index_body(self._address.shards)
            try:
                self._client.indices.create(
                    index=name, settings=body["settings"], mappings=body["mappings"]
                )
            except BadRequestError as error:
                if "resource_already_exists_exception" not in str(error.body):
                    raise  # else an earlier attempt went through, but not its answer
            health = self._client.options(request_timeout=_YELLOW_SECONDS + 5).cluster.health(
                index=name, wait_for_status="yellow", timeout=f"{_YELLOW_SECONDS}s"
            )
        if health["timed_out"]:
            self.delete(name)
            message = "The server gave the new index no place; its disks may be full."
            raise EngineError("ENGINE_FULL", message, retry=True)
        return name

    def commit(self, name: str, version: int) -> None:
        """Make what was written visible and count the commit."""
        with translated(self._address):
            self._client.indices.refresh(index=name)
            self._client.indices.put_mapping(index=name, meta={"version": version})

    def publish(self, name: str) -> None:
        """Let the alias point to `name`, and to nothing else, in one step."""
        alias = self._address.alias
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": alias}}]
        with translated(self._address):
            if self._address.replicas:
                self._client.indices.put_settings(
                    index=name, settings={"number_of_replicas": self._address.replicas}
                )
            actions += [
                {"remove": {"index": old, "alias": alias, "must_exist": False}}
                for old in self._aliased() - {name}
            ]
            self._client.indices.update_aliases(actions=actions)

    def delete(self, name: str) -> None:
        with translated(self._address):
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def sweep(self) -> None:
        """Delete generations that are not live: broken-off builds, and the one replaced last.

        That one stays from the swap to the next run, so that open cursors go on. Only for the
        holder of the writer's lock, else a build in progress would go too.
        """
        alias = self._address.alias
        with translated(self._address):
            found = self._client.indices.get_alias(index=f"{alias}-*").body
        for name, held in found.items():
            generation = parse_name(name)
            if generation and generation.alias == alias and alias not in held["aliases"]:
                self.delete(name)

    def _aliased(self) -> set[str]:
        with translated(self._address):
            try:
                return set(self._client.indices.get_alias(name=self._address.alias).body)
            except NotFoundError:
                return set()


@contextmanager
def deleted_on_error(generations: Generations, name: str) -> Iterator[None]:
    """Delete the index when the body fails; the failure itself is what is reported."""
    try:
        yield
    except BaseException:
        with suppress(EngineError):  # the next run's sweep deletes it
            generations.delete(name)
        raise
