"""Writes the tables of docs/data-model.md from the comments in the database.

Run as a script after a change of schema, views or comments; a test compares the page with what it would write.
"""

from __future__ import annotations

from pathlib import Path

from claims.store import open_store

PAGE = Path(__file__).parents[1] / "docs" / "data-model.md"
MARK = "<!-- Written by tests/data_model_page.py from claims/store/sql/comments.sql and views.sql; change those. -->"

TABLES = (
    "SELECT table_name, comment FROM duckdb_tables() WHERE NOT temporary AND NOT internal ORDER BY table_oid"
)
VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE NOT temporary AND NOT internal ORDER BY view_oid"
COLUMNS = """
SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
WHERE table_name = $table AND NOT internal ORDER BY column_index
"""


def page() -> str:
    """Return the page: what is written by hand up to the mark, then the tables."""
    by_hand = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    lines = [MARK, ""]
    with open_store() as store:
        for table, comment in store.query(TABLES):
            lines += [f"### {table}", "", f"{comment}.", ""]
            if table == "former_claims":
                lines += [
                    "The columns of `claims`, and `replaced_in`, the number of the batch that replaced it.",
                    "",
                ]
                continue
            lines += ["| column | type | meaning |", "|---|---|---|"]
            for column, kind, nullable, meaning in store.query(COLUMNS, {"table": table}):
                empty = ", may be null" if nullable else ""
                lines.append(f"| `{column}` | {kind}{empty} | {str(meaning).replace('|', chr(92) + '|')} |")
            lines.append("")
        lines += ["## Views", "", "| view | what |", "|---|---|"]
        lines += [f"| `{view}` | {comment} |" for view, comment in store.query(VIEWS)]
    return by_hand + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
