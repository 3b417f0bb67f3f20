"""Plays random operations on sets and prints their order and size after each. Run with PYTHONHASHSEED=0. Seed 3.

Rows: [operation, target, argument(s), order of the target (or result), getsizeof]. Four sets a, b, c, d.
"""
import json
import random
import sys

random.seed(3)
pools = [
    list(range(40)),
    [n * 8 for n in range(30)] + [n * 32 for n in range(30)],
    [random.randrange(-2 ** 60, 2 ** 60) for _ in range(60)] + [-1, -2],
    ["key%d" % n for n in range(60)] + list("abcdefghij") + ["", "ñ", "€"],
    [n * 2 ** 40 + m for n in range(8) for m in (0, 1, 5)] + [2 ** 61 - 1, 2 ** 61, -5],
]
rows = []
for pool in pools:
    sets = {name: set() for name in "abcd"}
    rows.append(["reset", "", None, [], 0])
    last = {name: False for name in "abcd"}

    def record(op, name, arg):
        s = sets[name]
        rows.append([op, name, arg, list(s), sys.getsizeof(s)])

    for step in range(450):
        name, other = random.sample("abcd", 2)
        s, o = sets[name], sets[other]
        op = random.choices(
            ["add", "discard", "pop", "update", "union", "intersection", "difference", "symmetric_difference", "copy", "clear", "difference_update",
             "symmetric_difference_update", "intersection_update", "updatelist", "fromlist", "updatedict", "adds", "differencelist", "intersectionlist", "discards"],
            [30, 22, 10, 6, 6, 6, 6, 5, 3, 1, 5, 4, 3, 5, 3, 3, 8, 3, 3, 12])[0]
        if op == "add":
            key = random.choice(pool)
            s.add(key)
            record(op, name, key)
        elif op in ("adds", "updatelist", "fromlist", "updatedict", "differencelist", "intersectionlist", "discards"):
            keys = [random.choice(pool) for _ in range(random.randrange(1, 25))]
            if op == "adds":
                for k in keys:
                    s.add(k)
            elif op == "discards":
                for k in keys:
                    s.discard(k)
            elif op == "updatelist":
                s.update(keys)
            elif op == "fromlist":
                sets[name] = set(keys)
            elif op == "updatedict":
                keys = list(dict.fromkeys(keys))
                s.update(dict.fromkeys(keys))
            elif op == "differencelist":
                sets[name] = s.difference(keys)
            else:
                sets[name] = s.intersection(keys)
            record(op, name, keys)
        elif op == "discard":
            key = random.choice(pool)
            s.discard(key)
            record(op, name, key)
        elif op == "pop":
            if s:
                record_key = s.pop()
                record(op, name, record_key)
        elif op == "clear":
            s.clear()
            record(op, name, None)
        elif op == "copy":
            sets[name] = o.copy()
            record(op, name, other)
        elif op in ("update", "difference_update", "symmetric_difference_update", "intersection_update"):
            getattr(s, op)(o)
            record(op, name, other)
        else:
            sets[name] = getattr(o, op)(sets[random.choice("abcd")] if False else s)
            record(op, name, other)
print(json.dumps(rows, ensure_ascii=True).replace("], [\"", "],\n[\""))
