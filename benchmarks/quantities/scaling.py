"""Whether time per character stays the same as texts grow, for news and for hostile texts.

usage: scaling.py [MEGABYTES]   (default 10, some five minutes)

Prints microseconds per character at a tenth of the size and at the full size, their ratio, the ratio to news of
the full size, and the quantities found in a thousand characters: what states more than news takes longer by
as much. Ratios near 1 or below are good; growth with size would show as a first ratio near 10.
"""

from __future__ import annotations

import sys
import time

from sentences import sentences

from claims.extract.dates import DateReader
from claims.extract.quantities import QuantityReader
from claims.extract.sentences import split_sentences

HOSTILE = {
    "digits": "7",
    "digits and spaces": "123 456 ",
    "number words": "seventy two thousand and one ",
    "million million": "million ",
    "brackets": "(",
    "hyphens": "1-",
    "hedges": "more than about ",
    "halves": "and a half ",
    "currencies": "$",
    "slashes": "1/",
    "ranges": "between 5 and 6 to 7 - ",
}


def cost(piece: str, size: int) -> tuple[float, int]:
    """Microseconds per character, and how many quantities there are; they are not kept, to spare memory."""
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    reader, dates = QuantityReader(), DateReader(None)
    found = sum(
        len(mentions)
        for sentence in split_sentences(text)
        for mentions in reader.read([sentence], [dates.read(sentence)])
    )
    return (time.process_time() - start) / size * 1e6, found


def main() -> None:
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 10) * 1_000_000)
    news = "\n".join(sentences(1000)) + "\n"
    cost(news, 10_000)
    print(f"{'text':20} {'small':>8} {'large':>8} {'growth':>7} {'to news':>8} {'per 1000':>9}", flush=True)
    base = 0.0
    for name, piece in {"news": news, **HOSTILE}.items():
        small, _ = cost(piece, size // 10)
        large, found = cost(piece, size)
        base = base or large
        print(
            f"{name:20} {small:8.3f} {large:8.3f} {large / small:7.2f} {large / base:8.2f} "
            f"{found / size * 1000:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
