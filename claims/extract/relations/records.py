"""Records: "the largest barrage of the war so far", "a record 728 drones", "more than ever in one month"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from claims.extract.relations.happenings import names_of, party_names
from claims.extract.relations.record_rivals import record_deeds, rival_of
from claims.extract.relations.record_scope import (
    countries_of,
    is_wide,
    month_of,
    period_of,
    period_told,
    record_words,
    terms_of,
    thing_of,
)
from claims.extract.relations.record_sites import FAR, Site, may_hold_record, sites_of
from claims.extract.relations.record_subject import claim_of
from claims.extract.relations.records_beaten import beaten_by, exceptions_of, former_of
from claims.extract.relations.view import Link, View, head, make_view
from claims.extract.sentences import Sentence
from claims.model import Claim

# Sentences to either side of a record in which figures are looked for that it is held against, and those in which
# only figures count that are told as the record of before, or of a time and thing that leave no doubt.
BEFORE, AFTER = 3, 4
FAR_BEFORE, FAR_AFTER = 6, 12
_THEM = (["them"], ["these"], ["those"], ["all"])


def find_all_records(
    sentences: Sequence[tuple[Sentence, Sequence[Claim]]],
    views: Sequence[View | None],
    published: datetime | None,
    limbs: Collection[str],
) -> Iterator[Link]:
    """Yield the records that a text states, each with the figure that it is held against if the text gives one.

    ``limbs``: the ids of claims that do not stand for the whole of what they count.
    """
    for place, (sentence, claims) in enumerate(sentences):
        if not may_hold_record(sentence):
            continue
        around = [view for view in views[max(0, place - BEFORE) : place + AFTER + 1] if view is not None]
        if not around:
            continue
        far = [
            view
            for span in (
                views[max(0, place - FAR_BEFORE) : max(0, place - BEFORE)],
                views[place + AFTER + 1 :][: FAR_AFTER - AFTER],
            )
            for view in span
            if view is not None
        ]
        view = views[place] or make_view(sentence, claims)
        before = views[place - 1] if place else None
        after = views[place + 1] if place + 1 < len(views) else None
        lead = sentences[0][0]
        yield from _records(view, published, before, after, around, far, lead, limbs)


def _records(
    view: View,
    published: datetime | None,
    before: View | None,
    after: View | None,
    around: Sequence[View],
    far: Sequence[View],
    lead: Sentence,
    limbs: Collection[str],
) -> Iterator[Link]:
    """The number may stand in the sentence ``before`` ("It was the largest ...") or ``after``."""
    told: set[str] = set()
    for site in sites_of(view, published):
        place = claim_of(view, site, before, after)
        if place is None:
            continue
        owner, index = place
        claim = owner.claims[index]
        before_it = owner.words(max(0, owner.first[index] - 2), owner.first[index])
        if claim.claim_id in told or before_it == ["out", "of"] or before_it[-1:] == ["from"]:
            # "56 out of 59 seats, a record"; "from 2,222 to" a year, as it reads
            continue
        if (claim.unit or "").startswith("degree") and "daily" in view.sentence.tokens.lower:
            # "a daily heat record" is one of that date in other years
            continue
        told.add(claim.claim_id)
        detail = dict(site.scope or {"scope": "ever"})
        if detail["scope"] == "year" and "" < (claim.time_start or "") < detail.get("from", ""):
            # "The deadliest month of the year was March", told in January: of a year that is over
            detail |= {"from": f"{(claim.time_start or '')[:4]}-01-01", "among": "all"}
        detail["rank"] = str(site.rank)
        detail["direction"] = site.direction
        detail["words"], _ = view.phrase(site.start, site.end)
        if site.first:
            detail["first"] = "yes"
        if _among_all(view, site):
            detail["among"] = "all"
        detail |= _likeness(view, owner, index, site, lead)
        beyond = list(exceptions_of(view, after, claim, site.end))
        for words, other in beyond:
            members = [("claim", other), ("previous", claim)]
            yield view.link("record", members, site.start, site.end, {**detail, "rank": "1", "beyond": words})
        earlier: list[Claim] = []
        if site.beaten is not None:
            earlier.append(view.claims[site.beaten])
        elif site.rank == 1 and not beyond:
            earlier += former_of(owner, claim, [*around, *far])
            beaten = beaten_by(view, claim) if not earlier else None
            earlier += [beaten] if beaten is not None else []
        if not earlier:
            excepted = [other for _, other in beyond]
            reach = {**detail, "told": published.date().isoformat()} if published else detail
            rival = rival_of(owner, index, reach, around, far, view, excepted, limbs)
            earlier += [rival] if rival is not None else []
        members = [("claim", claim), *(("previous", other) for other in earlier)]
        yield view.link("record", members, site.start, site.end, detail)


def _among_all(view: View, site: Site) -> bool:
    """Whether later figures count, too: "more than on any other day", "is the largest of the war"."""
    words = view.sentence.tokens.lower
    if "other" in words[site.start : site.end + 2] or (
        words[site.end : site.end + 1] == ["of"] and words[site.end + 1 : site.end + 2] in _THEM
    ):
        return True
    before = words[max(0, site.start - 4) : site.start]
    return "remains" in before or "remain" in before


def _is_anybody(claim: Claim) -> bool:
    """Whether all those counted are, whatever they are called, persons to whom the same befell: "389 patients admitted"."""
    noun = head(claim)
    return claim.event is not None and (
        noun in record_words("rivals", "persons")
        or (noun is not None and record_deeds().get(noun) == claim.event)
    )


def _likeness(view: View, owner: View, index: int, site: Site, lead: Sentence) -> dict[str, str]:
    """By what other texts' figures are known to be of the same thing."""
    claim = owner.claims[index]
    told = [view.sentence] if owner is view else [owner.sentence, view.sentence]
    names = names_of(view.sentence) | names_of(owner.sentence) | party_names(claim)
    scope = str((site.scope or {}).get("scope", ""))
    detail = {
        "noun": head(claim) or "",
        "thing": thing_of(view, site.end - 1),
        "period": period_of(view, max(0, site.start - FAR), site.end + FAR) or period_told(claim),
        "names": "|".join(sorted(names | (names_of(lead) if not names else frozenset()))),
        "terms": "|".join(sorted(terms_of(told))),
        "countries": "|".join(sorted(countries_of([*told, lead]))),
        "month": month_of(view, site.end - 1),
        "wide": "yes" if is_wide(view, site.start, scope) else "",
        "own": "yes" if view.words(site.start - 1, site.start) in (["its"], ["their"]) else "",
        "anybody": "yes" if _is_anybody(claim) else "",
    }
    return {name: words for name, words in detail.items() if words}
