"""Samples and reference facts that the package carries."""
