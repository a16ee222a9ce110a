"""Says how PyYAML's SafeLoader reads scalars.

Reads a JSON list of texts from standard input, and writes a JSON list of [text, kind, value] to standard output, one for
each text that is one scalar when it stands as a list item. With the argument "candidates", writes the texts that
scalars.json was recorded from. To record it again:

    python3 pyyaml.py candidates | python3 pyyaml.py > scalars.json
"""

import datetime
import itertools
import json
import sys

import yaml


def read(text):
    try:
        value = yaml.safe_load("- " + text + "\n")
    except Exception:
        return [text, "error", ""]
    if not isinstance(value, list) or len(value) != 1:
        return None
    item = value[0]
    if item is None:
        return [text, "null", ""]
    if isinstance(item, bool):
        return [text, "bool", "true" if item else "false"]
    if isinstance(item, int):
        return [text, "int", str(item)]
    if isinstance(item, float):
        return [text, "float", repr(item)]
    if isinstance(item, str):
        return [text, "text", item]
    if isinstance(item, (datetime.date, datetime.datetime)):
        return [text, "date", ""]
    return None


def candidates():
    words = "y n yes no on off true false null none nil nan inf undefined void default t f".split()
    yield from (form for word in words for form in (word, word.upper(), word.capitalize(), word[:1] + word[1:].upper()))
    yield from ("~", "", ".", "..", "-", "+", "--", "+-1", "1-", "1+", "=", "<<", "*", "2.1.0", "v1", "1 2", "a b")
    yield from ("2024-01-02", "2024-1-2", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05", "2024-13-99", "12:30:45", "1:2:3.5")
    yield from ("'1'", '"1"', "'yes'", '"null"', '"\\u00e9"', "'it''s'", '""', "''", "!!str 1", "!!int 7", "!!float 1", "!!bool on")
    yield from ("9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993", "123456789012345678901234567890")
    yield from ("0b102", "0xgg", "0o8", "0O17", "0X1F", "0B11", "1e400", "1.0e+400", "1.0e-400", "1.7976931348623157e+308")
    signs = ("", "-", "+")
    wholes = ("0", "7", "08", "017", "0_7", "12", "1_000", "1__0", "_1", "1_", "0x1F", "0x_f", "0xf_", "0b101", "0b_1", "0o17", "00", "0_")
    tails = ("", ".", ".5", ".5_0", ".0", ".e3", "e3", "E3", "e+3", "e-3", ".e+3", ".5e3", ".5e+3", ".5E-3", ":30", ":30.5", ":59:59", ":60", ":7")
    yield from ("".join(parts) for parts in itertools.product(signs, wholes, tails))
    fractions = (".5", "._5", ".5_", ".5e+3", ".5e3", ".inf", ".Inf", ".INF", ".iNf", ".nan", ".NaN", ".NAN", ".Nan")
    yield from ("".join(parts) for parts in itertools.product(signs, fractions))


def write(rows):
    sys.stdout.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if sys.argv[1:] == ["candidates"]:
    write(dict.fromkeys(candidates()))
else:
    write(row for row in map(read, json.load(sys.stdin)) if row is not None)
