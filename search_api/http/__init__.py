"""The HTTP API: routes, errors as problem+json, limits, figures and logs."""

from search_api.http.application import create_api

__all__ = ["create_api"]
