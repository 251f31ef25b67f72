"""Findings and claims to text that people and machines read."""
