#!/usr/bin/env python3
"""Writes Sources/Engines/ChineseText/PinyinTable.swift from the Unihan database.

Where the facts come from: Unihan_Readings.txt of the Unicode Character Database, as Debian's
package `unicode-data` installs it (/usr/share/unicode/Unihan_Readings.txt.bz2). Taken are kMandarin
(the customary reading, first), then kHanyuPinlu, kXHC1983 and kTGHZ2013 (the other readings in use).
Tones are dropped and ü is written v. Run it again when the package brings a newer Unicode version:

    python3 tools/pinyin-table.py
"""
import bz2, pathlib, re, unicodedata

SOURCE = "/usr/share/unicode/Unihan_Readings.txt.bz2"
TARGET = pathlib.Path(__file__).parent.parent / "Sources/Engines/ChineseText/PinyinTable.swift"
FIELDS = ("kMandarin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013")

NOTICE = """\
// The readings are facts of the Unicode Character Database (Unihan_Readings.txt), used under this licence:
//
// UNICODE LICENSE V3 — COPYRIGHT AND PERMISSION NOTICE
// Copyright © 1991-2024 Unicode, Inc.
// NOTICE TO USER: Carefully read the following legal agreement. BY DOWNLOADING, INSTALLING, COPYING OR OTHERWISE
// USING DATA FILES, AND/OR SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL OF THE TERMS AND
// CONDITIONS OF THIS AGREEMENT. IF YOU DO NOT AGREE, DO NOT DOWNLOAD, INSTALL, COPY, DISTRIBUTE OR USE THE DATA
// FILES OR SOFTWARE.
// Permission is hereby granted, free of charge, to any person obtaining a copy of data files and any associated
// documentation (the "Data Files") or software and any associated documentation (the "Software") to deal in the
// Data Files or Software without restriction, including without limitation the rights to use, copy, modify, merge,
// publish, distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data
// Files or Software are furnished to do so, provided that either (a) this copyright and permission notice appear
// with all copies of the Data Files or Software, or (b) this copyright and permission notice appear in associated
// Documentation.
// THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
// NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD
// PARTY RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM,
// OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR
// PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION
// WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
// Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise
// to promote the sale, use or other dealings in these Data Files or Software without prior written authorization of
// the copyright holder.
"""


def plain(syllable: str) -> str:
    """lǚ → lv, ń → n, ê̄ → e"""
    decomposed = unicodedata.normalize("NFD", syllable)
    return re.sub("[^a-z]", "", re.sub("u[\u0300-\u036f]*\u0308", "v", decomposed.replace("ü", "v")))


def readings(field: str, value: str):
    if field == "kXHC1983" or field == "kTGHZ2013":
        value = " ".join(part.split(":")[1].replace(",", " ") for part in value.split())
    if field == "kMandarin":
        value = value.split()[0]  # a second one is Taiwan's
    plains = [plain(re.sub(r"\(\d+\)", "", part)) for part in value.split()]
    return [p for p in plains if re.search("[aeiouv]", p)]  # not the hums m, n, ng, hm: nobody is called so


found, version = {}, ""
with bz2.open(SOURCE, "rt", encoding="utf-8") as lines:
    for line in lines:
        if line.startswith("# Unicode version:"):
            version = line.split(":")[1].strip()
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[1] in FIELDS:
            found.setdefault(int(parts[0][2:], 16), {})[parts[1]] = readings(parts[1], parts[2])

first, more = {}, {}
for scalar, fields in sorted(found.items()):
    if not fields.get("kMandarin"):
        continue
    ordered = list(dict.fromkeys(r for f in FIELDS for r in fields.get(f, []) if r))
    first.setdefault(ordered[0], []).append(chr(scalar))
    for reading in ordered[1:]:
        more.setdefault(reading, []).append(chr(scalar))
first.setdefault("ling", []).append("〇")


def block(name, doc, table):
    rows = "\n".join(f"        {reading}:{''.join(table[reading])}" for reading in sorted(table))
    return f'    /// {doc}\n    static let {name} = #"""\n{rows}\n        """#\n'


TARGET.write_text(
    "// swift-format-ignore-file\n"
    f"// Written by tools/pinyin-table.py from Unicode {version}; do not edit.\n//\n" + NOTICE + "\n"
    "/// Readings of Chinese characters without tones, one line a syllable: `ma:妈马骂`. ü is written v.\n"
    "enum PinyinTable {\n"
    + block("customary", "The one reading that is customary; every character stands here once.", first)
    + "\n" + block("further", "The other readings in use.", more) + "}\n",
    encoding="utf-8")
print(sum(map(len, first.values())), "characters,", sum(map(len, more.values())), "further readings")
