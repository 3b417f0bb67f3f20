# What the interpreter itself writes goes to the program's sys.stderr.
import gc
import io
import sys


class Loop:
    pass


class Fails:
    def __del__(self):
        raise ValueError("in __del__")


def lines(text):
    return [line.split(" 0x")[0].split(" at ")[0] for line in text.splitlines()]


gc.disable()
gc.collect()
sys.stderr = caught = io.StringIO()
gc.set_debug(gc.DEBUG_COLLECTABLE)
a = Loop()
a.self = a
del a
gc.collect()
gc.set_debug(0)
print(lines(caught.getvalue()))

sys.stderr = caught = io.StringIO()
f = Fails()
del f
print(lines(caught.getvalue())[-1])

sys.stderr = None
f = Fails()
del f
sys.stderr = sys.__stderr__
print("quiet")
