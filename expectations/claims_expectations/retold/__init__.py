"""Figures that two statements give of one thing, in other words: within a document and across documents."""
