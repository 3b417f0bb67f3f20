# What functions of the library take for an integer, and what they say of others.
import collections
import itertools
import random
import threading


class I:
    def __index__(self):
        return 2


values = (10**30, 2.0, "a", None, I(), -1, True)
calls = {
    "maxlen": lambda v: collections.deque([1, 2, 3], v),
    "rotate": lambda v: collections.deque([1, 2]).rotate(v),
    "insert": lambda v: collections.deque([1, 2]).insert(v, 3),
    "tee": lambda v: len(itertools.tee([1], v)),
    "bits": lambda v: random.Random(1).getrandbits(v),
    "most_common": lambda v: collections.Counter("aabccc").most_common(v),
    "acquire": lambda v: threading.Lock().acquire(True, v),
}
for name, call in calls.items():
    for value in values:
        try:
            print(name, call(value))
        except Exception as error:
            print(name, type(error).__name__, error)
for arguments in ((I(),), (0, I()), (0, 8, I()), (True,), ("7",), (0, "a")):
    try:
        print("randrange", random.Random(3).randrange(*arguments))
    except Exception as error:
        print("randrange", type(error).__name__, error)
