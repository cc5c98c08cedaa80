"""Inputs of every shape of botocore's model: as the model says, at its edges, and as no model would."""

import string

STRINGS = [
    "", " ", "\t\n", "a", "0", "111111111111", "000000000000", "x" * 64, "x" * 65, "x" * 513, "x" * 5000, "\0", "\x7f",
    "é", "😀", "\u202e", "\ud7ff", "null", "true", "../..", "%00", "%", "+", "&=?#", "<a>", '"\\', "${x}", "' OR 1=1",
    "arn:aws:securityhub:us-east-1:111111111111:hub/default", "arn:aws:securityhub:", "2018-10-08T00:00:00Z",
]  # fmt: skip
INTEGERS = [-(2**63), -(2**31) - 1, -1, 0, 1, 2, 10, 11, 50, 51, 100, 101, 2**31 - 1, 2**31, 2**53 + 1, 2**63 - 1]
NUMBERS = [-1.5, 0.0, 0.5, 1e-300, 1e300]
ANYTHING = [None, True, False, 0, -1, 1.5, 1e400, "", "a", [], {}, [[]], {"": None}, [None], "\0", 2**70]
DEPTH = 4


class Shapes:
    """Draws from a `random.Random`, so that the seed of a failure is all it takes to see it again."""

    def __init__(self, random):
        self.random = random

    def value(self, shape, depth=0):
        """One that boto3 can send: of the right kind, with any content."""
        return getattr(self, f"_{shape.type_name}", self._string)(shape, depth)

    def _structure(self, shape, depth):
        required = set(shape.required_members)
        chosen = {}
        for name, member in shape.members.items():
            wanted = 0.97 if name in required else 0.5 if depth < 2 else 0.1
            in_path = member.serialization.get("location") == "uri"
            if in_path or (depth < DEPTH and self.random.random() < wanted):
                chosen[name] = self.value(member, depth + 1)
                if in_path and not chosen[name]:
                    chosen[name] = "x"  # An empty one is another path altogether; boto3 does not send it.
        return chosen

    def _list(self, shape, depth):
        least, most = self._bounds(shape, 3)
        size = self.random.choice([0, 1, 1, 2, 3, least, most, most + 1]) if depth < DEPTH else 0
        if size > 10:  # Many of a kind: what matters is how many.
            return [self.value(shape.member, DEPTH)] * size
        return [self.value(shape.member, depth + 1) for _ in range(size)]

    def _map(self, shape, depth):
        return {
            self._string(shape.key, depth): self.value(shape.value, depth + 1)
            for _ in range(self.random.choice([0, 1, 2, 51]))
        }

    def _bounds(self, shape, otherwise):
        return shape.metadata.get("min", 0), min(shape.metadata.get("max", otherwise), 1001)

    def _string(self, shape, depth):
        draw = self.random.random()
        if enum := getattr(shape, "enum", None):
            if draw < 0.7:
                return self.random.choice(enum)
        elif draw < 0.4:
            return "".join(self.random.choices(string.digits, k=12))
        elif draw < 0.5:
            return "".join(
                chr(self.random.choice([self.random.randrange(1, 0xD800), self.random.randrange(128)]))
                for _ in range(self.random.randrange(1, 40))
            )
        return self.random.choice(STRINGS)

    def _integer(self, shape, depth):
        least, most = self._bounds(shape, 100)
        return self.random.choice([*INTEGERS, least, least - 1, most, most + 1])

    _long = _integer

    def _boolean(self, shape, depth):
        return self.random.random() < 0.5

    def _double(self, shape, depth):
        return self.random.choice(NUMBERS)

    _float = _double

    def _timestamp(self, shape, depth):
        return self.random.choice([0, 1, 1700000000])

    def wrong(self, value):
        """The same JSON with something in it that no client of AWS would send."""
        value = self._changed(value)
        return value if isinstance(value, dict) else {"AccountIds": value}

    def _changed(self, value):
        if self.random.random() < 0.15 or not isinstance(value, (dict, list)) or not value:
            return self.random.choice(ANYTHING)
        if isinstance(value, list):
            place = self.random.randrange(len(value))
            return value[:place] + [self._changed(value[place])] + value[place + 1 :]
        name = self.random.choice(list(value))
        return value | {name: self._changed(value[name])}
