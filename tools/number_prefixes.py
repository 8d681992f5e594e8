"""Make the tables of Chinese number prefixes (标准代号) and of regions: `python -m tools.number_prefixes REFERENCE`.

REFERENCE is a folder with `cn_codes.json` (prefix, meaning, kind, status, sources), `sector_prefixes.jsonl.zst`
(industry and body as once allotted), `local_prefixes.jsonl.zst` (provinces in English) and `regions.jsonl.zst`
(GB/T 2260 codes in force). What rests on general knowledge only keeps the mark `confirm` (待核实).
Nobody edits the tables by hand: change this script and run it again.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src/guiju/domain/numbers/chinese"

# How the serial is built where it is not plain digits and parts; see chinese/serials.py.
STYLES = {
    "JTG": "highway", "JTS": "highway", "JTJ": "highway", "TSG": "lettered", "ZB": "classed", "GSB": "sample",
    "CNCA": "certification", "CQC": "certification", "JJG": "owned", "JJF": "owned",
    "DBJ": "construction", "DGJ": "construction", "DG": "construction", "DB": "national",
}  # fmt: skip

# Rows of the source that are no prefix of their own: number ranges, spellings, families with a grammar of their own.
NO_PREFIX = {"GB 50", "YD5", "GB (食品安全)", "JJG(...)", "DGTJ", "DBJT", "DBS", "T/", "Q/", "GBJZ"}

# Prefixes the source lacks, from general knowledge, to be confirmed.
ADDED = [
    ("GBJ", "T", "national", "historic", "工程建设国家标准(旧)", "engineering construction national standard (old)"),
    ("JTJ", "T", "engineering", "historic", "交通工程标准(旧)", "transport engineering (old)"),
    ("DG", "TJ", "engineering", "current", "上海市工程建设规范", "Shanghai construction standard"),
    ("SJG", "", "engineering", "current", "深圳市工程建设标准", "Shenzhen construction standard"),
    ("XJJ", "", "engineering", "current", "新疆工程建设标准", "Xinjiang construction standard"),
    ("SZDB", "Z", "local", "historic", "深圳市标准化指导性技术文件", "Shenzhen guiding technical document"),
    ("SZJG", "T", "local", "historic", "深圳经济特区技术规范", "Shenzhen special zone technical specification"),
    ("NB/SH", "T", "industry", "current", "能源行业石油化工标准", "energy industry, petrochemicals"),
    ("CNCA/CTS", "", "industry", "current", "认监委技术规范", "certification specification"),
    ("JB/ZQ", "", "industry", "historic", "机械行业重型机械标准", "machinery industry, heavy machinery"),
    ("JB/GQ", "", "industry", "historic", "机械行业机床工具标准", "machinery industry, machine tools"),
    ("GJB", "Z,J", "military", "current", "国家军用标准", "national military standard"),
]

VARIANTS = {"industry": "T,Z", "engineering": "T"}
BARE_VARIANTS = {"GB": "T,Z", "GBZ": "T", "CQC": "T", "HJB": "Z"}
KIND_WORDS = {"industry": "industry standard", "engineering": "standard"}
LEVELS = {"medicine": "industry", "regulation-like": "industry", "other": "industry", "food": "local"}
MEANINGS = {
    "GB": ("国家标准", "national standard"),
    "GBZ": ("国家职业卫生标准", "national occupational health standard"),
    "GSB": ("国家实物标准（标准样品）", "national reference material"),
    "GBn": ("国家内部标准", "internal national standard"),
    "GJBz": ("国家军用标准（旧）", "national military standard (old)"),
    "CECS": ("中国工程建设标准化协会标准", "standard of the association for engineering construction standardization"),
    "DGJ": ("上海市工程建设规范", "Shanghai construction standard"),
    "DBJ": ("工程建设地方标准", "local construction standard"),
    "CNCA": ("认证技术规范", "certification specification"),
    "CQC": ("认证技术规范", "certification specification"),
    "CTS": ("认监委技术规范", "certification specification"),
    "HJB": ("海军标准", "navy standard"),
}
GENERAL = "general knowledge"


def main(reference: Path) -> None:
    """Write prefixes.tsv and regions.tsv."""
    codes = json.loads((reference / "cn_codes.json").read_text(encoding="utf-8"))["codes"]
    sectors = {row["prefix"]: row for row in _rows(reference / "sector_prefixes.jsonl.zst")}
    _write(
        "prefixes.tsv",
        ("stem", "variants", "level", "style", "status", "zh", "en", "body_zh", "source", "mark"),
        sorted(_prefixes(codes, sectors)),
    )
    _write("regions.tsv", ("code", "zh", "en"), sorted(_regions(reference)))


def _rows(path: Path) -> list[dict[str, Any]]:
    text = subprocess.run(["zstdcat", str(path)], capture_output=True, check=True, text=True).stdout
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _regions(reference: Path) -> list[tuple[str, str, str]]:
    """Provinces with two digits, prefectures with four: those that may issue local standards (标准化法 第十三条)."""
    rows = _rows(reference / "regions.jsonl.zst")
    english = {row["code"]: row["name_en"] for row in _rows(reference / "local_prefixes.jsonl.zst")}
    provinces = [
        (row["code"][:2], row["name"], english[row["code"][:2]]) for row in rows if row["code"].endswith("0000")
    ]
    cities = [
        (row["code"][:4], row["name"], "") for row in rows if row["code"][2:4] != "00" and row["code"].endswith("00")
    ]
    return provinces + cities


def _prefixes(codes: list[dict[str, Any]], sectors: dict[str, dict[str, Any]]) -> list[tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for code in codes:
        stem = code["code"]
        if stem in NO_PREFIX or "/" in stem:
            continue
        kind = code["kind"]
        variants = BARE_VARIANTS.get(stem, VARIANTS.get(kind, ""))
        general = all(GENERAL in source for source in code["sources"])
        rows[stem] = (
            stem, variants, LEVELS.get(kind, kind), _style(stem, kind), code["status"], *_meaning(code),
            sectors.get(stem, {}).get("admin_zh", ""),
            "cn_codes" + ("+relaton-gb" if stem in sectors else ""), "confirm" if general else "",
        )  # fmt: skip
    for stem, variants, level, status, zh, en in ADDED:
        rows[stem] = (
            stem,
            variants,
            level,
            _style(stem, level),
            status,
            zh,
            en,
            "",
            GENERAL,
            "confirm",
        )
    return list(rows.values())


def _meaning(code: dict[str, Any]) -> tuple[str, str]:
    """What a prefix stands for, without the source's remarks and examples."""
    if code["code"] in MEANINGS:
        return MEANINGS[code["code"]]
    zh = code["zh"].replace("(未核实)", "").replace("(", "（").replace(")", "）").strip()
    en = re.split(r" \(|: |, (?=CECS|listed)", code["en"])[0]
    if code["kind"] in KIND_WORDS and en != "unverified":
        en = f"{en.removesuffix(' industry')} {KIND_WORDS[code['kind']]}"
    return zh or "含义待核实", en if en and en != "unverified" else "meaning to be confirmed"


def _style(stem: str, kind: str) -> str:
    return STYLES.get(stem, "national" if kind == "national" else "plain")


def _write(name: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
