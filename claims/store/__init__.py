"""The database: the only place that imports DuckDB."""

from __future__ import annotations

from claims.store.database import Store, open_store
from claims.store.ingest import BatchSummary

__all__ = ["BatchSummary", "Store", "open_store"]
