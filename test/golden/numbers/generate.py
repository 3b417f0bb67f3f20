"""Writes arithmetic.json: what CPython (3.11.7 when recorded) computes. Ints and floats as text, seed 1."""
import json
import random
import struct
import sys

random.seed(1)
sys.set_int_max_str_digits(0)


def int_():
    kind = random.randrange(6)
    if kind == 0:
        return random.randrange(-10, 11)
    if kind == 1:
        return random.choice([-1, 1]) * (2 ** random.choice([15, 30, 31, 32, 52, 53, 54, 60, 61, 63, 64, 90]) + random.randrange(-2, 3))
    if kind == 2:
        return random.randrange(-2 ** 31, 2 ** 31)
    if kind == 3:
        return random.randrange(-2 ** 53, 2 ** 53)
    if kind == 4:
        return random.randrange(-2 ** 70, 2 ** 70)
    return random.randrange(-2 ** 400, 2 ** 400)


def float_():
    kind = random.randrange(7)
    if kind == 0:
        return random.choice([0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.1, 1e16, 1e-5, 1e22, 5e-324, 1.7976931348623157e308])
    if kind == 1:
        return random.uniform(-10, 10)
    if kind == 2:
        return round(random.uniform(-1000, 1000), random.randrange(4))
    if kind == 3:
        return float(random.randrange(-2 ** 60, 2 ** 60))
    if kind == 4:
        return random.randrange(-10 ** 6, 10 ** 6) / 8
    return struct.unpack("<d", random.randbytes(7) + bytes([random.randrange(128)]))[0] if kind == 5 else random.random() * 10.0 ** random.randrange(-20, 20)


def text(value):
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [text(v) for v in value]
    return repr(value)


def attempt(f, *args):
    try:
        return text(f(*args))
    except (ArithmeticError, ValueError, TypeError) as e:
        return f"{type(e).__name__}: {e}"


binary = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "floordiv": lambda a, b: a // b,
    "mod": lambda a, b: a % b,
    "divmod": divmod,
    "truediv": lambda a, b: a / b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
}
rows = []
for name, f in binary.items():
    for _ in range(150):
        a, b = int_(), int_()
        rows.append(["int", name, [str(a), str(b)], attempt(f, a, b)])
for _ in range(150):
    a, n = int_(), random.randrange(0, 90)
    rows.append(["int", "lshift", [str(a), str(n)], attempt(lambda: a << n)])
    rows.append(["int", "rshift", [str(a), str(n)], attempt(lambda: a >> n)])
    rows.append(["int", "pow", [str(a), str(n % 13)], attempt(lambda: a ** (n % 13))])
    m = int_()
    e = random.randrange(-50, 1000)
    rows.append(["int", "powMod", [str(a), str(e), str(m)], attempt(lambda: pow(a, e, m))])
    rows.append(["int", "roundInt", [str(a), str(-random.randrange(0, 20))], None])
    rows[-1][3] = attempt(round, a, int(rows[-1][2][1]))
    rows.append(["int", "bitLength", [str(a)], text(a.bit_length())])
    rows.append(["int", "bitCount", [str(a)], text(a.bit_count())])
    rows.append(["int", "hashInt", [str(a)], text(hash(a))])
    rows.append(["int", "toFloat", [str(a)], attempt(float, a)])
    rows.append(["int", "digitCount", [str(a)], text((sys.getsizeof(a) - 24) // 4 if a else 0)])
    rows.append(["int", "isqrt", [str(abs(a))], text(__import__("math").isqrt(abs(a)))])
    length = random.randrange(0, 12)
    little, signed = random.random() < 0.5, random.random() < 0.5
    rows.append(["bytes", "toBytes", [str(a), length, little, signed], attempt(lambda: a.to_bytes(length, "little" if little else "big", signed=signed))])
    data = random.randbytes(length)
    rows.append(["bytes", "fromBytes", [data.hex(), little, signed], text(int.from_bytes(data, "little" if little else "big", signed=signed))])
    base = random.randrange(2, 37)
    digits = "".join(random.choice("0123456789abcdefghijklmnopqrstuvwxyz"[:base]) for _ in range(random.randrange(1, 40)))
    rows.append(["text", "parseInt", [digits, base], text(int(digits, base))])
for literal, base in [("12", 10), (" 12\n", 10), ("-0x1f", 16), ("0x1f", 0), ("0b102", 0), ("0o17", 0), ("00", 0), ("01", 0), ("1_0", 10), ("1__0", 10),
                      ("_1", 10), ("1_", 10), ("0x_f", 16), ("", 10), ("+", 10), ("- 1", 10), ("zz", 36), ("12", 2), ("0b1", 2), ("0b1", 16), ("٣٤", 10), ("1 2", 10),
                      ("0_0", 0), ("0_7", 0), ("1", 1), ("1", 37), ("+-1", 10), ("1\x00", 10), ("9" * 30, 10), ("\u20037\u2003", 10), ("0xg", 0), ("1e5", 10)]:
    rows.append(["text", "parseInt", [literal, base], attempt(int, literal, base)])
for name in ("floordiv", "mod", "divmod", "truediv", "pow"):
    for _ in range(200):
        a, b = float_(), float_()
        if name == "pow":
            a, b = abs(a), random.choice([random.uniform(-5, 5), random.randrange(-30, 30) + 0.0, 0.5, 1 / 3, b])
            f = lambda a, b: a ** b
        else:
            f = binary[name]
        rows.append(["float", name, [repr(a), repr(b)], attempt(f, a, b)])
for _ in range(400):
    a = float_()
    rows.append(["float", "repr", [a.hex()], repr(a)])
    rows.append(["float", "toHex", [repr(a)], a.hex()])
    rows.append(["float", "fromHex", [a.hex()], repr(a)])
    rows.append(["float", "ratio", [repr(a)], text(a.as_integer_ratio())])
    rows.append(["float", "hashFloat", [repr(a)], text(hash(a))])
    rows.append(["float", "roundToInt", [repr(a)], attempt(round, a)])
    n = random.randrange(-5, 12)
    rows.append(["float", "roundToPlaces", [repr(a), n], attempt(round, a, n)])
    i = int_()
    rows.append(["mixed", "compare", [str(i), repr(a)], text((i > a) - (i < a))])
for literal in ["1", " 1.5 ", "1e5", "1E-5", ".5", "5.", ".", "1_000.5", "1__0", "_1", "1_", "1_.5", "1._5", "1e1_0", "1e_1", "nan", "-inf", "Infinity", "infin", "0x10", "", "e5", "1e", "+1", "--1",
                "١.٥", "1e400", "2.2250738585072011e-308", "1.7976931348623159e308", "123456789012345678901234567890", "0.1e-400"]:
    rows.append(["text", "parseFloat", [literal], attempt(float, literal)])
for _ in range(150):
    a, b = complex(float_(), float_()), complex(float_(), float_())
    rows.append(["complex", "repr", [[repr(a.real), repr(a.imag)]], repr(a)])
    rows.append(["complex", "hash", [[repr(a.real), repr(a.imag)]], text(hash(a))])
    a, b = [complex(round(random.uniform(-9, 9), 2), random.choice([0.0, -0.0, round(random.uniform(-9, 9), 2)])) for _ in "ab"]
    for name, f in (("add", lambda: a + b), ("sub", lambda: a - b), ("mul", lambda: a * b), ("div", lambda: a / b)):
        rows.append(["complex", name, [[repr(a.real), repr(a.imag)], [repr(b.real), repr(b.imag)]], attempt(f)])
    n = random.randrange(-4, 8)
    rows.append(["complex", "powInt", [[repr(a.real), repr(a.imag)], n], attempt(lambda: a ** n)])
for literal in ["1", "1j", "1+2j", "-1.5e3-2E-2j", "(1+2j)", " 1+2j ", "1 + 2j", "j", "-j", "+j", "1+j", "1-j", "nan", "infj", "nan-infj", "", "1+", "1j2", "1+2", "(1", "1e5j", "1_0j", "++1j", "1.j", ".5j", ".j"]:
    rows.append(["complex", "parse", [literal], attempt(complex, literal)])
for _ in range(80):
    hashes = [int_() for _ in range(random.randrange(0, 6))]
    hashes = [hash(h) for h in hashes]
    rows.append(["hash", "tuple", [str(h) for h in hashes], text(hash(tuple(hashes)))])
    rows.append(["hash", "frozenset", [str(hash(h)) for h in set(hashes)], text(hash(frozenset(hashes)))])
print(json.dumps(rows, ensure_ascii=True).replace("], [\"", "],\n[\""))
