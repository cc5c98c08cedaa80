"""The calls that are counted, and the rosters they need."""

from wire import CREDIT, DATA, REMOTE_CLOSED, REQUEST, Call, Connection, field, fields, frame

ADMINISTRATOR = "111111111111"
MEMBERS = [f"{200_000_000_000 + number}" for number in range(100)]
# Who write: new rosters, so that what is counted does not depend on what was there.
WRITERS = [f"{300_000_000_000 + number}" for number in range(64)]
GRANTED = [ADMINISTRATOR, *MEMBERS, *WRITERS]
STRANGER = "999999999999"
PASSING = "500000000001"

ONE = MEMBERS[50]


def details(accounts):
    return b"".join(field(1, field(1, account) + field(2, f"{account}@example.com")) for account in accounts)


def fill(connection):
    """An administrator with a hundred enabled members, and hubs for those who write."""
    hub = "SecurityHub/"
    for account in GRANTED:
        connection.call(hub + "EnableSecurityHub", b"", account)
    ids = b"".join(field(1, member) for member in MEMBERS)
    for start in range(0, len(MEMBERS), 50):
        connection.call(hub + "CreateMembers", details(MEMBERS[start : start + 50]), ADMINISTRATOR)
    connection.call(hub + "InviteMembers", ids, ADMINISTRATOR)
    for member in MEMBERS:
        invitation = dict(fields(dict(fields(connection.call(hub + "ListInvitations", b"", member)))[1]))[2]
        accepted = field(1, ADMINISTRATOR) + field(2, invitation)
        connection.call(hub + "AcceptAdministratorInvitation", accepted, member)


def pair(viewer, owner):
    return field(1, viewer) + field(2, owner)


CHECK = Call("Access/CheckAccess", pair(ADMINISTRATOR, ONE))
# By name: the call, and how many go out in one write.
READS = {
    "CheckAccess": (CHECK, 256),
    "GetMembers of 1": (Call("SecurityHub/GetMembers", field(1, ONE), ADMINISTRATOR), 256),
    "DescribeHub": (Call("SecurityHub/DescribeHub", b"", ADMINISTRATOR), 256),
    "ListMembers of 50": (Call("SecurityHub/ListMembers", field(2, 50), ADMINISTRATOR), 64),
    "BatchCheckAccess of 100": (
        Call("Access/BatchCheckAccess", b"".join(field(1, pair(ADMINISTRATOR, member)) for member in MEMBERS)), 64,
    ),
    "CheckAccess, one at a time": (CHECK, 1),
}  # fmt: skip
REFUSED = Call("SecurityHub/DescribeHub", b"", STRANGER)


class Creating:
    """Durable calls, one at a time, each of a roster that is new to it: call `n` is of writer `n`."""

    def __init__(self, connection, accounts, first):
        self.connection, self.accounts, self.next = connection, accounts, first

    def __call__(self):
        members = [f"{400_000_000_000 + self.next * 1000 + number}" for number in range(self.accounts)]
        writer = WRITERS[self.next % len(WRITERS)]
        assert self.connection.call("SecurityHub/CreateMembers", details(members), writer) == b""
        self.next += 1


class Watching:
    """One roster that is watched many times on one connection, and members of it that come and go."""

    WATCHES = 32

    def __init__(self, path):
        self.connection, self.writer = Connection(path), Connection(path)
        self.streams = []
        announced = [("ttrpc-stream-window", "1000000 1000000000")]
        for _ in range(self.WATCHES):
            self.streams.append(self.connection.stream())
            request = Call("SecurityHub/WatchMembers", field(1, ADMINISTRATOR), metadata=announced)
            self.connection.send(frame(REQUEST, self.streams[-1], request.body, REMOTE_CLOSED))
        self.read(lambda update: update.get(2) == 1)

    def read(self, last):
        """Until each watch has got a message that is the last."""
        left = set(self.streams)
        for kind, stream, body in self.connection.frames():
            if kind == DATA and last(dict(fields(body))):
                left.discard(stream)
            if not left:
                return

    def change(self):
        """Two messages to each watch: a member comes and goes."""
        self.writer.call("SecurityHub/CreateMembers", details([PASSING]), ADMINISTRATOR)
        self.read(lambda update: 1 in update)
        self.writer.call("SecurityHub/DeleteMembers", field(1, PASSING), ADMINISTRATOR)
        self.read(lambda update: 1 in update)

    def credit(self):
        """A message of the client's on each stream, which none answers: "one byte was read". The call tells of the end."""
        self.connection.send(b"".join(frame(CREDIT, stream, bytes(7) + b"\x01") for stream in self.streams))
        self.connection.pipeline([CHECK])


def change_unwatched(connection):
    connection.call("SecurityHub/CreateMembers", details([PASSING]), ADMINISTRATOR)
    connection.call("SecurityHub/DeleteMembers", field(1, PASSING), ADMINISTRATOR)
