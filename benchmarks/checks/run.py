"""Validate generated stores of many claims, and count the same violations with hand-written SQL.

    python benchmarks/checks/run.py full 1000000                    all claims in one batch
    python benchmarks/checks/run.py incremental 1000000             1,000 new claims against so many stored
    python benchmarks/checks/run.py full 10000000 denser            many claims about few days
    python benchmarks/checks/run.py incremental 10000000 scattered  ... of which each may be about any day

Prints CPU seconds of the whole run, of its counting and of the hand-written statement (neither of which writes
findings) for the rules that both cover, and the peak of the run's memory.

Documents come in the order of their days, ten claims each, and some 700 claims a day, so that a larger store covers a
longer time: 1,400 days for a million claims. With ``denser`` it is 1,400 days for any store, and what is told of each
thing grows with the store: ten times the claims have many times the conflicts. Of eight claims seven are about the
day of their document or the one before; the eighth is about an earlier one, every other time about one of a hundred
great days, which are told of the more the larger the store is. The claims are skewed: one event in five has half of
them, one place in fifty a third. New claims are of the last days of the store; with ``scattered`` each is of any of its
days, so that they meet all of it, as news never do.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from claims.store import Store, open_store
from claims_expectations import load_policy, validate
from claims_expectations.policy import Policy
from claims_expectations.run import count

Result = TypeVar("Result")

# Claims a day, unless the store is to be denser: 1,400 days for a million.
A_DAY = 714

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the store holds moments without zone

CLAIMS = """
INSERT INTO claims BY NAME
SELECT
    printf('%s%016x', $batch, i) AS claim_id,
    printf('%s%032x', $batch, i // 10) AS document_key,
    printf('%s-%d', $batch, i // 10) AS document,
    $batch AS batch,
    (base + noise)::BIGINT::VARCHAR AS quote, 0 AS span_start, len(quote) AS span_end,
    quote || ' ' || concept AS sentence, 0 AS sentence_start, len(sentence) AS sentence_end,
    '=' AS relation, base + noise AS lower, base + noise AS upper, TRUE AS lower_inclusive, TRUE AS upper_inclusive,
    base + noise AS value, FALSE AS approximate, 'count' AS kind, 'count' AS unit, 'dimensionless' AS dimension,
    'count' AS base_unit, base + noise AS base_lower, base + noise AS base_upper,
    (base + noise) * 0.98 AS check_lower, (base + noise) * 1.02 AS check_upper,
    concept AS item, concept, event, event || ':' || concept AS measure, 'event' AS aggregation,
    CASE WHEN i % 4 = 0 THEN NULL ELSE 'Russia' END AS actor, place,
    'on a day' AS time_text, day AS time_start, day + INTERVAL 1 DAY AS time_end, 'day' AS time_precision,
    'event' AS time_role, 'stated' AS time_basis, 'reported' AS modality, 'the ministry' AS attributed_to, 'body' AS section, 1.0 AS confidence,
    '[]' AS alternatives
FROM (
    SELECT i, hash(i + $seed) AS h,
        ['killed', 'wounded', 'launched', 'destroyed', 'captured'][1 + (CASE WHEN h % 2 = 0 THEN 0 ELSE h // 2 % 5 END)::INT] AS event,
        ['soldier', 'civilian', 'drone', 'missile', 'tank', 'vehicle', 'school', 'building'][1 + (h // 16 % 8)::INT] AS concept,
        CASE WHEN h // 256 % 3 = 0 THEN 'Kyiv' WHEN h // 256 % 7 = 1 THEN NULL ELSE 'place ' || (h // 1024 % 49) END AS place,
        i // $a_day AS today, hash(i + $seed, 'when') AS w,
        CASE WHEN w % $told_of_today <> 0 THEN greatest(today - w // 8 % 2, 0)
             WHEN $told_of_today > 1 AND w // 16 % 2 = 0 THEN least(today, w // 32 % 100 * 14)
             ELSE w // 32 % (today + 1) END AS of_day,
        TIMESTAMP '1980-01-01' + to_days(of_day::INT) AS day,
        100 + hash(event, concept, place, day) % 900 AS base,
        CASE WHEN h // 1048576 % 100 = 0 THEN base * 3 ELSE 0 END AS noise
    FROM range($first, $last) t(i)
)
"""

DOCUMENTS = """
INSERT INTO documents BY NAME
SELECT c.document_key, any_value(c.document) AS document, 1 AS version, $batch AS batch, '' AS text, 0 AS body_start,
    max(c.time_start) + INTERVAL 1 DAY AS published, 'field' AS published_basis, MAP {} AS columns, 'bench' AS lexicon_version
FROM claims c WHERE c.batch = $batch GROUP BY c.document_key ORDER BY min(c.rowid)
"""

# What these rules find, counted by hand: one statement, with the columns that the generated claims need.
COVERED = ("N101", "N103", "N104", "P204", "S501", "S502", "T403")
BY_HAND = """
WITH told AS (
    SELECT c.rowid AS id, d.rowid AS doc, c.measure, c.base_unit, c.event, c.check_lower AS low, c.check_upper AS high, c.place, c.actor,
        c.attributed_to, date_trunc('day', c.time_start) AS day, d.published
    FROM claims c JOIN documents d USING (document_key)
    WHERE d.superseded_by IS NULL AND c.measure IS NOT NULL AND c.modality IN ('asserted', 'reported', 'alleged') AND c.alternatives = '[]'
), by_day AS (
    SELECT doc, day, CASE WHEN min(place) = max(place) THEN min(place) END AS place, CASE WHEN min(actor) = max(actor) THEN min(actor) END AS actor
    FROM told GROUP BY ALL
), by_measure AS (
    SELECT doc, measure, CASE WHEN min(place) = max(place) THEN min(place) END AS place, CASE WHEN min(actor) = max(actor) THEN min(actor) END AS actor
    FROM told GROUP BY ALL
), field AS (
    SELECT t.id, t.doc, t.low, t.high, t.published, t.event, t.attributed_to,
        coalesce(t.place, o.place, m.place, '') AS where_it_was, coalesce(t.actor, o.actor, m.actor, '') AS who,
        hash(t.measure, t.base_unit, t.day, where_it_was, who) AS topic
    FROM told t LEFT JOIN by_day o USING (doc, day) LEFT JOIN by_measure m ON m.doc = t.doc AND m.measure = t.measure
), earlier AS (
    SELECT doc, high, published, where_it_was <> '' OR who <> '' AS known, max(low) OVER before AS most_low,
        arg_max(doc, low) OVER before AS other_doc, arg_max(published, low) OVER before AS told
    FROM field WHERE event IN ('killed', 'wounded', 'destroyed', 'captured') AND published IS NOT NULL
    WINDOW before AS (PARTITION BY topic ORDER BY published RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 MINUTE PRECEDING)
), voices AS (
    SELECT topic FROM field GROUP BY topic
    HAVING count(DISTINCT doc) >= 3 AND count(DISTINCT lower(attributed_to)) = 1 AND count_if(attributed_to IS NULL) = 0
)
SELECT (SELECT count_if(alternatives <> '[]') FROM claims),
    (SELECT count_if(time_start IS NULL AND time_end IS NULL) FROM claims WHERE kind NOT IN ('duration', 'age')),
    (SELECT count_if(relation = 'range' AND lower > upper) FROM claims),
    (SELECT count_if(kind = 'count' AND abs(value - round(value)) > 1e-6) FROM claims),
    (SELECT count_if(attributed_to IS NULL) FROM claims),
    (SELECT count(*) FROM voices),
    (SELECT count_if(high < most_low AND doc <> other_doc
        AND published <= told + CASE WHEN known THEN INTERVAL 4 YEAR ELSE INTERVAL 10 DAY END) FROM earlier)
"""


def fill(
    store: Store, batch: str, first: int, last: int, seed: int, a_day: int = A_DAY, told_of_today: int = 8
) -> None:
    """Write claims number ``first`` to ``last`` as a batch; of ``told_of_today`` claims one is of an earlier day."""
    connection = store.connection
    with store.transaction():
        connection.execute(
            CLAIMS,
            {
                "batch": batch,
                "first": first,
                "last": last,
                "seed": seed,
                "a_day": a_day,
                "told_of_today": told_of_today,
            },
        )
        connection.execute(DOCUMENTS, {"batch": batch})
        connection.execute(
            "INSERT INTO batch_documents SELECT batch, row_number() OVER (), document_key, TRUE FROM documents WHERE batch = ?",
            [batch],
        )


def timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """CPU seconds of one thread's work, which other programs change less than those of a clock; and the result."""
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def main(kind: str, claims: int, special: str = "") -> None:
    a_day = max(A_DAY, claims // 1_400) if special == "denser" else A_DAY
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.duckdb") as store:
        store.connection.execute("SET preserve_insertion_order = false")
        for first in range(0, claims, 500_000):
            fill_part = min(claims, first + 500_000)
            fill(store, "stored" if first == 0 else f"stored{first}", first, fill_part, 1, a_day)
        batch = "stored"
        if kind == "incremental":
            batch = "new"
            fill(store, batch, claims - 1_000, claims, 2, a_day, 1 if special == "scattered" else 8)
        else:
            store.connection.execute("UPDATE batch_documents SET batch = 'stored'")
        policy = load_policy()

        def check(policy: Policy) -> dict[str, int]:
            with store.transaction():
                report = validate(store, batch, policy, NOW)
            made = sum(one.comparisons for one in report.checks)
            found = {one.code: one.findings for one in report.checks}
            print(f"{len(found)} rules, {made:,} comparisons, {sum(found.values()):,} findings")
            return found

        import claims_expectations.gx  # noqa: F401 - its import is not what is measured

        seconds, _ = timed(lambda: check(policy))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        line = f"{kind} {special}, {claims:,} claims: all rules {seconds:.2f} s"
        if kind == "full":
            rules = [rule for rule in policy.all_rules if rule.code in COVERED]

            def count_only() -> dict[str, tuple[int, int]]:
                with store.transaction():
                    return count(store, batch, policy, rules)

            some, found = timed(count_only)
            floor, rows = timed(lambda: store.connection.execute(BY_HAND).fetchall())
            line += f"; {', '.join(COVERED)} counted in {some:.2f} s, by hand {floor:.2f} s, ratio {some / floor:.2f}"
            for code, by_hand in zip(COVERED, rows[0], strict=True):
                if found[code][1] != by_hand:
                    line += f"; {code} found {found[code][1]:,}, by hand {by_hand:,}"
        print(f"{line}, peak {peak:,.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:4])
