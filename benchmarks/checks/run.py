"""Validate generated stores of many claims, and count the same violations with hand-written SQL.

    python benchmarks/checks/run.py full 1000000          all claims in one batch
    python benchmarks/checks/run.py incremental 1000000   1,000 new claims against so many stored

Prints seconds, the ratio to the hand-written statement, and the peak of the process's memory. The claims are
skewed: one measure in ten has half of them, one place in fifty a third.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from claims.store import Store, open_store
from claims_expectations import load_policy, validate

NOW = datetime(2026, 1, 1)  # noqa: DTZ001 - the store holds moments without zone
MEMORY_LIMIT = "1GB"

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
        TIMESTAMP '2022-01-01' + to_days((h // 65536 % 1400)::INT) AS day,
        100 + hash(event, concept, place, day) % 900 AS base,
        CASE WHEN h // 1048576 % 100 = 0 THEN base * 3 ELSE 0 END AS noise
    FROM range($first, $last) t(i)
)
"""

DOCUMENTS = """
INSERT INTO documents BY NAME
SELECT DISTINCT ON (c.document_key) c.document_key, c.document, 1 AS version, c.batch, '' AS text, 0 AS body_start,
    c.time_start + INTERVAL 1 DAY AS published, 'field' AS published_basis, MAP {} AS columns, 'bench' AS lexicon_version
FROM claims c WHERE c.batch = $batch
"""

# The same contradictions, counted by hand: pairs of neighbours in time by windows, and the claims on their own.
BY_HAND = """
WITH field AS (
    SELECT c.rowid AS id, d.rowid AS doc, check_lower AS low, check_upper AS high,
        hash(measure, base_unit, aggregation, coalesce(place, ''), coalesce(actor, '')) AS topic, time_start AS day, time_end AS next_day
    FROM claims c JOIN documents d USING (document_key)
    WHERE d.superseded_by IS NULL AND measure IS NOT NULL AND modality IN ('asserted', 'reported', 'alleged') AND alternatives = '[]'
), seen AS (
    SELECT low, high, min(high) OVER near AS least, max(low) OVER near AS most, min(doc) OVER near AS first, max(doc) OVER near AS last,
        arg_min(id, high) OVER near AS least_id, arg_max(id, low) OVER near AS most_id
    FROM field WINDOW near AS (PARTITION BY topic ORDER BY day RANGE BETWEEN CURRENT ROW AND (next_day - day - INTERVAL 1 MICROSECOND) FOLLOWING)
), inside AS (
    SELECT doc, topic, count(*) AS claims FROM field GROUP BY doc, topic HAVING count(*) > 1
)
SELECT (SELECT count_if(low > least OR high < most) FROM seen WHERE first <> last),
    (SELECT count(*) FROM inside),
    (SELECT count_if(base_lower < 0 OR base_upper > 1e8) FROM claims),
    (SELECT count_if(kind = 'count' AND value <> round(value)) FROM claims),
    (SELECT count_if(relation = 'range' AND lower > upper) FROM claims),
    (SELECT count_if(time_start IS NULL) FROM claims),
    (SELECT count_if(attributed_to IS NULL) FROM claims)
"""


def fill(store: Store, batch: str, first: int, last: int, seed: int) -> None:
    connection = store.connection
    with store.transaction():
        connection.execute(CLAIMS, {"batch": batch, "first": first, "last": last, "seed": seed})
        connection.execute(DOCUMENTS, {"batch": batch})
        connection.execute(
            "INSERT INTO batch_documents SELECT batch, row_number() OVER (), document_key, TRUE FROM documents WHERE batch = ?",
            [batch],
        )


def timed(action: object) -> float:
    start = time.perf_counter()
    assert callable(action)
    action()
    return time.perf_counter() - start


def main(kind: str, claims: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.duckdb") as store:
        store.connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        store.connection.execute("SET preserve_insertion_order = false")
        for first in range(0, claims, 500_000):
            fill_part = min(claims, first + 500_000)
            fill(store, "stored" if first == 0 else f"stored{first}", first, fill_part, 1)
        batch = "stored"
        if kind == "incremental":
            batch = "new"
            fill(store, batch, 0, 1_000, 2)
        else:
            store.connection.execute("UPDATE batch_documents SET batch = 'stored'")
        policy = load_policy()

        def check() -> None:
            with store.transaction():
                report = validate(store, batch, policy, NOW)
            made = sum(one.comparisons for one in report.checks)
            print(f"{made:,} comparisons, {len(report.findings):,} findings")

        import claims_expectations.gx  # noqa: F401 - its import is not what is measured

        seconds = timed(check)
        line = f"{kind}, {claims:,} claims: {seconds:.2f} s"
        if kind == "full":
            floor = timed(lambda: store.connection.execute(BY_HAND).fetchall())
            line += f", by hand {floor:.2f} s, ratio {seconds / floor:.2f}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{line}, peak {peak:,.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
