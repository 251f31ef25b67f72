"""Where a sentence claims a record: "the largest ... so far", "more than ever", "no night has seen more"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import compress

from claims.extract.relations.cues import Cue, relation_words
from claims.extract.relations.record_old import formers_of
from claims.extract.relations.record_scope import (
    LONGEST_PHRASE,
    LONGEST_SCOPE,
    record_words,
    scope_of,
    told_cues,
)
from claims.extract.relations.view import View
from claims.extract.sentences import Sentence
from claims.extract.word_guards import WordGuard

# Records of one sentence.
MOST_RECORDS = 6
# Words from "never" to the "so many" that it denies, and of a phrase to its noun.
FAR = 9
# Words from a denial to the "larger" that it denies, and the ends of its clause.
FARTHEST = 18
_ANY = frozenset({"any", "ever"})
_BREAKS = frozenset({";", ":", "but", "(", ")", "–", "—"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where a sentence claims a record: half-open tokens. ``beaten`` is the number that it says was beaten.

    ``first``: the number is a level that was not reached before. ``denied``: nothing else was ever more.
    """

    start: int
    end: int
    direction: str
    rank: int = 1
    scope: Mapping[str, str] | None = None
    beaten: int | None = None
    first: bool = False
    denied: bool = False


@cache
def record_heads() -> frozenset[str]:
    """Return the words that a sentence with a record holds at least one of."""
    table = relation_words()["record"]
    return frozenset(table["max"]) | frozenset(table["min"])


@cache
def _other_heads() -> frozenset[str]:
    """Words of which a sentence with a record that no superlative tells holds one."""
    return frozenset(
        {
            *record_words("phrases", "no"),
            *record_words("former", "nouns"),
            "ever",
            "any",
            "first",
            "second",
            "only",
            "unmatched",
            "unequalled",
            "unparalleled",
            "unseen",
        }
    )


_HEADS = WordGuard(lambda: record_heads() | _other_heads())


def may_hold_record(sentence: Sentence) -> bool:
    """Whether a sentence is worth looking at: cheap, for the many without a number."""
    return _HEADS.stands_in(sentence.tokens)


def sites_of(view: View, published: datetime | None) -> list[Site]:
    """The places of a sentence that claim a record, in the order of the text."""
    tokens = view.sentence.tokens
    words = tokens.lower
    table = relation_words()["record"]
    sites: list[Site] = []
    told = told_cues(view)
    known = record_heads()
    for cue in told.get("broken.cues", ()) if not known.isdisjoint(tokens.words) else ():
        beaten = view.claim_after(cue.end, 4)
        # "broke its record at 99" tells the new one
        if beaten is not None and words[cue.end : cue.end + 1] != ["at"]:
            least = "low" in words[cue.start : cue.end] or "lowest" in words[cue.start : cue.end]
            sites.append(Site(cue.start, cue.end, "min" if least else "max", beaten=beaten))
    heads = list(compress(range(len(words)), map(known.__contains__, words)))
    for token in heads[:MOST_RECORDS]:
        if any(site.start <= token < site.end for site in sites):
            continue
        scope = scope_of(view, token, published)
        if scope is None or not _is_record(view, token, scope):
            continue
        if any(former.start <= token < former.end for former in formers_of(view)):
            continue
        least = words[token] in table["min"] or words[token + 1 : token + 2] == ["low"]
        sites.append(Site(token, token + 1, "min" if least else "max", _rank(words, token), scope))
    return sites or [
        site
        for site in _phrases(view, published, told)
        if not any(site.start < old.end and old.start < site.end for old in formers_of(view))
    ]


def _phrases(view: View, published: datetime | None, told: Mapping[str, Sequence[Cue]]) -> Iterator[Site]:
    """Records that no superlative tells."""
    tokens = view.sentence.tokens
    words = tokens.lower
    if _other_heads().isdisjoint(tokens.words) and "phrases.max" not in told and "phrases.min" not in told:
        return
    for direction in ("max", "min"):
        for cue in told.get(f"phrases.{direction}", ())[:1]:
            # "this year, more than in any year before": what stands before says nothing of its reach
            scope = scope_of(view, cue.start, published) if "since" in words[cue.start :] else None
            yield Site(cue.start, cue.end, direction, scope=scope)
            return
    site = _than_any(words)
    if site is not None:
        yield site
        return
    for cue in told.get("phrases.behind", ())[:1]:
        yield Site(cue.start, cue.start, "max")
        return
    site = _denied(view, published)
    if site is not None:
        yield site
        return
    for cue in told.get("first.cues", ())[:1]:
        for direction, name in (("max", "above"), ("min", "below")):
            near = words[max(0, cue.start - FAR) : cue.end + FARTHEST]
            if not record_words("first", name).isdisjoint(near):
                scope = scope_of(view, cue.start, published) or {"scope": "ever"}
                yield Site(cue.start, cue.end, direction, scope=scope, first=True)
                return


def _than_any(words: Sequence[str]) -> Site | None:
    """ "More have died there in six months than in any year before"."""
    if "than" not in words:
        return None
    smaller = record_words("phrases", "smaller")
    compared = smaller | record_words("phrases", "larger")
    for at in compress(range(len(words)), map(compared.__contains__, words)):
        for than in range(at + 1, min(len(words), at + FARTHEST)):
            if words[than] in _BREAKS:
                break
            if words[than] == "than" and not _ANY.isdisjoint(words[than + 1 : than + 5]):
                return Site(at, than + 1, "min" if words[at] in smaller else "max")
    return None


def _denied(view: View, published: datetime | None) -> Site | None:
    """ "Never have so many come", "no attack has been larger", "it has not been hotter this summer"."""
    words = view.sentence.tokens.lower
    denials = record_words("phrases", "no")
    for at in compress(range(len(words)), map(denials.__contains__, words)):
        word = words[at]
        held = False
        for place in range(at + 1, min(len(words) - 1, at + FARTHEST)):
            near = words[place]
            if near in _BREAKS:
                break
            held = held or near in record_words("phrases", "hold")
            if not held and word != "never":
                continue
            following = words[place + 1]
            least = near in record_words("phrases", "smaller")
            if least or near in record_words("phrases", "larger"):
                # "no more than 40", "did not kill more than 40"
                plain = word == "not" and "been" not in words[at:place]
                if plain or (following == "than" and view.claim_after(place + 2, 0) is not None):
                    break
            elif near in record_words("phrases", "so"):
                least = following in record_words("phrases", "few")
                if not least and following not in record_words("phrases", "many"):
                    continue
                place += 1
            else:
                continue
            scope = scope_of(view, at, published) or {"scope": "ever"}
            return Site(at, place + 1, "min" if least else "max", scope=scope, denied=True)
    return None


def _is_record(view: View, token: int, scope: Mapping[str, str] | None) -> bool:
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
    if word == "peak" and not record_words("former", "against").isdisjoint(before):
        # "down from a peak of 6 %", "more than double the summer peak"
        return False
    if word in table["plain"]:
        opening = before[:-1] if before[-1:] == ["the"] else before
        misread = word == "record" and bool(opening) and opening[-1] in own["not_before"]
        return following not in own["not_after"] and not misread
    if word == "most" and following in record_words("subject", "unmeasured"):
        return False
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
            break
        if near_word in nouns:
            return True
    if scope is not None and not scope["scope"].startswith("within"):
        # "the country's largest province rose to 11.4 percent, the highest since 2015": the scope is another's
        return record_heads().isdisjoint(words[token + 2 : token + LONGEST_SCOPE]) or word in table["plain"]
    return word == "most" and not {"since", "ever", "record"}.isdisjoint(words[token : token + 10])


def _rank(words: Sequence[str], token: int) -> int:
    ranks: dict[str, str] = relation_words()["record"]["ranks"]
    for word in reversed(words[max(0, token - 2) : token]):
        if word in ranks:
            return int(ranks[word])
    return 1
