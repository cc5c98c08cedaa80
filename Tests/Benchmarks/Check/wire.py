"""As much of ttrpc and of Muster's messages as the counted calls need, without a library: see proto/."""

import socket
import struct

REQUEST, RESPONSE, DATA, CREDIT = 1, 2, 3, 0x81
REMOTE_CLOSED = 1
HEADER = struct.Struct(">IIBB")


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    return bytes([*encoded, number])


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def fields(message):
    """Number and value of each field: integers, or bytes."""
    at = 0

    def read():
        nonlocal at
        number = shift = 0
        while True:
            byte, at = message[at], at + 1
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    while at < len(message):
        key = read()
        value = read()
        if key & 7 == 2:
            value, at = message[at : at + value], at + value
        yield key >> 3, value


def frame(kind, stream, body, flags=0):
    return HEADER.pack(len(body), stream, kind, flags) + body


class Call:
    """A call, encoded but for the stream that it goes on."""

    def __init__(self, method, payload=b"", account=None, metadata=()):
        service, method = method.split("/")
        pairs = [*metadata, *([("muster-account", account)] if account else [])]
        entries = b"".join(field(5, field(1, key) + field(2, value)) for key, value in pairs)
        self.body = field(1, f"muster.v1.{service}") + field(2, method) + field(3, payload) + entries


class Connection:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.next_stream = 1
        self.received = bytearray()

    def stream(self):
        self.next_stream += 2
        return self.next_stream - 2

    def send(self, frames):
        self.socket.sendall(frames)

    def frames(self):
        """Each frame as it comes: kind, stream and body."""
        while True:
            if len(self.received) >= HEADER.size:
                length, stream, kind, _ = HEADER.unpack_from(self.received)
                end = HEADER.size + length
                if len(self.received) >= end:
                    body = bytes(self.received[HEADER.size : end])
                    del self.received[:end]
                    yield kind, stream, body
                    continue
            more = self.socket.recv(1 << 18)
            if not more:
                raise ConnectionError("the daemon closed the connection")
            self.received += more

    def pipeline(self, calls, refused=False):
        """Sends all in one write, and gives the payloads of all replies; each has to succeed, or each to be refused."""
        self.send(b"".join(frame(REQUEST, self.stream(), call.body) for call in calls))
        payloads = []
        for kind, _, body in self.frames():
            reply = dict(fields(body))
            assert kind == RESPONSE and bool(reply.get(1)) == refused, f"reply of type {kind}: {body}"
            payloads.append(reply.get(2, b""))
            if len(payloads) == len(calls):
                return payloads

    def call(self, *arguments):
        return self.pipeline([Call(*arguments)])[0]
