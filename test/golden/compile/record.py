"""Record what real CPython compilers make of the texts in this folder.

    python3 record.py INTERPRETER [INTERPRETER ...]

syntax-errors.txt holds one text a line (\\n stands for a line break, \\\\ for a backslash); syntax-errors.json gets
for each text an object from versions to [exception, message, line], or null where it compiles.
code-objects.txt holds programs under lines "# --- title"; code-objects.json gets for each title an
object from versions to the code objects, outermost first: what a program can ask of them. Versions with equal
answers share one key.
"""

import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def errors():
    answers = {}
    for line in open(os.path.join(HERE, "syntax-errors.txt"), encoding="utf-8").read().splitlines():
        text = re.sub(r"\\(n|\\)", lambda m: {"n": "\n", "\\": "\\"}[m[1]], line)
        try:
            compile(text, "<text>", "exec", dont_inherit=True)
            answers[line] = None
        except SyntaxError as error:
            answers[line] = [type(error).__name__, error.msg, error.lineno]
    return answers


def constant(value):
    if hasattr(value, "co_code"):
        return "<code %s>" % value.co_name
    if isinstance(value, tuple):
        return "(%s)" % ", ".join(map(constant, value))
    if isinstance(value, frozenset):
        return "frozenset(%s)" % ", ".join(sorted(map(constant, value)))
    return ascii(value)


def describe(code):
    constants = list(map(constant, code.co_consts))
    described = {
        "name": code.co_name,
        "qualname": getattr(code, "co_qualname", None),
        "firstlineno": code.co_firstlineno,
        "arguments": [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
        "flags": code.co_flags & 0x7f,
        "stacksize": code.co_stacksize,
        "varnames": code.co_varnames,
        "cellvars": sorted(code.co_cellvars),
        "freevars": code.co_freevars,
        "names": sorted(code.co_names),
        "consts": sorted(constants),
    }
    inner = [describe(c) for c in code.co_consts if hasattr(c, "co_code")]
    return [described] + [one for many in inner for one in many]


def objects():
    text = open(os.path.join(HERE, "code-objects.txt"), encoding="utf-8").read()
    parts = re.split(r"^# --- (.*)\n", text, flags=re.M)
    answers = {}
    for title, source in zip(parts[1::2], parts[2::2]):
        try:
            answers[title] = describe(compile(source, "<text>", "exec", dont_inherit=True))
        except SyntaxError:
            answers[title] = None
    return answers


def merge(per_version):
    merged = {}
    for version, answers in per_version.items():
        for key, answer in answers.items():
            groups = merged.setdefault(key, [])
            for group in groups:
                if group[1] == answer:
                    group[0].append(version)
                    break
            else:
                groups.append([[version], answer])
    return {key: {",".join(vs): answer for vs, answer in groups} for key, groups in merged.items()}


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        json.dump([".".join(map(str, sys.version_info[:2])), errors(), objects()], sys.stdout)
        sys.exit()
    recorded = [
        json.loads(subprocess.run([python, "-W", "ignore", __file__, "--one"], stdout=subprocess.PIPE, check=True).stdout)
        for python in sys.argv[1:]
    ]
    for name, column in (("syntax-errors", 1), ("code-objects", 2)):
        merged = merge({one[0]: one[column] for one in recorded})
        with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as out:
            lines = ("%s: %s" % (json.dumps(key), json.dumps(value)) for key, value in merged.items())
            out.write("{\n%s\n}\n" % ",\n".join(lines))
