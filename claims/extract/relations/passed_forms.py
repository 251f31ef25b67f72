"""How a duration is told to have passed: "two years later", "after 471 days in captivity", "has lasted nine weeks"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extract.relations.day_pairs import DAYS
from claims.extract.relations.elapsed import known_event, past_precision
from claims.extract.relations.timed import CLAUSE_ENDS, clause_end
from claims.extract.relations.view import View
from claims.lexicon import load_table

# Words before a duration and behind it that are looked at, and those back to "has".
LEAD, TAIL, PERFECT = 3, 5, 16
_MARKS = (",", "—", "–", "(")


@dataclass(frozen=True, slots=True)
class Stated:
    """A duration that lies between two days: how it is told, its tokens, half-open, and the days it stands for.

    ``form`` is ago, now, later, earlier, before, after, span or days (of a compound: "18-day"). ``clause``: the
    token up to which the words behind it tell what it is counted from; 0 where they do not.
    """

    form: str
    start: int
    end: int
    days: float
    clause: int = 0

    @property
    def told_as(self) -> str:
        """The form of the relation ``timed``."""
        return {"now": "lasting", "span": "lasting", "days": "span"}.get(self.form, "after")


@cache
def elapsed_words(name: str) -> frozenset[str]:
    """Return a list of words of ``elapsed_words.toml``."""
    return frozenset(load_table("elapsed_words")["words"][name])


def form_of(view: View, index: int) -> Stated | None:
    """Return how a duration or age is told to have passed; ``None`` where nothing beside it says so."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    first, last = view.first[index], view.last[index]
    before = lower[max(0, first - LEAD) : first]
    if not elapsed_words("apart").isdisjoint(before[-2:]):
        return None
    days = (claim.value or 0.0) * DAYS[claim.unit or "day"]
    last = past_precision(lower, last)
    behind = lower[last : last + TAIL]
    following = behind[0] if behind else ""
    if following in elapsed_words("apart_behind"):
        return None
    found = _counted(lower, first, last, days)
    if found is not None:
        return found
    opener = next((word for word in reversed(before) if word not in elapsed_words("adverbs")), "")
    if claim.kind == "age":
        return Stated("now", first, last, days) if opener in ("is", "now") else None
    if before[-2:-1] == ["in"] and before[-1] in elapsed_words("persons"):
        # "In its 24 years it has carried ..."
        return Stated("now", first, last, days)
    since = following == "," and behind[1:2] == ["since"]
    since = since or (opener == "," and "since" in lower[max(0, first - TAIL - LEAD) : first])
    if since or _perfect(lower, first, opener):
        return Stated("now", first, last, days)
    if "-" in claim.quote or following in ("-", "–"):
        return Stated("days", first, last, days)
    if opener in elapsed_words("spans") or opener in _MARKS:
        return Stated("span", first, last, days)
    return None


def counted_elsewhere(view: View, stated: Stated, event: str) -> bool:
    """Whether another time of the sentence is told to be counted from the event: "eleven years after the annexation
    of Crimea and three years after the invasion began"."""
    lower = view.sentence.tokens.lower
    behind = (
        past_precision(lower, last)
        for first, last in zip(view.first, view.last, strict=True)
        if first != stated.start
    )
    return any(
        known_event(view.sentence.tokens, at + 1, clause_end(lower, at + 1)) == event
        for at in behind
        if at < len(lower) and lower[at] in elapsed_words("after")
    )


def _counted(lower: list[str], first: int, last: int, days: float) -> Stated | None:
    """By a word behind that says from where the time is counted."""
    behind = lower[last : last + TAIL]
    following = behind[0] if behind else ""
    gone = next((at for at, word in enumerate(behind[:3]) if word in elapsed_words("gone")), None)
    if gone is not None:
        since = next((at for at in range(gone, len(behind)) if behind[at] in ("since", "after")), None)
        return None if since is None else _with_clause("now", lower, first, last + since + 1, days)
    if following in elapsed_words("later") or (
        following == "on" and (not behind[1:] or behind[1] in CLAUSE_ENDS)
    ):
        return Stated("later", first, last + 1, days)
    if following == "ago":
        return Stated("ago", first, last + 1, days)
    if following in elapsed_words("earlier"):
        if following == "before" and behind[1:] and behind[1] not in CLAUSE_ENDS:
            return _with_clause("before", lower, first, last + 1, days)
        return Stated("earlier", first, last + 1, days)
    step = following == "on"
    if behind[step : step + 1] and (behind[step] in elapsed_words("after") or behind[:2] == ["on", "from"]):
        if behind[step + 1 : step + 2] and behind[step + 1] in elapsed_words("chained"):
            return None
        return _with_clause("after", lower, first, last + step + 1, days)
    return None


def _with_clause(form: str, lower: list[str], first: int, start: int, days: float) -> Stated:
    end = clause_end(lower, start)
    if end < len(lower) and lower[end] not in CLAUSE_ENDS:
        # a longer clause: "after being dragged out of the embassy on 11 April 2019"
        end = clause_end(lower, end)
    while end < len(lower) and lower[end] == "and" and end - start < 2 * TAIL:
        # "after the earthquake and tsunami of 11 March 2011"
        end = clause_end(lower, end + 1)
    return Stated(form, first, start, days, end)


def _perfect(lower: list[str], first: int, opener: str) -> bool:
    """Whether the time runs until the day of the text: "has been in power for", "have spent"."""
    return opener in elapsed_words("perfect") and not {"has", "have", "’ve", "'ve"}.isdisjoint(
        lower[max(0, first - PERFECT) : first]
    )
