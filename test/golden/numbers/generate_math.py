"""Prints results of math and random (3.11.7 when recorded): rows of [name, arguments by repr, result]. Seed 5."""
import json
import math
import random

random.seed(5)


def attempt(f, *args):
    try:
        return repr(f(*args))
    except (ArithmeticError, ValueError) as e:
        return f"{type(e).__name__}: {e}"


special = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.0, 10.0, 27.0, 100.0, 1000.0, -2.5, 1e-10, 1e300, float("inf"), float("-inf"), float("nan"), 0.1, math.pi, 1e22, 710.0, -745.0, 171.5]


def number():
    kind = random.randrange(4)
    if kind == 0:
        return random.uniform(-1, 1)
    if kind == 1:
        return random.uniform(-30, 30)
    if kind == 2:
        return round(random.uniform(-100, 100), 2)
    return random.choice([-1, 1]) * 10 ** random.uniform(-20, 5)


rows = []
for name in "acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs gamma lgamma log1p sin sinh sqrt tan tanh log log2 log10".split():
    f = getattr(math, name)
    for x in special + [number() for _ in range(100)] + [abs(number()) for _ in range(40)]:
        rows.append([name, [repr(x)], attempt(f, x)])
for name in "pow fmod remainder atan2 copysign nextafter".split():
    f = getattr(math, name)
    for _ in range(120):
        x, y = random.choice(special + [number()] * 20), random.choice(special + [number()] * 20)
        if name == "pow" and random.random() < 0.6:
            x = abs(x)
        rows.append([name, [repr(x), repr(y)], attempt(f, x, y)])
for _ in range(100):
    values = [number() for _ in range(random.randrange(0, 8))]
    rows.append(["fsum", [repr(v) for v in values], attempt(math.fsum, values)])
    rows.append(["hypot", [repr(v) for v in values], attempt(math.hypot, *values)])
    x = number()
    for name in ("modf", "frexp", "ulp", "degrees", "radians"):
        r = getattr(math, name)(x)
        rows.append([name, [repr(x)], repr(r) if not isinstance(r, tuple) else repr(r[0]) + " " + repr(r[1])])
    rows.append(["ldexp", [repr(x), str(random.randrange(-1100, 1100))], None])
    rows[-1][2] = attempt(math.ldexp, x, int(rows[-1][1][1]))
    n, k = random.randrange(-2, 60), random.randrange(-2, 30)
    rows.append(["comb", [str(n), str(k)], attempt(math.comb, n, k)])
    rows.append(["perm", [str(n), str(k)], attempt(math.perm, n, k)])
    rows.append(["factorial", [str(n)], attempt(math.factorial, n)])
    a, b = random.randrange(-10 ** 20, 10 ** 20), random.randrange(-100, 100)
    rows.append(["gcd", [str(a * b), str(b * 7)], attempt(math.gcd, a * b, b * 7)])
    rows.append(["lcm", [str(a), str(b)], attempt(math.lcm, a, b)])
    big = random.randrange(1, 10 ** random.randrange(1, 500))
    for name in ("log", "log2", "log10"):
        rows.append(["int " + name, [str(big)], attempt(getattr(math, name), big)])

for seed in [0, 1, 42, -7, 2 ** 40, 10 ** 50, 1.5, "hello", "", "ñandú", b"bytes"]:
    r = random.Random(seed)
    out = [r.random() for _ in range(3)] + [r.getrandbits(k) for k in (1, 8, 32, 33, 64, 100)]
    out += [r.randrange(10), r.randrange(5, 1000), r.randrange(0, 100, 7), r.randrange(100, 0, -9), r.randint(-5, 5), r.randrange(10 ** 30)]
    out += [r.uniform(1, 5), r.gauss(0, 1), r.gauss(10, 2), r.normalvariate(0, 1), r.expovariate(2), r.triangular(0, 10, 3), r.triangular(1, 2)]
    items = list(range(20))
    r.shuffle(items)
    out += [items, r.sample(range(100), 5), r.sample(range(1000), 8), r.sample(range(30), 30), r.choice(range(50)), r.choices(range(10), k=5), r.choices(range(4), [1, 2, 3, 4], k=6)]
    rows.append(["random", [repr(seed)], [repr(v) if not isinstance(v, list) else v for v in out]])
print(json.dumps(rows, ensure_ascii=True).replace("], [\"", "],\n[\""))
