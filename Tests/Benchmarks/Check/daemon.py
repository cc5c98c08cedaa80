"""A musterd with everything on, whose allocations or instructions can be read while it runs."""

import mmap
import os
import signal
import socket
import subprocess
import time


def keep_to_one_processor():
    """So that it has one event loop on every machine, and threads take turns in much the same way in each run."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


class Daemon:
    def __init__(self, program, shim, directory, granted, callgrind=False):
        self.socket = str(directory / "s")
        self.directory = directory
        self.executed = 0
        configuration = directory / "muster.yaml"
        accounts = ", ".join(f'"{account}"' for account in granted)
        configuration.write_text(f"grants:\n  - uid: {os.getuid()}\n    accounts: [{accounts}]\n    allow: [all]\n")
        configuration.chmod(0o600)
        counter = directory / "allocations"
        counter.write_bytes(bytes(8))
        with counter.open("r+b") as file:
            self.shared = mmap.mmap(file.fileno(), 8)
        # What is hashed with a seed of chance takes another way in each run.
        environment = os.environ | {
            "LD_PRELOAD": str(shim), "MUSTER_ALLOCATIONS": str(counter), "SWIFT_DETERMINISTIC_HASHING": "1",
        }  # fmt: skip
        under = ["valgrind", "--tool=callgrind", "--quiet", f"--callgrind-out-file={directory}/callgrind"]
        self.log = (directory / "log").open("w+")
        self.process = subprocess.Popen(
            [*(under if callgrind else []), program, "--socket", self.socket, "--data", directory / "data", "--config", configuration],
            env=environment, stdout=self.log, stderr=self.log, preexec_fn=keep_to_one_processor,
        )  # fmt: skip
        self.wait(self.serves, "serves")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Whatever went wrong, it does not outlive the check."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def serves(self):
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(self.socket) == 0

    def wait(self, condition, what):
        end = time.monotonic() + 60
        while not condition():
            if self.process.poll() is not None or time.monotonic() > end:
                self.log.seek(0)
                self.process.kill()
                raise SystemExit(f"bench-check: the daemon neither {what} nor says why:\n{self.log.read()}")
            time.sleep(0.002)

    def allocations(self):
        """How many so far, once nothing more is done for the calls that were answered."""
        last = -1
        while (count := int.from_bytes(self.shared[:8], "little")) != last:
            last = count
            time.sleep(0.02)
        return count

    def instructions(self):
        """How many so far, under callgrind, which writes those since it was last asked into a new file."""
        time.sleep(0.1)
        number = len(self.dumps())
        os.kill(self.process.pid, signal.SIGUSR2)
        self.wait(lambda: len(self.dumps()) > number, "writes its instructions")
        newest = max(self.dumps(), key=lambda path: int(path.suffix[1:]))
        self.wait(lambda: "totals:" in newest.read_text(), "writes its instructions")
        lines = newest.read_text().splitlines()
        self.executed += next(int(line.split()[1]) for line in lines if line.startswith("totals:"))
        return self.executed

    def dumps(self):
        return list(self.directory.glob("callgrind.*"))

    def stop(self):
        self.process.terminate()
        status = self.process.wait(60)
        self.log.seek(0)
        log = self.log.read()
        assert status == 0 and "Fatal error" not in log, f"musterd ended with {status}:\n{log[-2000:]}"
