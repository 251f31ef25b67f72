"""The command line as its users meet it: real processes, exit codes, streams and messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

CLAIMS = Path(sys.executable).parent / "claims"
ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "claims" / "report" / "schemas"
BRIEFS = ROOT / "data" / "claims_data" / "samples" / "briefs"

SOUND = "Air defences shot down 296 drones and jammed 415 more, for a total of 711."
FALSE_SUM = "Air defences shot down 215 drones and jammed 31 more, for a total of 264."


def run(
    *arguments: str, cwd: Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(CLAIMS), *arguments],
        cwd=cwd,
        input=stdin,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def validate(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("validate", *arguments, "--format", "json", cwd=cwd, **environment)


def test_a_false_sum_is_found_and_named(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(FALSE_SUM, encoding="utf-8")
    done = validate("brief.txt", "--published", "2025-08-02", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    (finding,) = (one for one in report["findings"] if one["severity"] == "error")
    assert finding["code"] == "C304"
    assert "246" in finding["working"]
    assert "264" in finding["working"]
    for claim in finding["claims"]:
        start, end = claim["span"]
        assert FALSE_SUM[start:end] == claim["quote"]


def test_a_sound_sum_is_clean_and_counted(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(SOUND, encoding="utf-8")
    done = validate("brief.txt", "--published", "2025-08-02", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    checks = {check["code"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["C304"]["comparisons"] == 1
    assert checks["C304"]["not_run"] is None
    assert checks["C307"]["comparisons"] == 0
    assert checks["C307"]["not_run"]


def test_the_json_holds_to_its_schema(tmp_path: Path) -> None:
    done = validate(str(BRIEFS), cwd=tmp_path)
    schema = json.loads((SCHEMAS / "validate.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(done.stdout), schema)


def test_extracted_claims_hold_to_their_schema(tmp_path: Path) -> None:
    done = run("extract", str(BRIEFS), "--format", "jsonl", cwd=tmp_path)
    schema = json.loads((SCHEMAS / "claim.schema.json").read_text(encoding="utf-8"))
    lines = done.stdout.splitlines()
    assert len(lines) > 20
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def test_runs_are_byte_identical_wherever_and_however_they_run(tmp_path: Path) -> None:
    outputs = set()
    environments: list[dict[str, str]] = [
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    for number, environment in enumerate(environments, start=1):
        database = str(tmp_path / f"{number}.duckdb")
        done = validate(str(BRIEFS), "--db", database, "--jobs", str(number), cwd=tmp_path, **environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_the_same_batch_again_adds_nothing_and_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(FALSE_SUM, encoding="utf-8")
    first = validate("brief.txt", "--batch", "one", cwd=tmp_path)
    again = validate("brief.txt", "--batch", "one", cwd=tmp_path)
    assert again.stdout == first.stdout
    counted = run("sql", "SELECT count(*) AS claims FROM claims", "--format", "json", cwd=tmp_path)
    assert json.loads(counted.stdout) == [{"claims": 3}]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["validate", "missing.txt"], "missing.txt"),
        (["validate", "empty-folder"], "empty-folder"),
        (["validate", "brief.txt", "--published", "someday"], "someday"),
        (["validate", "brief.txt", "--fail-on", "sometimes"], "sometimes"),
        (["validate", "brief.txt", "--suite", "nosuch"], "nosuch"),
        (["validate"], "PATH"),
        (["report", "--db", "missing.duckdb"], "missing.duckdb"),
        (["sql", "SELECT 1", "--db", "brief.txt"], "brief.txt"),
        (["rule", "X999"], "X999"),
    ],
)
def test_usage_and_file_errors_exit_with_two(tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "brief.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "empty-folder").mkdir()
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_setting_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "claims.toml").write_text('fail_on = "sometimes"\n', encoding="utf-8")
    done = run("validate", "brief.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "claims.toml" in done.stderr
    assert "fail_on" in done.stderr


def test_bad_input_never_loses_good_input(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        json.dumps({"id": "good", "text": FALSE_SUM}) + "\n" + '{"id": "cut", "text": "The repo\n' + "\n",
        encoding="utf-8",
    )
    (tmp_path / "rows.csv").write_text(
        'statement,published\n"3 people were killed",not a date\n', encoding="utf-8"
    )
    (tmp_path / "latin.txt").write_bytes("Zwölf Verletzte in Köln".encode("latin-1"))
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = validate("rows.jsonl", "rows.csv", "latin.txt", "empty.txt", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert "C304" in {finding["code"] for finding in report["findings"]}
    rejects = {(reject["file"], reject["line"]) for reject in report["rejects"]}
    assert rejects == {("rows.jsonl", 2), ("rows.csv", 2), ("latin.txt", 1), ("empty.txt", None)}


def test_a_long_line_is_read_whole(tmp_path: Path) -> None:
    filler = "The report has no figure in this part of it. "
    (tmp_path / "long.txt").write_text(filler * 110_000 + FALSE_SUM, encoding="utf-8")
    done = validate("long.txt", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["claims"] == 3


@pytest.mark.parametrize("text", ["Nothing here counts anything.", "Talks went on in Geneva on 3 May 2024."])
def test_a_text_without_claims_exits_with_three(tmp_path: Path, text: str) -> None:
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    done = run("validate", "brief.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "no claim" in (done.stdout + done.stderr).lower()


def test_the_verdict_says_first_that_consistency_was_not_checked(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Rescuers found 12 hikers.", encoding="utf-8")
    done = run("validate", "brief.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "onsistency" in done.stdout


def test_statements_are_parsed_from_arguments_and_stdin(tmp_path: Path) -> None:
    argument = run("parse", "50 to 135 meters per day", "--format", "jsonl", cwd=tmp_path)
    piped = run("parse", "--format", "jsonl", cwd=tmp_path, stdin="50 to 135 meters per day\n")
    assert argument.stdout == piped.stdout
    claim = json.loads(argument.stdout)
    assert (claim["lower"], claim["upper"], claim["unit"]) == (50, 135, "meter/day")


def test_the_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from claims_cli.main import app;"
        "result = CliRunner().invoke(app, ['--help']); assert result.exit_code == 0;"
        "print(sorted({'great_expectations', 'pandas', 'pint', 'duckdb', 'jinja2', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_explains_itself(tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path).stdout
    from claims_cli.main import app

    names = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    assert len(names) >= 12
    for name in names:
        assert name in listed
        done = run(name, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert "Example: claims" in done.stdout
