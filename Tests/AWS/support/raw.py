"""HTTP by hand: exactly these bytes, signed by botocore or not, and an answer within a bounded time."""

import datetime
import http.client
import json
import re
import socket
import uuid

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

TIMEOUT = 15


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __repr__(self):
        return f"<{self.status} {dict(self.headers)} {self.body[:500]!r}>"

    @property
    def json(self):
        return json.loads(self.body)

    def check_success(self):
        assert self.status == 200, self
        self.check_headers()
        assert isinstance(self.json, dict)
        return self.json

    def check_headers(self):
        assert self.headers["Content-Type"] == "application/json", self
        uuid.UUID(self.headers["x-amzn-RequestId"])

    def check_error(self, status, code, message=None):
        """The envelope of spec 5.1, to the letter."""
        assert self.status == status, self
        self.check_headers()
        assert self.headers["x-amzn-ErrorType"] == code, self
        body = self.json
        assert set(body) <= {"Message", "Code", "__type"}, self
        assert body["Code"] == code, self
        assert body.get("__type", code) == code, self
        assert isinstance(body["Message"], str) and body["Message"].strip(), self
        if message:
            assert re.search(message, body["Message"]), self
        return body["Message"]


class At:
    """Gives a signer of botocore another time, and headers that it would not take."""

    moment = None

    def add_auth(self, request):
        moment = self.moment or datetime.datetime.now(datetime.timezone.utc)
        request.context["timestamp"] = moment.strftime("%Y%m%dT%H%M%SZ")
        self._modify_request_before_signing(request)
        text = self.string_to_sign(request, self.canonical_request(request))
        self._inject_signature_to_request(request, self.signature(text, request))


class HeaderSigner(At, SigV4Auth):
    pass


class QuerySigner(At, SigV4QueryAuth):
    pass


class Wire:
    """One account's way to the gateway by hand. Every argument of `signed` can be wrong."""

    def __init__(self, account):
        self.account, self.port = account, account.stack.port
        self.host = f"127.0.0.1:{self.port}"

    def credentials(self, key=None, secret=None, token=None):
        return Credentials(key or self.account.key, secret or self.account.secret, token)

    def signed(self, method, target, body=b"", headers=None, service="securityhub", region=None, moment=None, **who):
        """The headers of a signed request."""
        request = AWSRequest(method, f"http://{self.host}{target}", data=body, headers=dict(headers or {}))
        # AWSRequest takes the query apart only when it is given one: hand over the target as it will be sent.
        request.headers["Host"] = self.host
        signer = HeaderSigner(self.credentials(**who), service, region or self.account.region)
        signer.moment = moment
        signer.add_auth(request)
        return dict(request.headers.items())

    def presigned(self, method, target, expires=60, service="securityhub", moment=None, **who):
        request = AWSRequest(method, f"http://{self.host}{target}", data=b"", headers={"Host": self.host})
        signer = QuerySigner(self.credentials(**who), service, self.account.region, expires=expires)
        signer.moment = moment
        signer.add_auth(request)
        return request.url.removeprefix(f"http://{self.host}")

    def ask(self, method, target, body=b"", headers=None, **signing):
        """Signs, sends, and takes the answer."""
        if isinstance(body, str):
            body = body.encode()
        return self.send(method, target, body, self.signed(method, target, body, headers, **signing))

    def ask_json(self, method, target, value):
        return self.ask(method, target, json.dumps(value), {"Content-Type": "application/json"})

    def send(self, method, target, body=b"", headers=None):
        """Sends without signing."""
        headers = {"Host": self.host, "Content-Length": str(len(body)), "Connection": "close"} | (headers or {})
        lines = [f"{method} {target} HTTP/1.1"] + [f"{name}: {value}" for name, value in headers.items()]
        return self.send_bytes("\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body)

    def send_bytes(self, data):
        """The answer to these bytes, or None where the connection was closed without one. Never waits for long."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT) as connection:
            try:
                connection.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass  # It may answer, and close, before it has read everything.
            return read_answer(connection, method=data.split(b" ")[0].decode("latin-1"))


def read_answer(connection, method=None):
    """Fails with a timeout if none comes: a hang is what must never be."""
    response = http.client.HTTPResponse(connection, method=method)
    try:
        response.begin()
        return Answer(response.status, response.headers, response.read())
    except (http.client.BadStatusLine, ConnectionResetError):
        return None
    finally:
        response.close()
