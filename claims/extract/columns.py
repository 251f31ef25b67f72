"""The columns of a structured row win over what its statement says.

``docs/context.md`` lists the columns. Others are kept with the document and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from claims.errors import InputError, UnitError
from claims.extract.context_canonical import canonical_actor, canonical_place
from claims.extract.context_measures import COUNTING, may_measure, measure_named
from claims.extract.dates import find_dates
from claims.extract.quantities import find_quantities
from claims.lexicon.trees import concepts, events, line_of, place_parents
from claims.model import Claim, Document, Modality, QuantityMention
from claims.normalise.quantities import normalise
from claims.normalise.registry import unit_info

_BOUNDS = ("value", "lower", "upper", "unit")


def apply_columns(claims: list[Claim], document: Document) -> list[Claim]:
    """Return the claims of a structured row with the columns of the row in place.

    Where a column and the statement say different things, ``column_conflicts`` of the claim keeps both.
    ``measure``, ``event``, ``concept``, ``item``, ``value``, ``lower``, ``upper`` and ``unit`` speak of one
    claim, the first that they fit, else the first of all; the other columns speak of each. Raises ``InputError`` for a column that cannot be read.
    """
    columns = document.columns
    chosen = _chosen(claims, document)
    changed = []
    for claim in claims:
        update: dict[str, Any] = {}
        conflicts: dict[str, tuple[str, str]] = {}
        for read in (_names, _time, _modality):
            read(claim, document, update, conflicts)
        if claim is chosen:
            _measure(claim, document, update, conflicts)
            _bounds(claim, document, update, conflicts)
            if "item" in columns:
                update["item"] = columns["item"].strip()
        if conflicts:
            update["column_conflicts"] = conflicts
        changed.append(claim.model_copy(update=update) if update else claim)
    return changed


def _measure(
    claim: Claim, document: Document, update: dict[str, Any], conflicts: dict[str, tuple[str, str]]
) -> None:
    columns = document.columns
    if "measure" in columns:
        measure = measure_named(columns["measure"])
        update["measure"] = measure
        event, colon, concept = measure.partition(":")
        if colon:
            update["event"], update["concept"] = event, concept
        if claim.measure is not None and not _nested_measures(measure, claim.measure):
            conflicts["measure"] = (measure, claim.measure)
    trees = (("event", events()), ("concept", concepts()))
    for column, nodes in trees:
        if column not in columns:
            continue
        given, stated = columns[column].strip(), getattr(claim, column)
        update[column] = given
        parents = {name: node.parent for name, node in nodes.items()}
        if stated is not None and not _nested(given, stated, parents):
            conflicts[column] = (given, stated)
    if "measure" not in columns and ("event" in columns or "concept" in columns):
        event, concept = (update.get(name) or getattr(claim, name) for name in ("event", "concept"))
        if event and concept:
            update["measure"] = f"{event}:{concept}"


def _names(
    claim: Claim, document: Document, update: dict[str, Any], conflicts: dict[str, tuple[str, str]]
) -> None:
    readers: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("place", "place", canonical_place),
        ("actor", "actor", canonical_actor),
        ("target", "target", canonical_actor),
        ("source", "attributed_to", str.strip),
    )
    for column, field, canonical in readers:
        if column not in document.columns:
            continue
        given, stated = canonical(document.columns[column]), getattr(claim, field)
        update[field] = given
        if stated is None:
            continue
        same = _same_words(given, stated) if column == "source" else _nested(given, stated, place_parents())
        if not same:
            conflicts[column] = (given, stated)


def _time(
    claim: Claim, document: Document, update: dict[str, Any], conflicts: dict[str, tuple[str, str]]
) -> None:
    text = document.columns.get("date")
    if text is None:
        return
    found = find_dates(text, document.published)
    if not found or (found[0].start is None and found[0].end is None):
        raise _unreadable(document, "date", text)
    date = found[0]
    start = date.start.isoformat() if date.start else None
    end = date.end.isoformat() if date.end else None
    start, end = _short(start), _short(end)
    update |= {
        "time_text": text.strip(),
        "time_start": start,
        "time_end": end,
        "time_edtf": date.edtf,
        "time_precision": date.precision,
        "time_basis": date.basis,
        "time_role": claim.time_role or date.role,
    }
    stated = claim.time_basis in {"stated", "relative"} and (claim.time_start or claim.time_end)
    if stated and not _overlap((start, end), (claim.time_start, claim.time_end)):
        conflicts["date"] = (text.strip(), claim.time_text or f"{claim.time_start}/{claim.time_end}")


def _modality(
    claim: Claim, document: Document, update: dict[str, Any], conflicts: dict[str, tuple[str, str]]
) -> None:
    text = document.columns.get("modality")
    if text is None:
        return
    modality = text.strip().lower()
    if modality not in get_args(Modality):
        raise _unreadable(document, "modality", text)
    update["modality"] = modality
    if claim.modality not in {modality, "asserted", "reported"}:
        conflicts["modality"] = (modality, claim.modality)


def _bounds(
    claim: Claim, document: Document, update: dict[str, Any], conflicts: dict[str, tuple[str, str]]
) -> None:
    columns = document.columns
    if not any(name in columns for name in _BOUNDS):
        return
    given = {name: _number(document, name) for name in ("value", "lower", "upper") if name in columns}
    unit = _unit(document, columns["unit"]) if "unit" in columns else claim.unit or "1"
    if unit != claim.unit:
        conflicts["unit"] = (unit, claim.unit or "")
        update["unit"] = unit
    if not given and unit == claim.unit:
        return
    for name, number in given.items():
        stated = getattr(claim, name)
        if name == "value" and not _fits(number, claim):
            conflicts[name] = (columns[name].strip(), claim.quote)
        elif name != "value" and stated is not None and stated != number:
            conflicts[name] = (columns[name].strip(), f"{stated:g}")
    value = given.get("value")
    lower = given.get("lower", value if value is not None else claim.lower)
    upper = given.get("upper", value if value is not None else claim.upper)
    if value is not None and "value" not in conflicts and unit == claim.unit:
        # The column agrees with the words, which say more of how exact it is ("more than 400").
        return
    mention = QuantityMention(
        span=claim.span,
        quote=claim.quote,
        relation="="
        if lower == upper
        else "range"
        if lower is not None and upper is not None
        else ">="
        if upper is None
        else "<=",
        lower=lower,
        upper=upper,
        lower_inclusive=None if lower is None else True,
        upper_inclusive=None if upper is None else True,
        value=lower if lower == upper else None,
        approximate=False,
        direction=claim.direction,
        kind=claim.kind,
        unit=unit,
        number_span=claim.span,
    )
    bounds = normalise(mention)
    update |= {
        name: getattr(mention, name)
        for name in (
            "relation",
            "lower",
            "upper",
            "lower_inclusive",
            "upper_inclusive",
            "value",
            "approximate",
        )
    }
    update |= {
        name: getattr(bounds, name)
        for name in ("dimension", "base_unit", "base_lower", "base_upper", "check_lower", "check_upper")
    }


def _chosen(claims: list[Claim], document: Document) -> Claim | None:
    """The claim that the columns of measure and value speak of."""
    columns = document.columns
    if not claims:
        return None
    fitting = claims
    if "value" in columns:
        number = _number(document, "value")
        fitting = [claim for claim in fitting if _fits(number, claim)] or fitting
    if "unit" in columns:
        unit = _unit(document, columns["unit"])
        fitting = [claim for claim in fitting if claim.unit == unit] or fitting
    if "measure" in columns:
        measure = measure_named(columns["measure"])
        same = [claim for claim in fitting if claim.measure and _nested_measures(measure, claim.measure)]
        fitting = (
            same
            or [claim for claim in fitting if may_measure(measure, claim.kind, claim.unit or "1")]
            or fitting
        )
    elif "event" in columns or "concept" in columns:
        fitting = [claim for claim in fitting if claim.kind in COUNTING] or fitting
    return fitting[0]


def _fits(number: float, claim: Claim) -> bool:
    """Whether the words allow the number: "more than 400" allows 410, and 400 as what was written."""
    if claim.value is not None and claim.value == number:
        return True
    lower, upper = claim.lower, claim.upper
    if lower is None and upper is None:
        return False
    if claim.relation in {"=", "~"} and claim.value is not None:
        return abs(number - claim.value) <= abs(claim.value) * (0.1 if claim.approximate else 1e-9)
    return (lower is None or number >= lower) and (upper is None or number <= upper)


def _number(document: Document, column: str) -> float:
    text = document.columns[column].strip()
    try:
        return float(text.replace(",", "").replace("_", ""))
    except ValueError:
        raise _unreadable(document, column, text) from None


def _unit(document: Document, text: str) -> str:
    unit = text.strip()
    try:
        unit_info(unit)
    except UnitError:
        found = find_quantities(f"2 {unit}")
        if len(found) != 1 or found[0].unit == "1" or found[0].unknown_unit is not None:
            raise _unreadable(document, "unit", text) from None
        return found[0].unit
    return unit


def _unreadable(document: Document, column: str, text: str) -> InputError:
    return InputError(
        f"the column {column} cannot be read: {text.strip()!r}", path=document.path, line=document.line
    )


def _nested_measures(left: str, right: str) -> bool:
    """Whether one measure is the other or holds it ("killed:person" and "killed:civilian")."""
    if left == right:
        return True
    (left_event, colon, left_concept), (right_event, other, right_concept) = (
        left.partition(":"),
        right.partition(":"),
    )
    if not colon or not other:
        return False
    event_parents = {name: node.parent for name, node in events().items()}
    concept_parents = {name: node.parent for name, node in concepts().items()}
    return _nested(left_event, right_event, event_parents) and _nested(
        left_concept, right_concept, concept_parents
    )


def _nested(left: str, right: str, parents: Mapping[str, str | None]) -> bool:
    return left == right or left in line_of(right, parents) or right in line_of(left, parents)


def _same_words(left: str, right: str) -> bool:
    """Whether two names of a source share what tells them apart ("Ukrainian air force", "Ukraine's air force")."""
    one, two = left.casefold().replace("’", "'"), right.casefold().replace("’", "'")
    if one in two or two in one:
        return True
    return bool(
        set(one.replace("'s", "").split()) & set(two.replace("'s", "").split()) - {"the", "of", "and"}
    )


def _overlap(left: tuple[str | None, str | None], right: tuple[str | None, str | None]) -> bool:
    return (left[0] is None or right[1] is None or left[0] < right[1]) and (
        right[0] is None or left[1] is None or right[0] < left[1]
    )


def _short(moment: str | None) -> str | None:
    return moment.removesuffix("T00:00:00") if moment is not None else None
