"""The reports for machines: JSON and its schemas, SARIF, GitHub, JUnit, Markdown, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from markdown_it import MarkdownIt
from report_fixture import (
    CLAIMS,
    DOCUMENTS,
    FINDINGS,
    HOSTILE,
    JUNE,
    MANY,
    RECORD,
    ROW,
    make_claim,
    make_data,
    make_finding,
)

from claims.model import Document, ValidationReport
from claims.report import render
from claims.report.json_schema import FOLDER, names, schema, schema_text
from claims.report.jsonlines import claim_line
from claims.report.markdown import escaped
from claims.report.sarif import FINGERPRINT, uri_of
from claims.report.tables import (
    CLAIM_COLUMNS,
    FINDING_COLUMNS,
    claims_csv,
    claims_table,
    datapackage,
    findings_csv,
    findings_table,
    harmless,
    parquet_bytes,
)


def test_json_keeps_to_its_schema_and_order() -> None:
    written = json.loads(render(make_data(), "json"))
    jsonschema.Draft202012Validator(schema("validate.schema.json")).validate(written)
    assert [finding["waived"] for finding in written["findings"]] == [False] * 7 + [True]
    severities = [finding["severity"] for finding in written["findings"][:7]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert "finding_id" not in written["findings"][0]
    for finding in written["findings"]:
        for claim in finding["claims"]:
            start, end = claim["span"]
            assert DOCUMENTS[claim["document"]].text[start:end] == claim["quote"]


def test_json_does_not_depend_on_the_order_of_the_findings() -> None:
    report = make_data().report
    turned = report.model_copy(update={"findings": tuple(reversed(report.findings))})
    assert render(make_data(report=turned), "json") == render(make_data(), "json")


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.quote)
def test_claim_lines_keep_to_their_schema(claim: Any) -> None:
    line = claim_line(claim)
    assert "\n" not in line
    jsonschema.Draft202012Validator(schema("claim.schema.json")).validate(json.loads(line))


@pytest.mark.parametrize("name", names())
def test_published_schemas_are_those_of_the_models(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(name), (
        "run python -m claims.report.json_schema"
    )


def test_the_schema_refuses_what_the_report_never_writes() -> None:
    written = json.loads(render(make_data(), "json"))
    written["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, schema("validate.schema.json"))


# The parts of SARIF 2.1.0 that are written, as its schema has them.
_MESSAGE = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}},
    "additionalProperties": False,
}
_REGION = {
    "type": "object",
    "properties": {
        **{
            name: {"type": "integer", "minimum": 1}
            for name in ("startLine", "startColumn", "endLine", "endColumn")
        },
        "charOffset": {"type": "integer", "minimum": 0},
        "charLength": {"type": "integer", "minimum": 0},
        "snippet": {
            "type": "object",
            "properties": {"text": {"type": "string"}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_LOCATION = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": _MESSAGE,
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "kind": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": "^[A-Za-z0-9%/_.~:-]+$"}},
                    "additionalProperties": False,
                },
                "region": _REGION,
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_NOTIFICATION = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _MESSAGE,
        "associatedRule": {
            "type": "object",
            "properties": {"id": {"type": "string"}, "index": {"type": "integer"}},
            "additionalProperties": False,
        },
        "locations": {"type": "array", "items": _LOCATION},
    },
    "additionalProperties": False,
}
_RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _MESSAGE,
        "locations": {"type": "array", "items": _LOCATION, "maxItems": 1},
        "relatedLocations": {"type": "array", "items": _LOCATION, "uniqueItems": True},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"},
                },
                "additionalProperties": False,
            },
        },
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _MESSAGE,
        "fullDescription": _MESSAGE,
        "help": _MESSAGE,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": {"enum": ["none", "note", "warning", "error"]}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "version": {"type": "string"}, "rules": {"type": "array", "items": _RULE, "uniqueItems": True}}, "additionalProperties": False}}},
                    "automationDetails": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": False},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "newlineSequences": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
                    "invocations": {"type": "array", "items": {"type": "object", "required": ["executionSuccessful"], "properties": {"executionSuccessful": {"type": "boolean"}, "toolConfigurationNotifications": {"type": "array", "items": _NOTIFICATION}, "toolExecutionNotifications": {"type": "array", "items": _NOTIFICATION}}, "additionalProperties": False}},
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}  # fmt: skip


def sarif_run(**fields: Any) -> dict[str, Any]:
    log = json.loads(render(make_data(**fields), "sarif"))
    jsonschema.Draft202012Validator(_SARIF).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_regions_lead_back_to_the_text() -> None:
    texts = {uri_of(document.path or document.name): document for document in DOCUMENTS.values()}
    run = sarif_run()
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    seen = 0
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", [])):
            physical = place["physicalLocation"]
            document = texts[physical["artifactLocation"]["uri"]]
            region = physical["region"]
            if document is ROW:
                assert region["startLine"] == ROW.line
                assert "startColumn" not in region
                continue
            start = region["charOffset"]
            assert document.text[start : start + region["charLength"]] == region["snippet"]["text"]
            lines = re.split(r"\r\n|\r|\n", document.text)
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            seen += 1
    assert seen >= 10


def test_sarif_tells_waived_new_and_unchanged_findings_apart() -> None:
    run = sarif_run()
    waived = [result for result in run["results"] if "suppressions" in result]
    assert [result["ruleId"] for result in waived] == ["N103"]
    assert waived[0]["suppressions"][0]["justification"].startswith("the ministry gives no dates")
    states = {
        result["partialFingerprints"][FINGERPRINT]: result["baselineState"] for result in run["results"]
    }
    assert states[FINDINGS[0].finding_id] == "unchanged"
    assert states[FINDINGS[1].finding_id] == "new"
    assert all("baselineState" not in result for result in sarif_run(baseline=None)["results"])


def test_sarif_messages_hold_no_link_and_no_placeholder() -> None:
    claim = make_claim(RECORD, "728", value=728)
    finding = make_finding("C301", "n", "error", "see [here](http://x.invalid) {0}", "w", claim)
    report = ValidationReport(batch="b", documents=1, claims=1, rejects=(), checks=(), findings=(finding,))
    run = sarif_run(report=report)
    assert run["results"][0]["message"]["text"].startswith("see \\[here](http://x.invalid) {{0}}")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a b/ü.txt", "a%20b/%C3%BC.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("/x/y z.txt", "file:///x/y%20z.txt"),
        ("50%.txt", "50%25.txt"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    assert uri_of(path) == uri


def test_github_annotations_cannot_be_broken_out_of() -> None:
    hostile = Document(
        "a,b:c\n::error::x.txt", "12 and 13\r\n::set-output name=x::y", path="a,b:c\n::error::x.txt"
    )
    claim = make_claim(hostile, "12", value=12)
    finding = make_finding("C301", "n", "error", "50 %\n::warning::boo", "w\r::stop-commands::t", claim)
    report = ValidationReport(batch="b", documents=1, claims=1, rejects=(), checks=(), findings=(finding,))
    lines = render(make_data(report=report, documents={hostile.name: hostile}), "github").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(
        "::error file=a%2Cb%3Ac %3A%3Aerror%3A%3Ax.txt,line=1,endLine=1,col=1,endColumn=2,title="
    )
    assert "::50 %25 ::warning::boo" in lines[0]
    assert lines[1].startswith("::notice title=claims::")


def test_github_leaves_waived_findings_out() -> None:
    text = render(make_data(), "github")
    assert "N103" not in text
    assert "::error file=wires.jsonl,line=17,title=P202" in text


def test_junit_counts_what_failed_and_what_was_skipped() -> None:
    root = ElementTree.fromstring(render(make_data(), "junit"))
    assert root.attrib | {"name": ""} == {
        "name": "",
        "tests": "13",
        "failures": "7",
        "errors": "1",
        "skipped": "5",
    }
    assert len(root.findall(".//failure")) == 7
    assert len(root.findall(".//testcase")) == 13
    assert root.find(".//testcase[@classname='claims.C305']/skipped") is not None


def test_markdown_shows_texts_of_documents_as_text() -> None:
    text = render(make_data(), "md")
    html = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").render(text)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {
        "h1",
        "h2",
        "h3",
        "p",
        "strong",
        "blockquote",
        "details",
        "summary",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert "&lt;script&gt;alert('message')&lt;/script&gt;" in html
    assert "**7 findings: 4 errors, 2 warnings, 1 info.**" in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a | b", "a \\| b"),
        ("[x](y)", "\\[x\\](y)"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("@someone #12", "@\u2060someone \\#\u206012"),
        ("http://x.invalid", "http\\://x.invalid"),
        ("line\n# head", "line \\# head"),
    ],
)
def test_markdown_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1", "%0A=1"],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [-1.5, 3, None, "plain", "a=b", ""])
def test_other_cells_stay(cell: Any) -> None:
    assert harmless(cell) == cell


def test_csv_holds_every_claim_and_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(claims_csv(CLAIMS), newline="")))
    assert len(rows) == len(CLAIMS)
    by_id = {row["claim_id"]: row for row in rows}
    assert all(by_id[claim.claim_id]["sentence"] == claim.sentence for claim in CLAIMS)
    row = by_id[MANY.claim_id]
    assert row["attributed_to"].startswith("'=cmd")
    assert (row["lower"], row["upper"], row["approximate"]) == ("3000.0", "3000.0", "false")
    assert list(rows[0]) == list(CLAIM_COLUMNS)
    rows = list(csv.DictReader(io.StringIO(findings_csv(FINDINGS), newline="")))
    assert [row["code"] for row in rows] == [finding.code for finding in FINDINGS]
    assert json.loads(rows[0]["documents"]) == [JUNE.name, RECORD.name]


def test_parquet_holds_the_same_and_open_bounds_are_null() -> None:
    pyarrow_parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow_parquet.read_table(io.BytesIO(parquet_bytes(claims_table(CLAIMS))))
    assert table.column_names == list(CLAIM_COLUMNS)
    over = next(row for row in table.to_pylist() if row["quote"] == "more than 400")
    assert (over["lower"], over["upper"], over["lower_inclusive"]) == (400.0, None, False)
    assert findings_table(FINDINGS).column_names == list(FINDING_COLUMNS)
    assert findings_table(()).num_rows == 0


def test_datapackage_describes_the_files() -> None:
    package = json.loads(datapackage("b", {"claims.csv": CLAIM_COLUMNS, "findings.parquet": FINDING_COLUMNS}))
    assert [resource["path"] for resource in package["resources"]] == ["claims.csv", "findings.parquet"]
    assert all(re.fullmatch(r"[-a-z0-9._/]+", resource["name"]) for resource in package["resources"])
    fields = package["resources"][0]["schema"]["fields"]
    assert fields[0] == {"name": "claim_id", "type": "string"}


def test_notebooks_show_claims_and_findings_as_escaped_html() -> None:
    html = CLAIMS[-1]._repr_html_()
    assert "<mark>3,000</mark>" in html
    assert "<script" not in html
    html = FINDINGS[5]._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert HOSTILE.name not in html
