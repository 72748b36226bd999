"""Links: public addresses only, whatever a name, a redirect or a server tries."""

import httpx
import pytest

from bot.errors import SourceError
from bot.fetching import MAX_BYTES, HttpFetcher, is_public, resolve

PUBLIC = "93.184.216.34"
NAMES = {
    "news.example": [PUBLIC], "inside.example": ["10.0.0.5"], "both.example": [PUBLIC, "127.0.0.1"],
    "none.example": [],
}  # fmt: skip


async def resolver(host: str, port: int) -> list[str]:
    """Names of a small world; addresses are their own."""
    del port
    if host == "lost.example":
        message = "no such host"
        raise OSError(message)
    return NAMES.get(host, [host])


def answer(request: httpx.Request) -> httpx.Response:
    """A web server behind the public address."""
    assert request.url.host == PUBLIC
    assert "cookie" not in request.headers
    assert request.headers["host"].startswith("news.example")
    assert request.extensions["sni_hostname"] == "news.example"
    match request.url.path:
        case "/page":
            return httpx.Response(200, content="<p>خبر</p>".encode(), headers={"set-cookie": "a=b"})
        case "/moved":
            return httpx.Response(302, headers={"location": "/page", "set-cookie": "a=b"})
        case "/inside":
            return httpx.Response(302, headers={"location": "http://inside.example/secret"})
        case "/round":
            return httpx.Response(302, headers={"location": "/round"})
        case "/large":
            return httpx.Response(200, content=b"x" * (MAX_BYTES + 1))
        case "/pdf":
            return httpx.Response(200, headers={"content-type": "application/PDF; x=1"})
        case "/slow":
            raise httpx.ReadTimeout("slow")
        case "/broken":
            raise httpx.ConnectError("broken")
        case _:
            return httpx.Response(404)


def fetcher() -> HttpFetcher:
    """A fetcher in that world."""
    return HttpFetcher(httpx.MockTransport(answer), resolver, seconds=5)


@pytest.mark.parametrize("path", ["page", "moved"])
async def test_a_public_page_is_fetched(path: str) -> None:
    """By the address that was checked, in the host's name, redirects followed, no cookie kept."""
    page = await fetcher().fetch(f"https://news.example/{path}")
    assert page.data.decode() == "<p>خبر</p>"
    assert page.url == "https://news.example/page"
    assert page.media_type == "text/html"


async def test_the_media_type_is_told() -> None:
    """Lower case, without its parameters."""
    assert (await fetcher().fetch("http://news.example/pdf?a=1")).media_type == "application/pdf"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://10.1.2.3/", "http://[::1]/", "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://inside.example/",
        "http://both.example/", "http://none.example/", "https://news.example/inside",
        "ftp://news.example/", "file:///etc/passwd", "http://news.example:22/", "http:///x",
        "http://user:word@news.example/", "http://news.example:99999/",
    ],
)  # fmt: skip
async def test_private_addresses_are_refused(url: str) -> None:
    """Local, private, mapped and mixed addresses, other schemes and ports, and redirects there."""
    with pytest.raises(SourceError) as caught:
        await fetcher().fetch(url)
    assert caught.value.trouble == "not_public"


@pytest.mark.parametrize(
    ("url", "trouble", "detail"),
    [
        ("https://news.example/none", "status", "404"),
        ("https://news.example/round", "status", "redirects"),
        ("https://news.example/large", "too_large", "5"),
        ("https://news.example/slow", "timeout", "5"),
        ("https://news.example/broken", "status", "ConnectError"),
        ("https://lost.example/", "status", "OSError"),
    ],
)
async def test_failures_are_named(url: str, trouble: str, detail: str) -> None:
    """Each failure has its trouble and a short value."""
    with pytest.raises(SourceError) as caught:
        await fetcher().fetch(url)
    assert (caught.value.trouble, caught.value.detail) == (trouble, detail)


def test_public_addresses() -> None:
    """The open net alone is public."""
    assert is_public(PUBLIC)
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert not any(map(is_public, ("fe80::1%eth0", "224.0.0.1", "no address", "100.64.0.1")))


async def test_names_are_resolved() -> None:
    """The system's resolver gives addresses as text."""
    assert "127.0.0.1" in await resolve("127.0.0.1", 80)
