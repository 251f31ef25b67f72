"""Change one number of the sample briefs at a time and see which rules notice.

    python benchmarks/checks/mutations.py

Each changed brief is checked together with all the others as they are. Not every number can be caught: one that
stands alone has nothing that would contradict it.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib.resources import as_file, files

from claims.model import Document, Extraction, Reject
from claims.pipeline import extract
from claims.read import read
from claims.store import Store, open_store
from claims_expectations import load_policy, validate

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the store holds moments without zone
NUMBER = re.compile(r"\d[\d,]*")


class _UndoError(Exception):
    """Rolls a trial back."""


def found(store: Store, items: list[Extraction]) -> Counter[str]:
    codes: Counter[str] = Counter()
    with suppress(_UndoError), store.transaction():
        store.write_batch("batch", items, NOW)
        report = validate(store, "batch", load_policy(), NOW, with_gx=False)
        codes = Counter(one.code for one in report.findings if one.severity != "info")
        raise _UndoError
    return codes


def slips(number: str) -> dict[str, str]:
    digits = number.replace(",", "")
    changes = {"extra zero": f"{int(digits) * 10:,}"}
    if len(digits) > 1 and digits[-2] != digits[-1]:
        changes["transposed digits"] = f"{int(digits[:-2] + digits[-1] + digits[-2]):,}"
    return changes


def main() -> None:
    with as_file(files("claims_data") / "samples" / "briefs") as folder:
        documents: list[Document] = []
        for item in read([str(folder)]):
            assert not isinstance(item, Reject), item
            if "planted" not in item.name:
                documents.append(item)
    sound = [extract(document) for document in documents]
    tried: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    with open_store() as store:
        base = found(store, sound)
        print(f"{len(documents)} sound briefs: {sum(base.values())} findings {dict(base)}")
        for place, one in enumerate(sound):
            for claim in one.claims:
                match = NUMBER.search(claim.quote)
                if match is None or claim.kind in ("duration", "age"):
                    continue
                start = claim.span[0] + match.start()
                for slip, number in slips(match.group()).items():
                    text = one.document.text
                    changed = text[:start] + number + text[start + len(match.group()) :]
                    items = [*sound]
                    items[place] = extract(replace(one.document, text=changed))
                    new = found(store, items) - base
                    tried[slip] += 1
                    caught[slip] += bool(new)
                    by_rule.update(new.keys())
    for slip, number in sorted(tried.items()):
        print(f"{slip}: {caught[slip]} of {number} noticed")
    print("by rule:", dict(sorted(by_rule.items())))


if __name__ == "__main__":
    main()
