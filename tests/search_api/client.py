"""Asks an app in this process, as a client over the network would."""

import asyncio
from urllib.parse import quote

import httpx


class Client:
    def __init__(self, app, address="203.0.113.7"):
        self._transport = httpx.ASGITransport(
            app, raise_app_exceptions=False, client=(address, 4711)
        )

    def request(self, method, url, **more):
        return asyncio.run(self._request(method, url, **more))

    async def _request(self, method, url, **more):
        async with httpx.AsyncClient(transport=self._transport, base_url="http://gongkai") as one:
            return await one.request(method, url, **more)

    def get(self, url, **more):
        return self.request("GET", url, **more)

    def post(self, url, **more):
        return self.request("POST", url, **more)

    def search(self, q, **more):
        return self.get("/api/v1/search", params={"q": q, **more})

    def publication(self, number, below=""):
        return self.get(f"/api/v1/publications/{quote(number, safe='/')}{below}")
