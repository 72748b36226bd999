"""Pages from public addresses: checked before each request, small, quick, without cookies.

The name is resolved here and the request goes to the very address that was checked, so that a name
which resolves otherwise a moment later (DNS rebinding) leads nowhere else.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from bot.errors import SourceError
from bot.services.intake import Page

#: Bytes of a page, seconds for all of it, redirects that are followed.
MAX_BYTES, SECONDS, REDIRECTS = 5 << 20, 20.0, 5
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
#: Sites turn unnamed programs away; this names itself and still gets the page that readers get.
_HEADERS = {
    "user-agent": "Mozilla/5.0 (compatible; Qawl/1.0)",
    "accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9",
    "accept-language": "ar,en;q=0.5",
}
Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host.

    Raises:
        OSError: it has none.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class HttpFetcher:
    """Fetches over HTTP."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport | None = None,
        resolver: Resolve = resolve,
        seconds: float = SECONDS,
    ) -> None:
        """Through ``transport`` where it is given, the network otherwise."""
        self._transport = transport
        self._resolve = resolver
        self._seconds = seconds

    async def fetch(self, url: str) -> Page:
        """The page at a public address.

        Raises:
            SourceError: it is not public, answers wrongly, or is too slow or too large.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise SourceError("timeout", f"{self._seconds:.0f}") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            raise SourceError("status", type(error).__name__) from error

    async def _follow(self, url: str) -> Page:
        client = httpx.AsyncClient(
            transport=self._transport, headers=_HEADERS, timeout=self._seconds, trust_env=False
        )
        async with client:
            for _ in range(REDIRECTS + 1):
                request = await self._request(client, url)
                response = await client.send(request, stream=True)
                try:
                    location = response.headers.get("location", "")
                    if response.status_code in _MOVED and location:
                        url = urljoin(url, location)
                        client.cookies.clear()
                        continue
                    return await _page(url, response)
                finally:
                    await response.aclose()
        raise SourceError("status", "redirects")

    async def _request(self, client: httpx.AsyncClient, url: str) -> httpx.Request:
        """A request to a checked address of the host, in the host's name."""
        parts = urlsplit(url)
        address = await self._public(parts)
        target = f"[{address}]" if ":" in address else address
        port = parts.port or _PORTS[parts.scheme]
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        host = str(parts.hostname)
        return client.build_request(
            "GET",
            f"{parts.scheme}://{target}:{port}{path}",
            headers={"host": host if parts.port is None else f"{host}:{port}"},
            extensions={"sni_hostname": host},
        )

    async def _public(self, parts: SplitResult) -> str:
        """The address of a host all of whose addresses are public, on a port of the web."""
        try:
            port = parts.port
        except ValueError as error:
            raise SourceError("not_public") from error
        allowed = parts.scheme in _PORTS and port in {None, 80, 443} and not parts.username
        if not allowed or not parts.hostname:
            raise SourceError("not_public")
        addresses = await self._resolve(parts.hostname, port or _PORTS[parts.scheme])
        if not addresses or not all(is_public(address) for address in addresses):
            raise SourceError("not_public")
        return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address is one of the open net: no private, local, mapped or reserved one."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


async def _page(url: str, response: httpx.Response) -> Page:
    if response.status_code != httpx.codes.OK:
        raise SourceError("status", str(response.status_code))
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise SourceError("too_large", f"{MAX_BYTES >> 20}")
    media_type = response.headers.get("content-type", "text/html").partition(";")[0].strip()
    return Page(url, bytes(data), media_type.lower())
