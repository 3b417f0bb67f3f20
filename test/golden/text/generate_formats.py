"""Prints what format() and % give in the interpreter that runs it: rows of [how, value, spec, result]. Seed 2."""
import json
import random
import sys

random.seed(2)


def attempt(f):
    try:
        return f()
    except (ArithmeticError, ValueError, TypeError, MemoryError) as e:
        return f"{type(e).__name__}: {e}"


ints = [0, 1, -1, 5, 42, -255, 1234, 65, 1234567, -98765432109876543210, 10 ** 30]
floats = [0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 0.125, 1234.5678, 1e-5, 1e16, 123456789.0, 1e22, -1e-10, 99999.5, 5e-324, float("inf"), float("-inf"), float("nan")]
strs = ["", "a", "abc", "hola mundo", "\xe9\u20ac", "\U0001f600x"]
complexes = [0j, 1j, 1 + 2j, -1.5 - 0j, complex("-0+infj"), 1e20 + 1e-5j]


def spec():
    parts = []
    if random.random() < 0.3:
        parts.append(random.choice(["*", "0", "x", "\u20ac", "<"]) + random.choice("<>=^"))
    elif random.random() < 0.3:
        parts.append(random.choice("<>=^"))
    if random.random() < 0.25:
        parts.append(random.choice("+- "))
    if random.random() < 0.05:
        parts.append("z")
    if random.random() < 0.2:
        parts.append("#")
    if random.random() < 0.25:
        parts.append("0")
    if random.random() < 0.6:
        parts.append(str(random.choice([0, 1, 3, 5, 8, 10, 12, 15, 20])))
    if random.random() < 0.25:
        parts.append(random.choice([",", "_", ",", "_", ",_", "_,", ",,"]))
    if random.random() < 0.4:
        parts.append("." + random.choice(["0", "1", "2", "3", "6", "17", "", "20"]))
    if random.random() < 0.75:
        parts.append(random.choice("bcdoxXneEfFgG%sdfgexq"))
    return "".join(parts)


rows = []
for values, name in ((ints, "int"), (floats, "float"), (strs, "str"), (complexes, "complex")):
    for _ in range(450):
        value, s = random.choice(values), spec()
        rows.append([name, repr(value), s, attempt(lambda: format(value, s))])


def percent():
    parts = ["%"]
    for _ in range(random.randrange(3)):
        parts.append(random.choice("-+ #0"))
    if random.random() < 0.5:
        parts.append(str(random.choice([1, 3, 5, 8, 12])))
    if random.random() < 0.4:
        parts.append("." + random.choice(["0", "1", "3", "8", ""]))
    parts.append(random.choice("diouxXeEfFgGcrsadfs"))
    return "".join(parts)


for _ in range(900):
    value, s = random.choice(ints + floats + strs), percent()
    rows.append(["%" + type(value).__name__, repr(value), s, attempt(lambda: s % (value,))])
print(json.dumps(rows, ensure_ascii=True).replace("], [\"", "],\n[\""))
