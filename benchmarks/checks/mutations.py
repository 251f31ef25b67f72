"""Change one number of a sound text at a time and see which rules notice.

    python benchmarks/checks/mutations.py [--write]

Each changed sample brief is checked together with all the others as they are. A number counts for a rule if the rule
compared it in the sound brief: one that stands alone has nothing that would contradict it. The twins of the tests are
read too: sound texts, and the same with one planted error. With --write the tables replace those of docs/performance.md.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from claims.model import Document, Extraction, Reject
from claims.pipeline import extract
from claims.read import read
from claims.store import Store, open_store
from claims_expectations import load_policy, validate

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the store holds moments without zone
NUMBER = re.compile(r"\d[\d,]*")
ROOT = Path(__file__).parents[2]
TWINS = ROOT / "tests" / "cases" / "twins"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- mutations: made by benchmarks/checks/mutations.py -->", "<!-- mutations: end -->"
# These say that a number can be read in two ways or has no source, not that it is wrong.
NO_ERRORS = frozenset({"N101", "N102", "N103", "S501", "S502"})


class _UndoError(Exception):
    """Rolls a trial back."""


def found(store: Store, items: Sequence[Extraction]) -> tuple[Counter[str], dict[str, set[str]]]:
    """Return the findings by rule, and by rule the claims that it compared."""
    codes: Counter[str] = Counter()
    compared: dict[str, set[str]] = {}
    with suppress(_UndoError), store.transaction():
        store.write_batch("batch", items, NOW)
        report = validate(store, "batch", load_policy(), NOW, with_gx=False)
        codes = Counter(
            one.code for one in report.findings if one.severity != "info" and one.code not in NO_ERRORS
        )
        for code, claim in store.connection.execute(
            "SELECT DISTINCT code, unnest(claim_ids) FROM comparisons WHERE code[1] IN ('C', 'T')"
        ).fetchall():
            compared.setdefault(code, set()).add(claim)
        raise _UndoError
    return codes, compared


def slips(number: str) -> dict[str, str]:
    digits = number.replace(",", "")
    changes = {"extra zero": f"{int(digits) * 10:,}"}
    if len(digits) > 1 and digits[-2] != digits[-1]:
        changes["transposed digits"] = f"{int(digits[:-2] + digits[-1] + digits[-2]):,}"
    return changes


def mutated(store: Store) -> list[str]:
    """Return the table of the sample briefs."""
    with as_file(files("claims_data") / "samples" / "briefs") as folder:
        documents: list[Document] = []
        for item in read([str(folder)]):
            assert not isinstance(item, Reject), item
            if "planted" not in item.name:
                documents.append(item)
    sound = [extract(document) for document in documents]
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    base, compared = found(store, sound)
    for place, one in enumerate(sound):
        for claim in one.claims:
            match = NUMBER.search(claim.quote)
            if match is None or claim.kind in ("duration", "age"):
                continue
            start = claim.span[0] + match.start()
            rules = [code for code, claims in compared.items() if claim.claim_id in claims]
            for slip, number in slips(match.group()).items():
                text = one.document.text
                changed = text[:start] + number + text[start + len(match.group()) :]
                items = [*sound]
                items[place] = extract(replace(one.document, text=changed))
                new = found(store, items)[0] - base
                names = [
                    *rules,
                    *(["any rule"] if rules else []),
                    f"any rule, {slip}",
                    "any rule, all numbers",
                ]
                tried.update(names)
                caught.update(name for name in names if name in new or (name.startswith("any") and new))
    lines = [
        f"{len(sound)} sound briefs, each number changed in turn.",
        "",
        "| rule | slips in numbers it compared | noticed by it | false alarms in the sound briefs |",
        "|---|---|---|---|",
    ]
    for name, trials in sorted(tried.items(), key=lambda entry: (entry[0].startswith("any"), entry[0])):
        alarms = sum(base.values()) if name.startswith("any") else base[name]
        lines.append(f"| {name} | {trials} | {caught[name]} | {alarms} |")
    return lines


def twins() -> list[str]:
    """Return the table of the twins: every rule with what it found in planted and in sound texts."""
    sound: list[Document] = []
    planted: list[Document] = []
    for path in sorted(TWINS.glob("*.toml")):
        for number, twin in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["twin"], 1):
            published = datetime.fromisoformat(twin["published"])
            name, text = f"{path.stem} {number}", twin["text"]
            sound.append(Document(name, text, published=published, published_basis="field"))
            if "error" in twin:
                pieces, place = text.split(twin["sound"]), twin.get("place", 1)
                text = twin["sound"].join(pieces[:place]) + twin["error"] + twin["sound"].join(pieces[place:])
                planted.append(Document(name, text, published=published, published_basis="field"))
    alarms, hits = _by_text(sound), _by_text(planted)
    codes = sorted({code for codes in (*alarms.values(), *hits.values()) for code in codes})
    noticed = sum(
        bool(hits.get(document.name, set()) - alarms.get(document.name, set())) for document in planted
    )
    lines = [
        f"{len(planted)} planted errors, {noticed} noticed; {len(sound)} sound texts, {len(alarms)} flagged.",
        "",
        "| rule | planted errors it noticed | sound texts it flagged |",
        "|---|---|---|",
    ]
    for code in codes:
        mine = sum(code in codes for codes in hits.values())
        lines.append(f"| {code} | {mine} | {sum(code in codes for codes in alarms.values())} |")
    return lines


def _by_text(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Return the rules that found something, by the name of the text; what two texts share is left out."""
    rules: dict[str, set[str]] = {}
    with open_store() as store:
        store.write_batch("twins", [extract(document) for document in documents], NOW)
        report = validate(store, "twins", load_policy(), NOW, with_gx=False)
    for finding in report.findings:
        names = {claim.document for claim in finding.claims}
        if finding.severity != "info" and finding.code not in NO_ERRORS and len(names) == 1:
            rules.setdefault(names.pop(), set()).add(finding.code)
    return rules


def main() -> None:
    with open_store() as store:
        lines = [
            "### Slips in the sample briefs",
            "",
            *mutated(store),
            "",
            "### Planted errors",
            "",
            *twins(),
        ]
    print("\n".join(lines))
    if "--write" in sys.argv[1:]:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
