"""Relations between the claims of a document that its words state: sums, parts, shares, changes, records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.extract.relations.almost_sums import find_almost_sums
from claims.extract.relations.balances import find_balances
from claims.extract.relations.breakdowns import find_breakdowns, find_overfull
from claims.extract.relations.change_steps import find_steps
from claims.extract.relations.change_words import may_tell_factor
from claims.extract.relations.changes import find_changes
from claims.extract.relations.cues import scan
from claims.extract.relations.dated import Calendar
from claims.extract.relations.divided import find_divided
from claims.extract.relations.elapsed import events_told, find_elapsed
from claims.extract.relations.lists import lacks_singles, totals_of, without_strays, without_twice_counted
from claims.extract.relations.margins import find_margins
from claims.extract.relations.named_lists import find_named_lists
from claims.extract.relations.nearby import find_nearby
from claims.extract.relations.orders import find_orders
from claims.extract.relations.outcomes import find_outcomes
from claims.extract.relations.parts import find_parts
from claims.extract.relations.products import find_products
from claims.extract.relations.rates import find_rates, has_rate
from claims.extract.relations.ratios import find_ratios
from claims.extract.relations.record_series import find_series
from claims.extract.relations.records import find_all_records
from claims.extract.relations.remainders import find_remainders
from claims.extract.relations.restates import find_restatements
from claims.extract.relations.resumed import find_resumed
from claims.extract.relations.running import find_running
from claims.extract.relations.series import find_series_of_totals
from claims.extract.relations.shares import find_shares
from claims.extract.relations.spread import find_spread
from claims.extract.relations.sums import find_sums, part_of
from claims.extract.relations.tables import find_indented, find_total_lines
from claims.extract.relations.taken import find_taken
from claims.extract.relations.twice import find_twice
from claims.extract.relations.vague_counts import find_vague_counts, may_count_vaguely
from claims.extract.relations.view import Link, View, make_view
from claims.extract.relations.votes import find_seats, find_votes
from claims.extract.relations.within import cases_told, find_within
from claims.extract.sentences import Sentence
from claims.model import Claim, ClaimRelation, DateMention, Document, stable_hash

# Sentences before a number in which the numbers are looked for that it belongs to.
SENTENCES_BACK = 3
# Roles of figures that do not stand for the whole of what they count.
LIMBS = frozenset({"part", "from", "by", "left", "right"})

Sentences = Sequence[tuple[Sentence, Sequence[Claim]]]


def find_relations(
    document: Document, sentences: Sentences, dates: Sequence[Sequence[DateMention]] = ()
) -> tuple[Mapping[str, tuple[ClaimRelation, ...]], tuple[Claim, ...]]:
    """Return the relations by the id of the claim that plays a part in them, and the claims made of dates.

    ``dates`` are the time expressions of each sentence. They become claims where the document has no others.
    """
    found: dict[str, list[ClaimRelation]] = {}
    seen: set[str] = set()
    cues = [scan(sentence.tokens) if claims else None for sentence, claims in sentences]
    views = [
        make_view(sentence, claims, found) if claims else None
        for (sentence, claims), found in zip(sentences, cues, strict=True)
    ]
    links = without_twice_counted(without_strays(list(_links(sentences, views))))
    counted = [view for view in views if view is not None]
    links += find_indented(document.text, counted)
    links += find_almost_sums(counted, links)
    links += find_named_lists(sentences, views)
    changed = [
        view or make_view(sentence, ())
        for (sentence, _), view in zip(sentences, views, strict=True)
        if view is not None or (counted and may_tell_factor(sentence.tokens.lower))
    ]
    dated = {sentence.index: mentions for (sentence, _), mentions in zip(sentences, dates, strict=False)}
    links += find_nearby(counted, changed, links, dated, document.published)
    limbs = {claim.claim_id for link in links for role, claim in link.members if role in LIMBS}
    links += find_restatements(counted, limbs, totals_of(links))
    links += find_vague_counts(
        [
            view or make_view(sentence, ())
            for (sentence, _), view in zip(sentences, views, strict=True)
            if view is not None or may_count_vaguely(sentence)
        ]
        if counted
        else (),
        limbs,
    )
    if document.published is not None:
        links += find_running(counted, limbs)
    links += find_all_records(sentences, views, document.published, _no_rivals(links))
    lone: tuple[Claim, ...] = ()
    if any(dates) or document.published is not None:
        calendar = Calendar(document, sentences, dates)
        links += calendar.links(views, limbs)
        told = events_told(sentence.tokens.words for sentence, _ in sentences)
        passed = list(calendar.passed(views, links, told))
        # What is counted from a day says more than what is counted from a happening that the text does not date.
        better = {claim.claim_id for link in passed for role, claim in link.members if role == "duration"}
        links = [link for link in links if link.kind != "timed" or link.members[0][1].claim_id not in better]
        links += passed
        lone = tuple(calendar.lone[span] for span in sorted(calendar.lone))
    for link in links:
        members = [f"{role} {claim.span[0]} {claim.span[1]}" for role, claim in link.members]
        # The id of a claim holds the key of its document.
        # Of the dates beside a claim, each is a relation of its own.
        place = [f"{link.span[0]}-{link.span[1]}"] if link.members[0][0] == "beside" else []
        relation_id = stable_hash(link.members[0][1].claim_id, link.kind, *members, *place)
        if relation_id in seen:
            # Told twice, with other words.
            continue
        seen.add(relation_id)
        for role, claim in link.members:
            found.setdefault(claim.claim_id, []).append(
                ClaimRelation(
                    relation_id=relation_id,
                    kind=link.kind,
                    role=role,
                    cue=link.cue,
                    span=link.span,
                    detail=dict(link.detail),
                )
            )
    return {claim_id: tuple(relations) for claim_id, relations in found.items()}, lone


def _no_rivals(links: Sequence[Link]) -> set[str]:
    """The claims that no record is held against: parts, and sides of comparisons, if the text says so."""
    return {
        claim.claim_id
        for link in links
        if link.detail.get("strength") != "implied"
        for role, claim in link.members
        if role in ("part", "by", "left", "right")
    }


def _links(sentences: Sentences, views: Sequence[View | None]) -> Iterator[Link]:
    counted = [view for view in views if view is not None]
    if not counted:
        return
    earlier: list[View] = []
    title = counted[0] if counted[0].sentence.section == "headline" else None
    told: frozenset[str] | None = None
    cases = cases_told(counted)
    for view in counted:
        yield from _within(view, earlier, title)
        yield from find_within(view, earlier[-SENTENCES_BACK:], cases)
        if "duration" in view.sorts or "age" in view.sorts:
            if told is None:
                told = events_told(sentence.tokens.words for sentence, _ in sentences)
            yield from find_elapsed(view, told)
            yield from find_series(view)
        earlier.append(view)
    if any(has_rate(claim) for view in counted for claim in view.claims):
        yield from find_rates(counted)
    yield from find_products(counted)
    yield from find_total_lines(counted, [sentence for sentence, _ in sentences])
    yield from find_series_of_totals(counted)


def _within(view: View, earlier: Sequence[View], title: View | None) -> Iterator[Link]:
    """Yield the relations between numbers of one sentence, or of it and those before it.

    ``earlier`` are these, whatever their paragraph: news often has a paragraph for each sentence.
    """
    back = earlier[-SENTENCES_BACK:]
    paragraph = view.sentence.paragraph
    # Mostly none, as news has paragraphs of a sentence.
    before = (
        [other for other in back if other.sentence.paragraph == paragraph]
        if back and back[-1].sentence.paragraph == paragraph
        else []
    )
    parts = list(find_parts(view, back, earlier[:-SENTENCES_BACK]))
    yield from parts
    if len(view.claims) > 1:
        yield from find_shares(view, before)
        yield from find_margins(view)
        yield from find_changes(view, before)
    yield from find_steps(view, before)
    yield from find_ratios(view, before)
    yield from find_twice(view, before)
    yield from find_orders(view, back[-1] if back else None)
    told: list[Link] = list(find_overfull(view, parts)) if parts else []
    told += find_divided(view)
    yield from told
    for finder in (find_remainders(view, back), find_breakdowns(view), find_sums(view, before)):
        for link in finder:
            if link.kind != "sum" or not (
                lacks_singles(view, link) or any(part_of(link, other) for other in told)
            ):
                told.append(link)
                yield link
    balances = list(find_balances(view, before))
    yield from balances
    told += balances
    votes = [*find_votes(view, back), *find_seats(view)]
    yield from votes
    told += votes
    resumed = list(find_resumed(view, back, told, earlier))
    yield from resumed
    told += resumed
    became = list(find_outcomes(view, back, told))
    yield from became
    told += became
    yield from find_taken(view, back)
    yield from find_spread(view, back, title, told)
