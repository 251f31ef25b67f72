"""Letters and words after a number that may mean several things ("m", "b", "pound"), and what decides."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.digits import HYPHENS, Number
from claims.extract.tokens import Tokens
from claims.extract.unit_tables import Unit, ambiguous
from claims.lexicon import load_words

_NEAR = 4
_NEAR_FAR = 10
_HOURS = frozenset({"h", "hr", "hrs"})
_MINUTES = frozenset({"m", "min", "mins"})
_SECONDS = frozenset({"s", "sec", "secs"})


class Doubt:
    """Decides by ``ambiguous.toml`` for the tokens of one sentence."""

    def __init__(
        self, tokens: Tokens, is_money: Callable[[int], bool], named: Callable[[int], Unit | None]
    ) -> None:
        self.tokens = tokens
        self.count = len(tokens.text)
        self.is_money = is_money
        self.named = named
        self.readings, self.near = ambiguous()

    def decide(self, index: int, number: Number, money: bool) -> Unit | None:
        """The reading of the token at ``index`` after ``number``; ``money`` says that a currency is before it."""
        tokens = self.tokens
        text = tokens.text[index]
        readings = self.readings.get(text)
        if readings is None:
            lower = tokens.lower[index]
            readings = self.readings.get(lower if len(lower) > 2 and lower[-1] != "s" else lower[:-1])
            if readings is None or len(lower) <= 2:
                return None
        elif len(text) <= 2 and number.form == "words" and text != "in":
            return None
        if len(text) == 1 and not tokens.glued(index) and self.is_name_part(index):
            return None
        for reading in readings:
            if all(self._holds(condition, index, number, money) for condition in reading["when"]):
                others = tuple(
                    (float(other.get("scale", 1)), other.get("unit", "1"), other.get("kind", "number"))
                    for other in reading.get("also", ())
                )
                scale = float(reading.get("scale", 1))
                return Unit(
                    index,
                    index + 1,
                    reading.get("unit", ""),
                    reading.get("kind", "number"),
                    text,
                    scale,
                    others,
                )
        return None

    def is_name_part(self, index: int) -> bool:
        """A letter that goes on: "5 C-130s", "2 M&S shops", "3 A's", "12 L-202"."""
        tokens = self.tokens
        after = index + 1
        if after >= self.count or not tokens.glued(after):
            return False
        if tokens.text[after] in {"&", "+", "'", "’"} or tokens.kind[after] in "np":
            return True
        return tokens.text[after] in HYPHENS and after + 1 < self.count and tokens.kind[after + 1] == "n"

    def _holds(self, condition: str, index: int, number: Number, money: bool) -> bool:
        tokens = self.tokens
        following = index + 1
        match condition:
            case "always":
                return True
            case "money":
                return money or (following < self.count and self.is_money(following))
            case "glued":
                return tokens.glued(index)
            case "hyphen":
                return index > 0 and tokens.text[index - 1] in HYPHENS and tokens.glued(index)
            case "apart":
                return not (
                    following < self.count and tokens.kind[following] == "n" and tokens.glued(following)
                )
            case "spaced":
                return not tokens.glued(index)
            case "decimal":
                return number.decimals > 0
            case "large":
                return number.value >= 1000
            case "scaled":
                return number.scale > 1
            case "noun":
                return self._noun_follows(following)
            case "end":
                return (following >= self.count and number.form == "digits") or (
                    following < self.count and tokens.text[following] in {")", ","} and number.form == "digits"
                )  # fmt: skip
            case "unit":
                return following < self.count and self._unit_follows(following)
            case "daily":
                return tokens.lower[following : following + 2] == ["/", "d"]
            case "seconds":
                return self._seconds_follow(following)
            case "hours":
                return number.first > 0 and tokens.lower[number.first - 1] in _HOURS
            case "minutes":
                return number.first > 0 and tokens.lower[number.first - 1] in _MINUTES
            case "length_next":
                return following < self.count and tokens.lower[following] in self.near["length"]
            case "statement":
                return tokens.glued(index) and self.count <= 8
            case _:
                near = self.near[condition]
                before = _NEAR_FAR if condition in {"price", "counted", "oil"} else _NEAR
                start = max(0, number.first - before)
                left = [
                    tokens.lower[place]
                    for place in range(start, number.first)
                    # "1.5m people fled and troops moved 1.5m": what has a number of its own says nothing of this one.
                    if condition != "counted" or "n" not in tokens.kind[max(0, place - 2) : place]
                ]
                right = tokens.lower[following : following + _NEAR]
                return not near.isdisjoint(left) or not near.isdisjoint(right)

    def _unit_follows(self, index: int) -> bool:
        """ "2.5m litres", "3m kg", "2m bpd": the letter scales what is measured."""
        if len(self.tokens.text[index]) < 2 or self.tokens.glued(index):
            return False
        unit = self.named(index)
        return unit is not None and unit.kind == "physical"

    def _seconds_follow(self, index: int) -> bool:
        """ "3m 40s", "12m09.4s"."""
        tokens = self.tokens
        return (
            index + 1 < self.count
            and tokens.kind[index] == "n"
            and tokens.glued(index + 1)
            and tokens.lower[index + 1] in _SECONDS
        )

    def _noun_follows(self, index: int) -> bool:
        tokens = self.tokens
        if index >= self.count or tokens.kind[index] != "w":
            return False
        word = tokens.lower[index]
        if word == "of":
            return index + 1 < self.count and tokens.kind[index + 1] == "w"
        return word not in load_words("words_function") and not word.endswith("ly")
