"""What a long transaction holds in memory, and how it lets go of it.

DuckDB keeps the rows that a transaction wrote, and the temporary tables that it made and dropped, until the
transaction ends. What lies idle of them can be written to the database's temporary folder (``NAME.tmp``, beside
the file, gone when it is closed) at any time between two statements, so that memory does not grow with a batch.
"""

from __future__ import annotations

from contextlib import suppress

import duckdb

# What all of DuckDB may take while it writes. User's settings may say otherwise.
DEFAULT_LIMIT = "1GB"
# What it may keep between two statements: enough for a batch of some thousand claims never to touch the disk, ...
_IDLE_BYTES = 24_000_000
# ... and for the figures of larger ones, which nearly every rule reads, to be read from it but a few times.
_IDLE_BYTES_A_ROW = 512
_MOST_IDLE_BYTES = 512_000_000


def write_out_idle(connection: duckdb.DuckDBPyConnection, limit: str, rows: int = 0) -> None:
    """Write out what lies idle in memory beyond a little; ``limit`` is the one that holds again afterwards.

    ``rows``: how many narrow rows are needed again soon. A lower limit makes DuckDB write out what it can, at once.
    Where it cannot reach it, it says so and keeps the former limit: nothing is lost by that, and on a cursor of its
    own it does not end the open transaction.
    """
    idle = max(_IDLE_BYTES, min(rows * _IDLE_BYTES_A_ROW, _MOST_IDLE_BYTES))
    with connection.cursor() as cursor:
        # To set a limit that holds already would give all free memory back to the system, to be asked for again.
        row = cursor.execute("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()").fetchone()
        if row and row[0] > idle:
            with suppress(duckdb.OutOfMemoryException):
                cursor.execute(f"SET memory_limit = '{idle}B'")
            cursor.execute("SET memory_limit = $limit", {"limit": limit})
