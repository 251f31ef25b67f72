"""The run as JUnit XML: a test case for every rule that compared something, and for every finding."""

from __future__ import annotations

from xml.etree import ElementTree

from claims.model import Check, Finding
from claims.report.locate import location
from claims.report.sources import ReportData
from claims.report.visible import visible


def render(data: ReportData, *, colour: bool = False, width: int = 100) -> str:
    """A test suite a rule: findings fail, rules without a comparison and waived findings are skipped."""
    del colour, width
    by_code: dict[str, list[Finding]] = {}
    for finding in data.findings:
        by_code.setdefault(finding.code, []).append(finding)
    root = ElementTree.Element("testsuites", name=f"claims {visible(data.report.batch)}")
    for check in sorted(data.report.checks, key=lambda check: check.code):
        _suite(root, check, by_code.pop(check.code, []), data)
    for code, findings in sorted(by_code.items()):
        unlisted = Check(code=code, name=findings[0].name, comparisons=len(findings), findings=len(findings))
        _suite(root, unlisted, findings, data)
    if data.report.rejects:
        suite = ElementTree.SubElement(root, "testsuite", name="input")
        for reject in data.report.rejects:
            place = reject.file if reject.line is None else f"{reject.file}:{reject.line}"
            case = ElementTree.SubElement(suite, "testcase", classname="claims.input", name=visible(place))
            ElementTree.SubElement(case, "error", message=visible(reject.reason), type="not-read")
        _count(suite)
    for attribute in ("tests", "failures", "errors", "skipped"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, check: Check, findings: list[Finding], data: ReportData) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=f"{check.code} {check.name}")
    classname = f"claims.{check.code}"
    if not findings:
        case = ElementTree.SubElement(
            suite, "testcase", classname=classname, name=f"{check.comparisons} comparisons"
        )
        if check.not_run is not None:
            ElementTree.SubElement(case, "skipped", message=visible(check.not_run))
    for finding in findings:
        where = [location(data.documents.get(c.document), c.document, c.span) for c in finding.claims]
        case = ElementTree.SubElement(
            suite, "testcase", classname=classname, name=visible(f"{where[0]} {finding.finding_id}")
        )
        if finding.waived:
            ElementTree.SubElement(case, "skipped", message=visible(f"waived: {data.waiver_reason(finding)}"))
            continue
        failure = ElementTree.SubElement(
            case, "failure", message=visible(finding.message), type=finding.severity
        )
        failure.text = visible(f"{finding.working} ({'; '.join(where)})")
    _count(suite)


def _count(suite: ElementTree.Element) -> None:
    suite.set("tests", str(len(suite)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
