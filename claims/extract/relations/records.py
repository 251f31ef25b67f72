"""Records: "the largest barrage of the war so far", "a record 728 drones", "the most since 2019"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues, relation_words
from claims.extract.relations.happenings import names_of
from claims.extract.relations.records_beaten import beaten_by, beaten_cues, rival_of
from claims.extract.relations.view import Link, View, category, head, middle
from claims.extract.sentences import Sentence
from claims.extract.word_classes import singular
from claims.model import Claim

# Words of the noun phrase that a superlative opens, and words up to the scope that it holds in.
LONGEST_PHRASE = 6
LONGEST_SCOPE = 14
# Records of one sentence.
MOST_RECORDS = 6
DAYS_OF_A_DECADE = 3652
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "the", "they"})
_SCOPES = ("war", "ever", "year", "month", "week", "so_far")


@cache
def record_heads() -> frozenset[str]:
    """Return the words that a sentence with a record holds at least one of."""
    table = relation_words()["record"]
    return frozenset(table["max"]) | frozenset(table["min"])


def find_records(
    view: View, published: datetime | None, before: View | None, after: View | None
) -> Iterator[Link]:
    """Yield the records that a sentence states.

    The number may stand in the sentence ``before`` ("It was the largest ...") or ``after``; the sentence
    itself may hold none.
    """
    words = view.sentence.tokens.lower
    table = relation_words()["record"]
    told: set[str] = set()
    heads = [token for token, word in enumerate(words) if word in record_heads()]
    for token in heads[:MOST_RECORDS]:
        word = words[token]
        if not _is_record(view, token):
            continue
        detail = _scope(view, token, published)
        if detail is None:
            continue
        detail["rank"] = _rank(words, token)
        detail["direction"] = (
            "min" if word in table["min"] or words[token + 1 : token + 2] == ["low"] else "max"
        )
        detail["words"] = word
        place = _claim_of(view, token, before, after)
        if place is None:
            continue
        owner, index = place
        claim = owner.claims[index]
        if claim.claim_id in told:
            continue
        told.add(claim.claim_id)
        members = [("claim", claim)]
        beaten = beaten_by(view, claim) or rival_of(owner, claim, detail["scope"], before, view, after)
        if beaten is not None:
            members.append(("previous", beaten))
        noun = head(claim)
        if noun:
            # Records of one thing, called so in different texts, are held against each other.
            detail["noun"] = noun
            detail["names"] = "|".join(sorted(names_of(owner.sentence) | names_of(view.sentence)))
        yield view.link("record", members, token, token + 1, detail)


def _is_record(view: View, token: int) -> bool:
    """Whether the superlative is one of a number of things, and claims the first place."""
    table = relation_words()["record"]
    own = table["words"]
    words = view.sentence.tokens.lower
    word = words[token]
    before = words[max(0, token - 4) : token]
    if before[-1:] and before[-1] in own["previous"]:
        return False
    following = words[token + 1] if token + 1 < len(words) else "."
    if word == "time":
        return words[max(0, token - 2) : token] == ["all", "-"] and following in table["all_time"]
    if word in table["plain"]:
        opening = before[:-1] if before[-1:] == ["the"] else before
        misread = word == "record" and bool(opening) and opening[-1] in own["not_before"]
        return following not in own["not_after"] and not misread
    if before[-1:] == ["at"] or (word == "most" and following in ("of", "recent", "likely", "important")):
        return False
    if "of" in before and not set(own["partial"]).isdisjoint(before):
        return False
    if not {"among", "amongst", "perhaps", "arguably", "not", "possibly"}.isdisjoint(before):
        return False
    if following in own["alone"]:
        return True
    nouns = own["nouns"]
    for near_word in words[token + 1 : token + 1 + LONGEST_PHRASE]:
        if near_word in (
            ",",
            ".",
            ";",
            "of",
            "in",
            "since",
            "for",
            "on",
            "at",
            "with",
            "and",
            "by",
            "(",
            "that",
        ):
            return False
        if near_word in nouns:
            return True
    return word == "most" and not {"since", "ever", "record"}.isdisjoint(words[token : token + 10])


def _rank(words: Sequence[str], token: int) -> str:
    ranks: dict[str, str] = relation_words()["record"]["ranks"]
    for word in reversed(words[max(0, token - 2) : token]):
        if word in ranks:
            return ranks[word]
    return "1"


@cache
def _scope_cues() -> CueSet:
    table = relation_words()["record"]["cues"]
    return compile_cues({name: table[name] for name in _SCOPES})


def _scope(view: View, token: int, published: datetime | None) -> dict[str, str] | None:
    """Return how far back the record reaches, or ``None`` if the text doesn't say."""
    tokens = view.sentence.tokens
    words = tokens.lower
    end = min(len(words), token + LONGEST_SCOPE)
    cues = [cue for cue in _scope_cues().find(tokens) if token - 4 <= cue.start < end]
    span = _since(view, token, end, published)
    named = {cue.name for cue in cues}
    if "war" in named:
        return {"scope": "war"}
    if span:
        return {"scope": span}
    for name in _SCOPES:
        if name in named:
            return {"scope": name}
    if words[token] in relation_words()["record"]["plain"]:
        return {"scope": "ever"}
    if token and words[token - 1] in ("its", "their"):
        return {"scope": "ever"}
    return None


def _since(view: View, token: int, end: int, published: datetime | None) -> str | None:
    """Read "since 2019", "since March 2022", "in five years"."""
    words = view.sentence.tokens.lower
    for place in range(token + 1, end):
        word = words[place]
        if word == "since" and place + 1 < len(words):
            return _date(words[place + 1 : place + 5], published)
        if word in ("in", "for", "over") and place + 1 < len(words):
            index = view.claim_after(place + 1, 2)
            claim = view.claims[index] if index is not None else None
            if claim and claim.kind == "duration" and claim.base_lower:
                return _within(_days(claim), published)
            if words[place + 1 : place + 3] == ["a", "decade"]:
                return _within(DAYS_OF_A_DECADE, published)
    return None


def _within(days: float, published: datetime | None) -> str:
    """The scope of so many days before publication; days alone where that is no date."""
    if published is not None and days < published.toordinal() - 1:
        return f"since:{(published - timedelta(days=round(days))).date().isoformat()}"
    return f"within:{days:.0f}"


def _days(claim: Claim) -> float:
    units = {
        "second": 86400.0,
        "minute": 1440.0,
        "hour": 24.0,
        "day": 1.0,
        "night": 1.0,
        "week": 1 / 7,
        "month": 12 / 365.25,
        "year": 1 / 365.25,
    }
    value = claim.upper if claim.upper is not None else claim.lower
    return (value or 0.0) / units.get(claim.unit or "day", 1.0)


def _date(words: Sequence[str], published: datetime | None) -> str | None:
    month = next((number for number, name in enumerate(_MONTHS, 1) if name in words), None)
    year = next((int(word) for word in words if len(word) == 4 and word.isdecimal()), None)
    if year:
        return f"since:{year}-{month or 1:02}-01"
    if month and published:
        return f"since:{published.year - (month > published.month)}-{month:02}-01"
    return None


def _claim_of(view: View, token: int, before: View | None, after: View | None) -> tuple[View, int] | None:
    """Return the number that is the record."""
    words = view.sentence.tokens.lower
    direct = view.claim_after(token + 1, 4 if words[token] == "record" else 1)
    if direct is not None and words[token] in ("record", "unprecedented"):
        gap = words[token + 1 : view.first[direct]]
        if all(
            word in ("high", "highs", "low", "of", "number", "a", "at", "total", "level", "-", "breaking")
            for word in gap
        ):
            return view, direct
    phrase = {singular(word) for word in words[token + 1 : token + 1 + LONGEST_PHRASE]}
    beaten = {view.claim_after(cue.end, 4) for cue in beaten_cues().find(view.sentence.tokens)}
    candidates = [
        index
        for index in range(len(view.claims))
        if index not in beaten and _may_be_record(view, index, words[token])
    ]
    following = [index for index in candidates if view.first[index] > token]
    leading = [index for index in candidates if view.first[index] < token]
    # "472 drones, the largest barrage": what stands in apposition follows its number.
    apposed = token >= 2 and "," in words[max(0, token - 3) : token]
    for side in (leading, following) if apposed else (following, leading):
        best = _best(view, side, phrase)
        if best is not None:
            return view, best
    if candidates or view.claims:
        return None
    opens = words[:1] and words[0] in _PRONOUNS
    for other in (before, after) if opens else (after, before):
        if other is not None:
            choices = [
                index for index in range(len(other.claims)) if _may_be_record(other, index, words[token])
            ]
            best = _best(other, choices, phrase)
            if best is not None:
                return other, best
    return None


def _may_be_record(view: View, index: int, word: str) -> bool:
    claim = view.claims[index]
    table = relation_words()["record"]
    kind = table["kinds"].get(word)
    if kind:
        return bool(claim.kind == kind)
    if category(claim) in ("age", "ratio", "duration"):
        return False
    first = view.first[index]
    if first and view.sentence.tokens.lower[first - 1] in relation_words()["list"]["places"]:
        return False
    sorts = table["sorts"].get(word)
    if not sorts:
        return True
    near_words = set(view.words(max(0, view.first[index] - 3), view.tail[index] + 3))
    return bool(claim.event == "killed" or not near_words.isdisjoint(sorts))


def _best(view: View, choices: Sequence[int], phrase: set[str]) -> int | None:
    """Return the claim whose noun is in the superlative's phrase, else the largest of the first's sort."""
    if not choices:
        return None
    for index in choices:
        item = view.claims[index].item
        if item and not phrase.isdisjoint({singular(word) for word in item.lower().split()}):
            return index
    sort = category(view.claims[choices[0]])
    alike = [index for index in choices if category(view.claims[index]) == sort]
    return max(alike, key=lambda index: (middle(view.claims[index]) or 0.0, -index))


def find_series(view: View) -> Iterator[Link]:
    """ "the second large-scale strike in two days"."""
    words = view.sentence.tokens.lower
    ranks = relation_words()["record"]["ranks"]
    if ranks.keys().isdisjoint(words):
        return
    nouns = relation_words()["record"]["words"]["nouns"]
    for index, claim in enumerate(view.claims):
        if claim.kind != "duration" or not claim.base_lower:
            continue
        opening = view.first[index]
        near_words = words[max(0, opening - 9) : opening]
        if not {"in", "within", "over"} & set(near_words[-4:]):
            continue
        rank = next((word for word in near_words if word in ranks), None)
        if rank and any(word in nouns for word in near_words) and not record_heads() & set(near_words):
            start = opening - len(near_words) + near_words.index(rank)
            detail = {
                "rank": ranks[rank],
                "scope": f"within:{round(_days(claim))}",
                "direction": "count",
                "words": rank,
            }
            yield view.link("record", [("claim", claim)], start, start + 1, detail)


def may_hold_record(sentence: Sentence) -> bool:
    """Whether a sentence is worth looking at: cheap, for the many without a number."""
    return not record_heads().isdisjoint(sentence.tokens.lower)
