"""The rules, and the Great Expectations suites that run them."""
