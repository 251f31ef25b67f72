"""Whether time per character stays the same as texts grow, for news and for hostile texts.

usage: scaling.py [MEGABYTES]   (default 1; 10 for the long run)

Prints microseconds per character at a tenth of the size and at the full size, their ratio, and the ratio to
news of the full size. Ratios near 1 or below are good; growth with size would show as a first ratio near 10.
"""

from __future__ import annotations

import sys
import time

from sentences import sentences

from claims.extract.quantities import find_quantities

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


def cost(piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    start = time.process_time()
    find_quantities(text)
    return (time.process_time() - start) / size * 1e6


def main() -> None:
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 1) * 1_000_000)
    news = "\n".join(sentences(1000)) + "\n"
    cost(news, 10_000)
    base = cost(news, size)
    print(f"{'text':20} {'small':>8} {'large':>8} {'growth':>7} {'to news':>8}   (µs per character)")
    for name, piece in {"news": news, **HOSTILE}.items():
        small, large = cost(piece, size // 10), cost(piece, size)
        print(f"{name:20} {small:8.3f} {large:8.3f} {large / small:7.2f} {large / base:8.2f}")


if __name__ == "__main__":
    main()
