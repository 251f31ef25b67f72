"""The verdict of a run in sentences that never say more than was compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claims.model import Check, Finding, Severity
from claims.report.sources import SEVERITIES, ReportData

Tone = Literal["error", "warning", "info", "clean", "unchecked"]
SEVERITY_WORDS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("info", "info"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``headline`` is what a reader must know first; ``details`` say what it rests on."""

    tone: Tone
    headline: str
    details: tuple[str, ...]
    hint: str

    @property
    def text(self) -> str:
        return " ".join((self.headline, *self.details))


def is_consistency(code: str) -> bool:
    """Whether a rule compares claims with one another, rather than one claim with what is possible."""
    return code.startswith("C") or code in {"T402", "T403"}


def plural(number: int, word: str, words: str | None = None) -> str:
    return f"{number:,} {word if number == 1 else words or word + 's'}"


def counted_by_severity(findings: tuple[Finding, ...], unlisted: Mapping[str, int]) -> str:
    """Write "2 errors, 1 warning"; severities without findings are left out."""
    counts = Counter(unlisted)
    counts.update(finding.severity for finding in findings)
    return ", ".join(
        plural(counts[severity], *SEVERITY_WORDS[severity]) for severity in SEVERITIES if counts[severity]
    )


def judge(data: ReportData) -> Verdict:
    """Sum up a run: consistency that was not checked first, then findings, then what was compared."""
    report = data.report
    dates = sum(check.comparisons for check in report.checks if check.code == "T404")
    if not report.claims and not report.findings:
        checked = f"only {plural(dates, 'date')} could be checked, without a finding" if dates else ""
        return Verdict(
            "unchecked",
            f"No claim was found in {plural(report.documents, 'document')}: {checked or 'nothing was checked'}.",
            _rejects(data),
            "Try claims extract PATH to see how the texts are read.",
        )
    findings = data.open_findings
    consistency = [check for check in report.checks if is_consistency(check.code)]
    compared = sum(check.comparisons for check in consistency)
    consistency_checked = compared > 0
    made = sum(check.comparisons for check in report.checks)
    if not made:
        return Verdict(
            "unchecked",
            f"Nothing was checked: no rule had anything to compare{_because(list(report.checks), report.documents)}.",
            _rejects(data),
            "Give dates with --published, or validate several documents about the same events together.",
        )
    parts: list[str] = []
    if not consistency_checked:
        parts.append(f"Consistency was not checked{_because(consistency, report.documents)}.")
    if findings:
        number = len(findings) + _unlisted(data, *SEVERITIES)
        parts.append(f"{plural(number, 'finding')}: {counted_by_severity(findings, data.unlisted)}.")
    elif consistency_checked:
        parts.append(
            f"No contradiction found in {plural(compared, 'comparison')} of claims with one another."
        )
    else:
        parts.append("What was checked of single claims raised no finding.")
    headline, *details = parts
    details += [
        *_left_out(data),
        *_undated(data),
        *_waived(data),
        _compared(data, made, compared),
        *_rejects(data),
    ]
    tone: Tone = findings[0].severity if findings else "clean"
    if not consistency_checked and tone in {"info", "clean"}:
        tone = "unchecked"
    return Verdict(tone, headline, tuple(details), _hint(data, consistency_checked))


def reasons_not_run(checks: list[Check]) -> list[tuple[str, list[Check]]]:
    """Group the rules that had nothing to compare by their reason, the most frequent reason first."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        if check.not_run is not None:
            groups.setdefault(check.not_run, []).append(check)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _because(checks: list[Check], documents: int) -> str:
    """Why nothing was compared: what the two rules that compare claims in general say, else most rules."""
    reasons = {check.code: check.not_run.rstrip(".") for check in checks if check.not_run is not None}
    general = [reasons[code] for code in ("C301", "C302")[: min(documents, 2)] if code in reasons]
    if not general:
        general = [reason.rstrip(".") for reason, _ in reasons_not_run(checks)[:1]]
    return f": {'; '.join(dict.fromkeys(general))}" if general else ""


def _unlisted(data: ReportData, *kinds: str) -> int:
    return sum(data.unlisted.get(kind, 0) for kind in kinds)


def _left_out(data: ReportData) -> list[str]:
    """Tell of findings that are too many to be listed."""
    number = sum(data.unlisted.values())
    if not number:
        return []
    listed = Counter(finding.code for finding in data.findings)
    codes = [check.code for check in data.report.checks if check.findings > listed[check.code]]
    return [f"And {number:,} more of {', '.join(codes)} in table findings."]


def _undated(data: ReportData) -> list[str]:
    """Tell of claims without a date where they are many: they are compared with nothing."""
    number = sum(check.findings for check in data.report.checks if check.code == "N103")
    if not number or number * 2 < data.report.claims:
        return []
    return [
        f"{number:,} of {plural(data.report.claims, 'claim')} could not be dated: --published says from when."
    ]


def _compared(data: ReportData, made: int, compared: int) -> str:
    """What the verdict rests on: comparisons of claims apart from checks of single claims."""
    checks = data.report.checks
    idle = sum(not check.comparisons for check in checks)
    parts = []
    if compared:
        parts.append(f"{plural(compared, 'comparison')} of claims with one another{_reached(data, compared)}")
    if made - compared:
        parts.append(f"{plural(made - compared, 'check')} of single claims")
    ran = f"{' and '.join(parts)}, by {len(checks) - idle} of {plural(len(checks), 'rule')}"
    if not idle:
        return f"{ran}."
    return f"{ran}; {idle} {'rule' if idle == 1 else 'rules'} had nothing to compare."


def _reached(data: ReportData, compared: int) -> str:
    """How many of the claims were compared with another, where every comparison was kept."""
    kept = [made for made in data.comparisons if is_consistency(made.code)]
    if len(kept) < compared:
        return ""
    own = {claim.claim_id for claim in data.claims}
    reached = own.intersection(claim_id for made in kept for claim_id in made.claim_ids)
    return f" ({len(reached):,} of {plural(data.report.claims, 'claim')})"


def _waived(data: ReportData) -> list[str]:
    parts = []
    waived = len(data.waived_findings) + _unlisted(data, "waived")
    if waived:
        parts.append(f"{plural(waived, 'more finding is', 'more findings are')} waived.")
    stale = sum(waiver.state == "stale" for waiver in data.waivers)
    if stale:
        parts.append(f"{plural(stale, 'waiver is', 'waivers are')} stale: the finding is gone.")
    return parts


def _rejects(data: ReportData) -> tuple[str, ...]:
    number = len(data.report.rejects)
    return (f"{plural(number, 'input')} could not be read.",) if number else ()


def _hint(data: ReportData, consistency_checked: bool) -> str:
    worst = data.open_findings[0] if data.open_findings else None
    if not consistency_checked and (worst is None or worst.severity == "info"):
        return "Next: validate documents about the same events together, with --published where a text is undated."
    if worst is not None:
        return f"Next: claims rule {worst.code} explains the first finding; claims report writes the whole as HTML."
    return "Next: claims report writes what was compared, and how, as HTML."
