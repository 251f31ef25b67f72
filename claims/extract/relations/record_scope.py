"""How far a record reaches, for how long its number was counted, and by what other texts' records are like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from claims.extract.relations.cues import Cue, CueSet, compile_cues, relation_words
from claims.extract.relations.view import View
from claims.extract.sentences import Sentence
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, NUMBER, bits_of, singular
from claims.lexicon import load_rows, load_table
from claims.model import Claim

# Words up to the scope that a superlative holds in.
LONGEST_SCOPE = 14
DAYS_OF_A_DECADE = 3652
# Words of the phrase that a superlative opens.
LONGEST_PHRASE = 6
# Shorter words tell little.
LEAST_TERM = 4
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# "In a single night" says least of how far it reaches.
_SCOPES = ("war", "ever", "year", "month", "week", "so_far", "single")
_STOPS = frozenset({",", ";", ".", ":"})
_BEFORE_TIMES = frozenset({"since", "after", "before", "until", "of"})
_PERIODS_OF_PRECISION = {
    "day": "day", "night": "day", "morning": "day", "afternoon": "day", "evening": "day", "noon": "day",
    "part_of_day": "day", "minute": "day", "hour": "day", "week": "week", "month": "month",
    "quarter": "quarter", "year": "year",
}  # fmt: skip


@cache
def record_words(table: str, name: str) -> frozenset[str]:
    """Return a list of single words of ``records.toml``."""
    return frozenset(load_table("records")[table][name])


# The lists that are looked for in every sentence that may hold a record.
_TOLD = (
    *(("former", name) for name in ("until", "had", "beat")),
    *(("phrases", name) for name in ("max", "min", "behind")),
    ("broken", "cues"),
    ("first", "cues"),
)


@cache
def record_cues(table: str, name: str) -> CueSet:
    return compile_cues({name: load_table("records")[table][name]})


@cache
def _told_cues() -> CueSet:
    table = load_table("records")
    return compile_cues({f"{kind}.{name}": table[kind][name] for kind, name in _TOLD})


def told_cues(view: View) -> Mapping[str, Sequence[Cue]]:
    """Return the cues of a sentence that may tell of a record, by their lists ("former.had"), found in one go."""
    if view.record_cues is None:
        found: dict[str, list[Cue]] = {}
        for cue in _told_cues().find(view.sentence.tokens):
            found.setdefault(cue.name, []).append(cue)
        view.record_cues = found
    return view.record_cues


@cache
def _scope_cues() -> CueSet:
    table = relation_words()["record"]["cues"]
    names = {name: table[name] for name in _SCOPES}
    return compile_cues({**names, "season": load_table("records")["seasons"]["cues"]})


def scope_of(view: View, token: int, published: datetime | None) -> dict[str, str] | None:
    """Return how far back the record reaches, or ``None`` if the text doesn't say.

    ``scope`` in words, ``from`` the first day of it, ISO, where it has one.
    """
    tokens = view.sentence.tokens
    words = tokens.lower
    end = min(len(words), token + LONGEST_SCOPE)
    span = _since(view, token, end, published)
    named = {name for name, _, _ in _scope_cues().places(tokens, max(0, token - 4), end)}
    year = _named_year(words[token:end])
    if year and "war" not in named:
        return {"scope": "year", "from": f"{year}-01-01"}
    if "war" in named:
        return {"scope": "war"}
    if span:
        return span
    for name in _SCOPES[:-1]:
        if name in named:
            return _with_start(name, published)
    if "season" in named:
        days = load_table("records")["seasons"]["days"]
        start = published - timedelta(days=days) if published else None
        return {"scope": "season"} | ({"from": start.date().isoformat()} if start else {})
    if "single" in named or words[token] in relation_words()["record"]["plain"]:
        return {"scope": "ever"}
    if "since" in words[token:end]:
        # "since the swarm began": when that was is not told
        start = published - timedelta(days=DAYS_OF_A_DECADE) if published and published.year > 10 else None
        return {"scope": "so_far"} | ({"from": start.date().isoformat()} if start else {})
    at = token
    while at and (words[at - 1] == "-" or words[at - 1] in relation_words()["record"]["ranks"]):
        at -= 1
    if at and words[at - 1] in ("its", "their"):
        return {"scope": "ever"}
    return None


def _named_year(words: Sequence[str]) -> str:
    """The year of which something is the largest: "the biggest gain of 2025"."""
    for at in range(1, len(words)):
        year = words[at]
        if len(year) == 4 and year.isdecimal() and year[:2] in ("19", "20") and words[at - 1] in ("of", "in"):
            return year if words[at - 2 : at - 1] != ["that"] else ""
        if year in (",", ";", "."):
            break
    return ""


def _with_start(scope: str, published: datetime | None) -> dict[str, str]:
    """A scope with its first day."""
    if published is None or scope not in ("year", "month", "week"):
        return {"scope": scope}
    start = {
        "year": published.replace(month=1, day=1),
        "month": published.replace(day=1),
        "week": published - timedelta(days=7),
    }[scope]
    return {"scope": scope, "from": start.date().isoformat()}


def _since(view: View, token: int, end: int, published: datetime | None) -> dict[str, str] | None:
    """Read "since 2019", "since March 2022", "in five years"."""
    words = view.sentence.tokens.lower
    for place in range(token + 1, end):
        word = words[place]
        if word == "since" and place + 1 < len(words):
            ahead = words[place + 1 : place + 5]
            if "in" in ahead[1:] and _STOPS.isdisjoint(ahead):
                # "since its launch in January 2024"
                ahead = words[place + 1 : place + 7]
            return _since_date(ahead, published)
        if word in ("in", "for", "over") and place + 1 < len(words):
            index = view.claim_after(place + 1, 2)
            claim = view.claims[index] if index is not None else None
            if (
                claim
                and claim.kind == "duration"
                and claim.base_lower
                # "in one month" is for how long it was counted
                and not (claim.value == 1 and claim.unit in ("day", "night", "week", "month", "year"))
            ):
                return _within(days_of(claim), published)
            if words[place + 1 : place + 3] == ["a", "decade"]:
                return _within(DAYS_OF_A_DECADE, published)
    return None


def _within(days: float, published: datetime | None) -> dict[str, str]:
    """The scope of so many days before publication; days alone where that is no date."""
    if published is not None and days < published.toordinal() - 1:
        start = (published - timedelta(days=round(days))).date().isoformat()
        return {"scope": f"since:{start}", "from": start}
    return {"scope": f"within:{days:.0f}"}


def days_of(claim: Claim) -> float:
    """The days of a duration."""
    units = {
        "second": 86400.0,
        "minute": 1440.0,
        "hour": 24.0,
        "day": 1.0,
        "night": 1.0,
        "week": 1 / 7,
        "month": 12 / 365.25,
        "year": 1 / 365.25,
        "decade": 1 / 3652.5,
        "century": 1 / 36525.0,
    }
    value = claim.upper if claim.upper is not None else claim.lower
    return (value or 0.0) / units.get(claim.unit or "day", 1.0)


def _since_date(words: Sequence[str], published: datetime | None) -> dict[str, str] | None:
    """The day, month or year after "since", and the first day behind it: the month itself may have had more."""
    at = next((at for at, word in enumerate(words) if word in _MONTHS), None)
    month = None if at is None else _MONTHS.index(words[at]) + 1
    year = next((int(word) for word in words if len(word) == 4 and word.isdecimal()), None)
    if year is None:
        if month is None or published is None:
            return None
        year = published.year - (month > published.month)
    last = month or 12
    start = date(year + last // 12, last % 12 + 1, 1)
    if at is not None and month is not None:
        if words[max(0, at - 2) : at] in (["beginning", "of"], ["start", "of"]):
            # "since the beginning of October"
            start = date(year, month, 1)
        for word in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]):
            day = word.rstrip("stndrh")
            if len(day) < 3 and day.isdecimal() and 0 < int(day) <= 28:
                start = date(year, month, int(day) + 1)
                break
    return {"scope": f"since:{year}-{month or 1:02}-01", "from": start.isoformat()}


def period_of(view: View, start: int, end: int) -> str:
    """For how long the words of a sentence say that a number was counted: "monthly", "in any month"."""
    words = view.sentence.tokens.lower[start:end]
    periods = load_table("records")["periods"]
    for name in ("day", "week", "month", "quarter", "year"):
        if not record_words("periods", name).isdisjoint(words):
            return name
    for place, word in enumerate(words):
        # "one-day", "in any month"
        mark = words[place - 2 if words[place - 1] == "-" else place - 1] if place > 1 else words[0]
        if place and mark in record_words("periods", "before"):
            # "in the worst days of January"
            unit = periods["units"].get(word) or periods["units"].get(singular(word))
            if unit:
                return str(unit)
    return ""


def period_told(claim: Claim) -> str:
    """The period of a number's own time, or nothing where it has none."""
    if claim.time_role in ("since", "as_of") and claim.aggregation == "cumulative":
        return "cumulative"
    if claim.time_basis not in ("stated", "relative") or (claim.time_text or "").lower().startswith("this "):
        # "the deadliest this year" was no year's
        return ""
    # "four weeks earlier" is a week, and not the day that it ends on
    for unit in ("week", "month", "quarter", "year"):
        if unit in (claim.time_text or "").lower():
            return unit
    return _PERIODS_OF_PRECISION.get(claim.time_precision or "", "")


def month_of(view: View, token: int) -> str:
    """The number of the month whose record it is, if of one: "the hottest June day"."""
    for word in view.words(token + 1, token + 4):
        if word in _MONTHS:
            return f"{_MONTHS.index(word) + 1:02}"
        if not word.isalpha() or word in _BEFORE_TIMES:
            # "the most since 25 May", "the record 6,297 of July"
            return ""
    return ""


def thing_of(view: View, token: int) -> str:
    """The noun of the phrase that a superlative opens: "exchange" of "the biggest exchange of the war"."""
    tokens = view.sentence.tokens
    noun = ""
    for at in range(token + 1, min(len(tokens), token + 1 + LONGEST_PHRASE)):
        word = tokens.lower[at]
        if tokens.kind[at] != "w":
            if word == "-":
                continue
            break
        if bits_of(tokens, at) & FUNCTION or (noun and bits_of(tokens, at) & NUMBER):
            break
        if noun and tokens.text[at][:1].isupper():
            # "the heaviest marrow Britain has seen"
            break
        noun = singular(word)
    return "" if noun in record_words("generic", "words") else noun


def terms_of(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words of a text by which another is known to speak of the same."""
    return frozenset(term for sentence in sentences for term in _terms(sentence.tokens))


def _terms(tokens: Tokens) -> Iterator[str]:
    generic = record_words("generic", "words")
    for at, word in enumerate(tokens.lower):
        if len(word) < LEAST_TERM or tokens.kind[at] != "w" or bits_of(tokens, at) & (FUNCTION | NUMBER):
            continue
        noun = singular(word)
        if word not in generic and noun not in generic:
            yield noun


@cache
def _countries() -> dict[str, str]:
    """The country by words that name it alone."""
    names = {row["name"].lower(): row["name"].lower() for row in load_rows("countries")}
    found = {row["word"].lower(): row["country"].lower() for row in load_rows("demonyms")}
    for name in names:
        words = [word for word in name.split() if word not in record_words("generic", "of_countries")]
        if words:
            found.setdefault(max(words, key=len), name)
    return found


def countries_of(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The countries that sentences name, by their names or their people's."""
    known = _countries()
    return frozenset(
        [
            known[form]
            for sentence in sentences
            for at in sentence.tokens.capitals()
            if sentence.tokens.text[at][0].isupper()
            for form in (sentence.tokens.lower[at], singular(sentence.tokens.lower[at]))
            if form in known
        ]
    )


_WIDE = frozenset({"country", "nation", "national", "nationwide", "world", "worldwide"})


def is_wide(view: View, token: int, scope: str) -> bool:
    """Whether the record is one of the whole country or war, and not of a town."""
    start = max(0, token - 4)
    words = view.sentence.tokens.lower[start : token + LONGEST_SCOPE]
    if scope == "war" or not _WIDE.isdisjoint(words):
        return True
    return any(
        word in _countries() and _is_placed(view.sentence.tokens, start, start + place)
        for place, word in enumerate(words)
    )


def _is_placed(tokens: Tokens, floor: int, at: int) -> bool:
    """Whether the name that ends with a word stands behind "in" and the like: "in the Democratic Republic of Congo"."""
    while at > floor and (tokens.text[at - 1][:1].isupper() or tokens.lower[at - 1] == "the"):
        at -= 1
    return at > floor and tokens.lower[at - 1] in ("in", "on", "of", "against", "by")
