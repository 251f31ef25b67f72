"""Parts of a whole that the text names without its number: "of the drones launched on Sunday, 87 were shot down".

Another text may give the number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from claims.extract.relations.happenings import Told, party_names
from claims.extract.relations.record_scope import countries_of, terms_of
from claims.extract.relations.view import Link, View
from claims.extract.tokens import Tokens
from claims.extract.word_classes import FUNCTION, PAST, VERB, bits_of, is_participle, singular

# Words of the phrase that names a whole.
LONGEST = 18
_OPENS = frozenset({"of", "among", "amongst", "from"})
_THE = frozenset({"the", "those", "these", "all", "its", "their"})
_STARTS = frozenset({":", ";", ",", "—", "–", "that", "and", "“"})
_ENDS = frozenset({".", ";", ":", "—", "–"})
# "Six of the ten": a share or a rank of things, and no part of a number.
_NO_WHOLES = frozenset(
    {"year", "month", "week", "day", "time", "country", "world", "war", "city", "region", "population"}
)


def find_named_wholes(
    told: Sequence[Told], views: Sequence[View | None], parts: Collection[str]
) -> Iterator[Link]:
    """Yield such parts, each with the noun of its whole and what the sentence says of it.

    ``parts``: the ids of the claims whose whole the text numbers.
    """
    for place, view in enumerate(views):
        if view is None or _OPENS.isdisjoint(view.sentence.tokens.words):
            continue
        for index, claim in enumerate(view.claims):
            if claim.claim_id in parts or claim.kind not in ("count", "number") or claim.relation == "vague":
                continue
            phrase = _before(view, index) or _behind(view, index)
            if phrase is None:
                continue
            start, end = phrase
            noun = _noun(view.sentence.tokens, start, end)
            if noun is None:
                continue
            around = [told[0], told[place]] if place else [told[0]]
            sentences = [one.sentence for one in around]
            names = frozenset(name for one in around for name in one.names) | party_names(claim)
            detail = {
                "of": noun or "those",
                "names": "|".join(sorted(names)),
                "terms": "|".join(sorted(terms_of(sentences) - names)),
                "countries": "|".join(sorted(countries_of(sentences))),
            }
            yield view.link("part", [("named", claim)], start, end, {k: v for k, v in detail.items() if v})


def _before(view: View, index: int) -> tuple[int, int] | None:
    """The phrase that opens a clause before the number: "of the missiles launched, 42 were ..."."""
    lower = view.sentence.tokens.lower
    floor = view.tail[index - 1] if index else 0
    first = view.first[index]
    for at in range(floor, first - 2):
        if lower[at] in _OPENS and lower[at + 1] in _THE and (at == 0 or lower[at - 1] in _STARTS):
            return (at, first) if _ENDS.isdisjoint(lower[at:first]) else None
    return None


def _behind(view: View, index: int) -> tuple[int, int] | None:
    """The phrase behind the number: "507 of the children whom the clinic screened"."""
    lower = view.sentence.tokens.lower
    at = view.last[index]
    if lower[at : at + 1] not in (["of"], ["among"]) or at + 2 >= len(lower) or lower[at + 1] not in _THE:
        return None
    limit = view.first[index + 1] if index + 1 < len(view.first) else len(lower)
    end = min(limit, at + LONGEST)
    for place in range(at + 2, end):
        if lower[place] in _ENDS or lower[place] == ",":
            return at, place
    return at, end


def _noun(tokens: Tokens, start: int, end: int) -> str | None:
    """The noun of the whole, nothing for "those who ..."; ``None`` where it is no countable whole."""
    noun = ""
    for at in range(start + 2, end):
        word = tokens.lower[at]
        bits = bits_of(tokens, at)
        if (
            bits & (FUNCTION | VERB)
            or tokens.kind[at] != "w"
            or (noun and (bits & PAST or is_participle(word, bits)))
        ):
            break
        noun = singular(word)
    plural = tokens.lower[start + 1] in ("those", "these")
    if not noun:
        return "" if plural else None
    return None if noun in _NO_WHOLES else noun
