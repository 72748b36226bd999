"""The Bot API double by hand: updates in, calls out, faults and files on demand."""

import json
import urllib.request
from urllib.error import HTTPError

import pytest

from handlers.terminal.transport import World
from tests.botapi.server import parameters_of, serving


def post(address: str, data: bytes) -> bytes:
    """One request and its answer."""
    request = urllib.request.Request(address, data)  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def test_the_double_is_driven_from_outside() -> None:
    """An update is handed out until it is confirmed; calls are checked and kept; files are served."""
    with serving(World(now=1)) as server:
        control, api = f"{server.address}/control", f"{server.address}/bot1:x"
        message = {"message_id": 5, "chat": {"id": 7, "type": "private"}, "date": 1, "text": "x"}
        post(f"{control}/deliver", json.dumps({"update_id": 1, "message": message}).encode())
        assert json.loads(post(f"{api}/getUpdates", b"offset=0"))["result"][0]["update_id"] == 1
        assert json.loads(post(f"{api}/getUpdates", b"offset=2"))["result"] == []
        assert json.loads(post(f"{api}/sendMessage", b"chat_id=7&text=hello"))["ok"]
        assert json.loads(post(f"{control}/sent", b""))[-1][1]["text"] == "hello"
        with pytest.raises(HTTPError, match="400"):
            post(f"{api}/sendMessage", b"chat_id=7")
        post(f"{control}/fault", b"502")
        with pytest.raises(HTTPError, match="502"):
            post(f"{api}/getMe", b"")
        post(f"{control}/fault", b"0")
        post(f"{control}/file?a.txt", b"words")
        with urllib.request.urlopen(f"{server.address}/file/bot1:x/a.txt") as answer:  # noqa: S310
            assert answer.read() == b"words"
        with pytest.raises(HTTPError, match="404"):
            post(f"{control}/nothing", b"")


def test_files_come_in_parts() -> None:
    """A request with a file is read part by part, as PTB sends documents and pictures."""
    kind = "multipart/form-data; boundary=b"
    lines = [
        b"--b", b'Content-Disposition: form-data; name="chat_id"', b"", b"7",
        b"--b", b'Content-Disposition: form-data; name="document"; filename="a.json"',
        b"Content-Type: application/json", b"", b"{}", b"--b--", b"",
    ]  # fmt: skip
    assert parameters_of(kind, b"\r\n".join(lines)) == {"chat_id": 7, "document": b"file"}
