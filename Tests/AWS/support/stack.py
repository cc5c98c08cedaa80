"""A daemon and a gateway of its own, as processes, and the accounts they know."""

import http.client
import itertools
import os
import pathlib
import random
import secrets
import signal
import socket
import subprocess
import tempfile
import time

PATIENCE = 30
ACCOUNTS = 3000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Credentials:
    """A shared-credentials file with a profile for every account that a test may be."""

    def __init__(self, path, count=ACCOUNTS):
        self.path = pathlib.Path(path)
        # Ids differ from run to run, so that nothing can come to rely on one; a failure prints its own.
        start = random.randrange(10**11, 9 * 10**11)
        self.secrets = {f"{start + number:012d}": secrets.token_urlsafe(30) for number in range(count)}
        self.tokens = {}
        self.unused = iter(list(self.secrets))
        self.strangers = itertools.count(start + 10**6)
        self.write()

    def key(self, account):
        return f"AKIA{account}"

    def write(self):
        lines = []
        for account, secret in self.secrets.items():
            lines += [f"[{account}]", f"aws_access_key_id = {self.key(account)}", f"aws_secret_access_key = {secret}"]
            if account in self.tokens:
                lines.append(f"aws_session_token = {self.tokens[account]}")
        new = self.path.with_suffix(".new")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write("\n".join(lines) + "\n")
        new.rename(self.path)


class Process:
    """One program with its log in a file."""

    def __init__(self, arguments, log):
        self.log = pathlib.Path(log)
        with self.log.open("ab") as output:
            self.child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def stop(self, how=signal.SIGTERM):
        if self.child.poll() is None:
            self.child.send_signal(how)
        try:
            return self.child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
            raise AssertionError(f"{self.child.args[0]} did not end within {PATIENCE} s of {how!r}") from None

    def text(self):
        return self.log.read_text(errors="replace")


class Stack:
    """musterd and muster-gateway, started and stopped apart from each other."""

    def __init__(self, programs, config=None, insecure=False, accounts=ACCOUNTS):
        self.programs = pathlib.Path(programs)
        self.place = tempfile.TemporaryDirectory(prefix="muster-aws-")
        self.directory = pathlib.Path(self.place.name)
        self.socket = self.directory / "muster.sock"
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.insecure = insecure
        self.credentials = Credentials(self.directory / "credentials", accounts)
        self.config = self.directory / "muster.yaml"
        self.config.write_text(config or "{}\n")
        self.daemon = self.gateway = None

    def start(self):
        self.start_daemon()
        self.start_gateway()
        await_that(lambda: self.health("/readyz") == 200, self.describe)
        return self

    def start_daemon(self):
        self.daemon = Process(
            [self.programs / "musterd", "--socket", self.socket, "--data", ":memory:", "--config", self.config],
            self.directory / "musterd.log",
        )

    def start_gateway(self):
        trust = ["--insecure-any-signature"] if self.insecure else ["--credentials", self.credentials.path]
        self.gateway = Process(
            [self.programs / "muster-gateway", "--listen", f"127.0.0.1:{self.port}", "--socket", self.socket, *trust],
            self.directory / "gateway.log",
        )

    def stop(self):
        codes = [process.stop() for process in (self.gateway, self.daemon) if process]
        self.place.cleanup()
        return codes

    def health(self, path):
        """The status of a health check, or None while nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def describe(self):
        return "\n".join(
            f"--- {process.log.name} (exit {process.child.poll()})\n{process.text()[-4000:]}"
            for process in (self.daemon, self.gateway)
            if process
        )


def await_that(condition, describe=lambda: "", seconds=PATIENCE):
    """Looks until it holds. There is no event to wait for in another process."""
    end = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        assert time.monotonic() < end, f"it did not come true within {seconds} s\n{describe()}"
        time.sleep(0.02)
