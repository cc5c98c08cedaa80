"""HTTP itself, well and badly written: an answer, or a closed connection; never a hang, never a 5xx."""

import http.client
import socket

import pytest
from support.raw import TIMEOUT, Answer, read_answer

BODY = b'{"AccountIds":["000000000001"]}'


def head(wire, method="POST", target="/members/get", body=BODY, **more):
    headers = {"Host": wire.host} | wire.signed(method, target, body) | more
    return f"{method} {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())


def test_a_body_in_chunks(wire):
    for size in (1, 7, 1000):
        pieces = [BODY[start : start + size] for start in range(0, len(BODY), size)]
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        request = head(wire, **{"Transfer-Encoding": "chunked"}).encode() + b"\r\n" + chunks
        wire.send_bytes(request).check_success()


def test_chunks_past_the_limit(wire):
    chunk = b"%x\r\n" % (1 << 20) + b" " * (1 << 20) + b"\r\n"
    request = head(wire, **{"Transfer-Encoding": "chunked"}).encode() + b"\r\n" + chunk * 11 + b"0\r\n\r\n"
    answer = wire.send_bytes(request)
    assert answer is None or answer.status == 413, answer


def test_a_length_past_the_limit_is_answered_before_the_body_comes(wire):
    request = head(wire, **{"Content-Length": 1 << 40}).encode() + b"\r\n" + b"{"
    answer = wire.send_bytes(request)
    assert answer is None or answer.status in (413, 400), answer


def test_one_connection_serves_many(wire):
    connection = http.client.HTTPConnection("127.0.0.1", wire.port, timeout=TIMEOUT)
    for number in range(20):
        target = "/accounts" if number % 2 else "/nowhere"
        connection.request("GET", target, headers=wire.signed("GET", target))
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        assert answer.status == (200 if number % 2 else 404)
    connection.close()


def test_requests_sent_at_once_are_answered_in_order(wire):
    targets = ["/accounts", "/nowhere", "/members", "/invitations"] * 5
    requests = [head(wire, "GET", target, b"", **{"Content-Length": 0}) + "\r\n" for target in targets]
    with socket.create_connection(("127.0.0.1", wire.port), timeout=TIMEOUT) as connection:
        connection.sendall("".join(requests).encode())
        stream = connection.makefile("rb")
        for target in targets:
            status = int(stream.readline().split()[1])
            headers = http.client.parse_headers(stream)
            stream.read(int(headers["Content-Length"]))
            assert status == (404 if target == "/nowhere" else 200)


def test_it_asks_for_a_body_that_waits_to_be_asked_for(wire):
    request = head(wire, **{"Content-Length": len(BODY), "Expect": "100-continue"}).encode() + b"\r\n"
    with socket.create_connection(("127.0.0.1", wire.port), timeout=TIMEOUT) as connection:
        connection.sendall(request)
        connection.settimeout(2)
        try:
            assert connection.recv(100).startswith(b"HTTP/1.1 100"), "nothing else may come first"
        except TimeoutError:
            pass  # To send nothing is allowed: clients go on after a moment.
        connection.settimeout(TIMEOUT)
        connection.sendall(BODY)
        read_answer(connection).check_success()


ABSURD = {
    "many": {f"X-H{number}": "v" for number in range(500)},
    "long": {"X-Long": "v" * 60_000},
    "a long name": {"X" * 20_000: "v"},
    "empty": {"X-Empty": ""},
    "high bytes": {"X-High": "\udcff\udcfe"},
    "lengths that differ": {"Content-Length": "5, 6"},
    "a negative length": {"Content-Length": "-1"},
    "a length of words": {"Content-Length": "many"},
    "both lengths": {"Transfer-Encoding": "chunked", "Content-Length": "3"},
    "an unknown encoding": {"Transfer-Encoding": "gzip"},
    "compressed": {"Content-Encoding": "gzip"},
    "another host": {"Host": "a" * 300},
    "no host": {"Host": ""},
    "an upgrade": {"Upgrade": "websocket", "Connection": "Upgrade"},
    "http2": {"Upgrade": "h2c", "HTTP2-Settings": "AAMAAABkAARAAAAAAAIAAAAA", "Connection": "Upgrade, HTTP2-Settings"},
    "a range": {"Range": "bytes=0-0"},
    "a date of nonsense": {"X-Amz-Date": "yesterday"},
    "a date of other digits": {"X-Amz-Date": "२०२६"},
    "a hash of nonsense": {"X-Amz-Content-SHA256": "nonsense"},
    "a payload that is not signed": {"X-Amz-Content-SHA256": "UNSIGNED-PAYLOAD"},
    "a stream": {"X-Amz-Content-SHA256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"},
    "a token of nonsense": {"X-Amz-Security-Token": "x" * 10_000},
}


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_headers(name, wire):
    answer = wire.send("POST", "/members/get", BODY, wire.signed("POST", "/members/get", BODY) | ABSURD[name])
    check_bounded(answer)
    wire.ask("GET", "/accounts").check_success()


def check_bounded(answer):
    """Closed, or answered: with an envelope unless it was no HTTP at all."""
    if answer is None:
        return
    assert answer.status < 500 or answer.status in (501, 505), answer
    if answer.status >= 400 and "x-amzn-ErrorType" in answer.headers:
        answer.check_error(answer.status, answer.headers["x-amzn-ErrorType"])


NOT_HTTP = {
    "nothing": b"\r\n\r\n",
    "words": b"hello\r\n\r\n",
    "zeros": bytes(1000),
    "TLS": bytes.fromhex("160301020001") + bytes(500),
    "HTTP/0.9": b"GET /accounts\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9": b"GET /accounts HTTP/9.9\r\nHost: x\r\n\r\n",
    "no host": b"GET /accounts HTTP/1.1\r\n\r\n",
    "a NUL in a path": b"GET /acc\0ounts HTTP/1.1\r\nHost: x\r\n\r\n",
    "a NUL in a header": b"GET /accounts HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
    "a space in a path": b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
    "a folded header": b"GET /accounts HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
    "a header without colon": b"GET /accounts HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
    "an absolute target": b"GET http://elsewhere/accounts HTTP/1.1\r\nHost: x\r\n\r\n",
    "an authority": b"CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "a chunk of nonsense": b"POST /members HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a chunk without end": b"POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    "a long line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("name", NOT_HTTP)
def test_what_is_hardly_http(name, wire):
    with socket.create_connection(("127.0.0.1", wire.port), timeout=TIMEOUT) as connection:
        try:
            connection.sendall(NOT_HTTP[name])
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # Closed already, which is an answer.
        check_bounded(read_answer(connection))
    wire.ask("GET", "/accounts").check_success()


def test_who_goes_away_in_the_middle_harms_nobody(wire):
    whole = head(wire, **{"Content-Length": len(BODY)}).encode() + b"\r\n" + BODY
    for length in range(0, len(whole), 37):
        with socket.create_connection(("127.0.0.1", wire.port), timeout=TIMEOUT) as connection:
            connection.sendall(whole[:length])
    wire.ask("GET", "/accounts").check_success()
