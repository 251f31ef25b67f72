"""Text to mentions with spans: sentences and tokens, dates, quantities, context, relations."""
