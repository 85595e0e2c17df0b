"""What can go wrong in the index: one small tree, knowing nothing of HTTP."""


class EngineError(Exception):
    """The engine could not do what was asked. `retry` says whether the same call may work later."""

    def __init__(self, code: str, message: str, *, retry: bool = False) -> None:
        if code not in CODES:
            raise ValueError(f"undocumented engine error code {code}")
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry = retry


CODES: dict[str, str] = {
    "ENGINE_UNREACHABLE": "The engine does not answer.",
    "ENGINE_OVERLOADED": "The engine refuses work for now.",
    "ENGINE_TIMEOUT": "The query took longer than its time budget.",
    "ENGINE_FAILED": "The engine answered with an error of its own.",
    "ENGINE_FULL": "The engine's disk is full; the last commit is intact.",
    "INDEX_MISSING": "Nothing has been indexed yet.",
    "INDEX_OUTDATED": "The index was built for other fields or another analysis; rebuild it.",
    "INDEX_LOCKED": "Another process is writing to this index.",
    "SNAPSHOT_GONE": "The snapshot a cursor points to no longer exists.",
    "QUERY_TOO_COMPLEX": "The query has more clauses or levels than the engine can run.",
    "STORE_DAMAGED": "A stored record cannot be read back.",
    "SETTINGS_INVALID": "The engine URL or the data folder cannot be used.",
}
