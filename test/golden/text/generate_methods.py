"""Prints what methods of str and bytes give: rows of [type, method, text, arguments, result]. Seed 7, bytes as Latin-1 text."""
import json
import random

random.seed(7)
alphabets = ["ab", "ab ", "aB\t \n", "a\xe9\u20ac", "a\U0001f600b\xe9", "\u03a3\u03c3\u03c2 Aa'", "\xdf\ufb01\u01c6\u0130\u0131\u1e9eX y", "+-0a1\xb2\xbd", "a\r\n\x0b\x0c\x1c\x85\u2028b", "a\tb\n"]


def text(short=False):
    alphabet = random.choice(alphabets)
    return "".join(random.choice(alphabet) for _ in range(random.randrange(4 if short else 16)))


def part(s):
    if s and random.random() < 0.7:
        i = random.randrange(len(s))
        return s[i:i + random.randrange(1, 4)]
    return text(True)


def bounds():
    return [random.randrange(-8, 20) for _ in range(random.randrange(3))]


def arguments(method, s):
    if method in ("find", "rfind", "count", "index", "rindex"):
        return [random.choice([part(s), part(s), ""])] + bounds()
    if method in ("startswith", "endswith"):
        return [random.choice([part(s), s[:2], s[-2:], ""])] + bounds()
    if method == "replace":
        return [random.choice([part(s), ""]), text(True)] + random.choice([[], [random.randrange(-1, 4)]])
    if method in ("partition", "rpartition", "removeprefix", "removesuffix"):
        return [random.choice([part(s), s[:2], s[-2:]])]
    if method in ("strip", "lstrip", "rstrip"):
        return random.choice([[], [text(True)], [part(s)]])
    if method in ("split", "rsplit"):
        return random.choice([[], [None, random.randrange(-1, 4)], [part(s)], [part(s), random.randrange(-1, 4)]])
    if method == "splitlines":
        return random.choice([[], [True]])
    if method in ("center", "ljust", "rjust"):
        return [random.randrange(20)] + random.choice([[], ["*"]])
    if method == "zfill":
        return [random.randrange(20)]
    if method == "expandtabs":
        return random.choice([[], [random.randrange(-1, 6)]])
    return []


methods = """find rfind count index rindex startswith endswith replace partition rpartition removeprefix removesuffix strip lstrip rstrip split rsplit
splitlines center ljust rjust zfill expandtabs upper lower title capitalize swapcase isalpha isalnum isdigit isspace islower isupper istitle isascii""".split()
only_str = "casefold isdecimal isnumeric isidentifier isprintable".split()
rows = []
for method in methods + only_str:
    for _ in range(45):
        s = text()
        args = arguments(method, s)
        try:
            result = getattr(s, method)(*args)
        except ValueError as e:
            result = f"ValueError: {e}"
        rows.append(["str", method, s, args, result])
for method in methods:
    for _ in range(30):
        s = text()
        args = arguments(method, s)
        b = [a.encode("latin-1", "replace") if isinstance(a, str) else a for a in args]
        data = s.encode("latin-1", "replace")
        try:
            result = getattr(data, method)(*b)
        except ValueError as e:
            result = f"ValueError: {e}"
        decode = lambda v: v.decode("latin-1") if isinstance(v, bytes) else [decode(x) for x in v] if isinstance(v, (list, tuple)) else v
        rows.append(["bytes", method, decode(data), decode(b), decode(result)])
for _ in range(250):
    data = bytes(random.choice([random.randrange(256), 0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xed, 0xa0, 0x80, 0xf4, 0xe0]) for _ in range(random.randrange(1, 8)))
    for codec in ("utf-8", "ascii"):
        for errors in ("strict", "replace", "ignore", "backslashreplace", "surrogateescape"):
            try:
                result = data.decode(codec, errors)
            except UnicodeDecodeError as e:
                result = f"UnicodeDecodeError: {e}"
            rows.append(["decode", codec, data.decode("latin-1"), [errors], result])
for _ in range(150):
    s = "".join(random.choice("aé€\U0001f600\ud800z\udc80") for _ in range(random.randrange(1, 6)))
    if any("\ud800" <= a < "\udc00" <= b < "\ue000" for a, b in zip(s, s[1:])):
        continue
    for codec in ("utf-8", "ascii", "latin-1"):
        for errors in ("strict", "replace", "ignore", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"):
            try:
                result = s.encode(codec, errors).decode("latin-1")
            except UnicodeEncodeError as e:
                result = f"UnicodeEncodeError: {e}"
            rows.append(["encode", codec, s, [errors], result])
print(json.dumps(rows, ensure_ascii=True).replace("], [\"", "],\n[\""))
