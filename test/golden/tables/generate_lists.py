"""Prints the room (in items) that lists have after many operations: name -> capacities."""
import json
import sys

N = 70


def room(items):
    return (sys.getsizeof(items) - 56) // 8


def deleted(how):
    items, rooms = list(range(100)), []
    for _ in range(99):
        how(items)
        rooms.append(room(items))
    return rooms


def delete(items):
    del items[0]


def delete_slice(items):
    del items[:1]


def build(how):
    return [room(how(n)) for n in range(N)]


def with_(start, change):
    items = [0] * start
    change(items)
    return items


def replaced(n):
    items = [0] * 5
    items[1:2] = [1] * n
    return items


def grown(add):
    items, rooms = [], []
    for i in range(200):
        add(items, i)
        rooms.append(room(items))
    return rooms


rows = {
    "delete": deleted(delete),
    "pop": deleted(lambda l: l.pop()),
    "pop0": deleted(lambda l: l.pop(0)),
    "remove": deleted(lambda l: l.remove(l[0])),
    "deleteSlice": deleted(delete_slice),
    "append": grown(lambda l, i: l.append(i)),
    "insert": grown(lambda l, i: l.insert(0, i)),
    "constants": build(lambda n: eval("[" + ",".join("1" * n) + "]")),
    "variables": build(lambda n: eval("[" + ",".join("n" * n) + "]", {"n": n})),
    "listOfList": build(lambda n: list([1] * n)),
    "listOfTuple": build(lambda n: list((1,) * n)),
    "listOfRange": build(lambda n: list(range(n))),
    "listOfGenerator": build(lambda n: list(i for i in range(n))),
    "listOfIterator": build(lambda n: list(iter([1] * n))),
    "listOfDict": build(lambda n: list(dict.fromkeys(range(n)))),
    "listOfSet": build(lambda n: list(set(range(n)))),
    "comprehension": build(lambda n: [i for i in range(n)]),
    "sorted": build(lambda n: sorted([1] * n)),
    "extendEmpty": build(lambda n: with_(0, lambda l: l.extend([1] * n))),
    "extend3": build(lambda n: with_(3, lambda l: l.extend([1] * n))),
    "extend3ByRange": build(lambda n: with_(3, lambda l: l.extend(range(n)))),
    "extend3ByGenerator": build(lambda n: with_(3, lambda l: l.extend(i for i in range(n)))),
    "replaceSlice": build(replaced),
    "multiplyInPlace": build(lambda n: with_(2, lambda l: l.__imul__(n))),
    "sliced": build(lambda n: ([1] * 100)[:n]),
    "splitWords": build(lambda n: ("a " * n).split()),
    "splitCommas": build(lambda n: ("a," * n).split(",")),
    "splitlines": build(lambda n: ("a\n" * n).splitlines()),
}
print(json.dumps(rows))
