"""The command line, as a person uses it."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.errors import InputError, QawlError

Run = Callable[..., tuple[int, str, str]]
ARTICLE = "قال وزير المالية سامي الخطيب إن العجز سيتراجع هذا العام. وأضاف أن الضرائب لن ترتفع."


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    data_dir: Path,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("QAWL_DATA_DIR", str(data_dir))
    monkeypatch.setenv("QAWL_DATABASE", f"sqlite:///{tmp_path}/cli.db")
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        import io

        monkeypatch.setattr(sys, "argv", ["qawl", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = 0
        try:
            cli.main()
        except SystemExit as left:
            code = int(left.code or 0)
        out = capsys.readouterr()
        return code, out.out, out.err

    return go


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles as JSON lines."""
    path = tmp_path / "articles.jsonl"
    rows = [
        {"id": "one", "text": ARTICLE, "outlet": "وكالة", "time": "2018-11-07T10:00:00+00:00"},
        {
            "id": "two",
            "text": "حذر البنك الدولي من تباطؤ الاقتصاد العالمي في العام المقبل.",
            "time": "2018-11-07",
        },
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_extract_prints_one_line_an_article(run: Run, tmp_path: Path) -> None:
    """The JSON of the contract, with verbatim text and true spans."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    code, out, _ = run("extract", "a.txt")
    found = json.loads(out)
    assert code == 0
    assert [q["who"] for q in found["quotes"]] == ["سامي الخطيب", "سامي الخطيب"]
    for quote in found["quotes"]:
        assert quote["text"] == "".join(ARTICLE[s:e] for s, e in quote["content"])
        assert set(quote) == {
            "cue", "speaker", "who", "kind", "role", "content", "text", "mode", "act", "negated", "relay",
            "confidence", "rule",
        }  # fmt: skip


def test_extract_reads_standard_input_and_explains(run: Run) -> None:
    """Standard input is an article; --explain tells what was refused and why."""
    code, out, _ = run(
        "extract", "--explain", stdin="يذكر أن الرئيس يزور القاهرة منذ الأحد الماضي."
    )
    found = json.loads(out)
    assert code == 0
    assert found["quotes"] == []
    assert found["refused"][0]["reason"] == "the author's own voice"


def test_extract_jsonl(run: Run, articles: Path) -> None:
    """Each line keeps its id, from a file or standard input."""
    _, out, _ = run("extract", "--jsonl", str(articles))
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["one", "two"]
    _, out, _ = run("extract", "--jsonl", stdin=articles.read_text())
    assert len(out.splitlines()) == 2


def test_bad_files_are_named_and_good_ones_done(run: Run, tmp_path: Path, articles: Path) -> None:
    """One bad file does not stop the others; exit 2."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    code, out, err = run("extract", "none.txt", "a.txt")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert "none.txt" in err
    code, _, err = run("extract", "--jsonl", "none.jsonl")
    assert (code, "none.jsonl" in err) == (2, True)
    code, out, err = run("import", "none.txt", str(articles))
    assert code == 2
    assert json.loads(out)["stored"] == 2
    assert "none.txt" in err


def test_import_ask_digest_export_erase(run: Run, articles: Path, tmp_path: Path) -> None:
    """An archive's life from the command line."""
    code, out, _ = run("import", str(articles))
    summary = json.loads(out)
    assert (code, summary["stored"], summary["quotes"]) == (0, 2, 3)
    assert json.loads(run("import", str(articles))[1])["known"] == 2
    _, out, _ = run("ask", "--json", "من حذر من تباطؤ الاقتصاد؟")
    answer = json.loads(out)
    assert answer["status"] == "answered"
    assert answer["quotes"][0]["who"] == "البنك الدولي"
    assert answer["quotes"][0]["article"] == "two"
    assert answer["understood"]["act"] == "warn"
    _, out, _ = run("ask", "--explain", "ماذا قال الخطيب عن الضرائب؟")
    assert "لن ترتفع" in out
    assert "content 1.00" in out
    _, out, _ = run("digest", "--json", "--now", "2018-11-08T00:00:00")
    digest = json.loads(out)
    assert digest["figures"] == {"articles": 2, "quotes": 3, "speakers": 2}
    _, out, _ = run("digest", "--now", "2018-11-08T00:00:00+00:00", "--period", "week")
    assert "البنك الدولي" in out
    run("export", "--format", "csv", "out.csv")
    assert (tmp_path / "out.csv").read_text().startswith("article,who,role")
    assert len(json.loads(run("export")[1])) == 3
    assert run("erase", "--chat", "local")[0] == 2
    assert json.loads(run("erase", "--chat", "local", "--yes")[1]) == {"articles": 2, "quotes": 3}
    assert "nothing stored" in run("ask", "من حذر من الاقتصاد؟")[1]


def test_ask_in_a_batch(run: Run, articles: Path, tmp_path: Path) -> None:
    """One answer a line, in order, with the question's id; a bad line is named."""
    run("import", str(articles))
    batch = tmp_path / "q.jsonl"
    batch.write_text(
        '{"id": 1, "question": "من حذر من التباطؤ؟"}\n\nnonsense\n{"id": 2, "question": "hello"}\n'
    )
    code, out, err = run("ask", "--json", "--batch", "q.jsonl")
    assert [json.loads(line)["id"] for line in out.splitlines()] == [1, 2]
    assert json.loads(out.splitlines()[1])["status"] == "not_a_question"
    assert (code, "line 3" in err) == (2, True)
    assert run("ask", "--batch", "none.jsonl")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("ask",), "a question is wanted"),
        (("ask", "--now", "gestern", "من قال؟"), "--now"),
        (("digest", "--period", "year"), "period"),
        (("export", "--format", "xml"), "format"),
        (("fly",), "fly"),
        (("export", "/proc/no/such/file"), "cannot be written"),
        (("run",), "QAWL_TOKEN is not set"),
    ],
)
def test_bad_use_is_one_line_and_exit_2(
    run: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    """Bad use gets one clear line on standard error."""
    code, _, err = run(*arguments)
    assert code == 2
    assert complaint in err.lower() or complaint in err
    assert len(err.strip().splitlines()) == 1


def test_bad_settings_and_failures(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong settings are exit 2, a failure of ours exit 1."""
    monkeypatch.setenv("QAWL_LOG", "xml")
    monkeypatch.setenv("QAWL_TIMEZONE", "Mars")
    code, _, err = run("ask", "من قال؟")
    assert (code, len(err.strip().splitlines())) == (2, 2)
    code, out, _ = run("doctor")
    assert (code, out.count("FAILED")) == (1, 2)
    monkeypatch.setenv("QAWL_LOG", "text")
    monkeypatch.setenv("QAWL_TIMEZONE", "UTC")
    monkeypatch.setenv("QAWL_DATABASE", "postgresql://x")
    assert run("ask", "من قال؟")[0] == 1


def test_doctor(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line for each part, and exit 1 where one fails."""
    code, out, _ = run("doctor")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [
        "settings",
        "lexicon",
        "morphology",
        "database",
        "token",
    ]
    monkeypatch.setenv("QAWL_TOKEN", "12:abc")
    assert "token      ok      set" in run("doctor")[1]
    monkeypatch.setenv("QAWL_TOKEN", "nonsense")
    code, out, _ = run("doctor")
    assert code == 1
    assert "nonsense" not in out


def test_demo_plays_the_seed_article(run: Run) -> None:
    """The demo forwards, asks twice, and ends by itself."""
    code, out, _ = run("demo")
    assert code == 0
    assert "٢٣ اقتباسًا" in out
    assert out.count("احتمال دمج قدراتهما") == 3


def test_chat_plays_lines_of_a_pipe(run: Run, tmp_path: Path) -> None:
    """Lines are messages, /forward forwards a file, #1 presses; mistakes are told."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    lines = "hello\n\n/forward a.txt\n/forward none.txt\n#9\n/language\n#2\nماذا قال الخطيب عن الضرائب؟\n/export\n"
    code, out, _ = run("chat", stdin=lines)
    assert code == 0
    assert "لن ترتفع" in out
    assert "none.txt: cannot be read" in out
    assert "#9: there is no such button" in out
    assert "The interface is in English now." in out


def test_large_files_are_not_forwarded(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """/forward reads what fits in a message."""
    monkeypatch.setattr("handlers.terminal.session.MAX_FILE", 3)
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert "larger than a message" in run("chat", stdin="/forward a.txt\n")[1]


def test_bench_prints_figures(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmark measures everything that the budgets name."""
    for name, value in {"ARTICLES": 3, "IMPORTS": 2, "QUESTIONS": 6, "DIGESTED": 600}.items():
        monkeypatch.setattr(f"bot.benchmarks.basics.{name}", value)
    monkeypatch.setattr("bot.benchmarks.basics.SIZES", (1_000, 10_000))
    code, out, _ = run("bench", "--quotes", "400")
    found = json.loads(out)
    assert code == 0
    assert found["extraction"]["articles_per_second"] > 0
    assert found["questions"]["stored"] >= 400
    assert found["digest"]["quotes"] >= 600
    assert found["digest"]["p50_ms"] <= found["digest"]["most_ms"]


def test_bench_all_writes_a_page(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh_postgresql: str
) -> None:
    """Every table of the page has its figures, and what cannot run is named."""
    for name, value in {"ARTICLES": 3, "IMPORTS": 2, "QUESTIONS": 6, "DIGESTED": 600}.items():
        monkeypatch.setattr(f"bot.benchmarks.basics.{name}", value)
    monkeypatch.setattr("bot.benchmarks.basics.SIZES", (1_000, 10_000))
    monkeypatch.setattr("bot.benchmarks.questions.QUESTIONS", 6)
    monkeypatch.setattr("bot.benchmarks.everything.TEXTS", 3)
    runs = [{"who": "all", "rate": 1, "done": 1, "p50": 0.1, "p95": 0.2, "p99": 0.3}]
    backlog = [{"workers": 1, "forwards": 9, "seconds": 1.0, "per_second": 9.0}]
    line = tmp_path / "line.json"
    line.write_text(json.dumps({"runs": runs, "backlog": backlog}))
    page = tmp_path / "page" / "BENCHMARKS.md"
    arguments = ["--all", "--sizes", "300,600", "--page", str(page), "--line", str(line)]
    code, out, err = run("bench", *arguments, "--postgresql", fresh_postgresql)
    assert code == 0, err
    found = json.loads(out)
    assert set(found["questions"]["300"]) >= {"sqlite", "postgresql", "like", "bare tsvector"}
    assert found["speeds"]["qawl extract"] > 0
    text = page.read_text()
    for expected in ("| 600 | sqlite |", "| spacy | not here", "| all | 1 | 1 |", "workers.png"):
        assert expected in text
    pictures = {"length.png", "questions.png", "workers.png"}
    assert pictures <= {path.name for path in page.parent.iterdir()}


def test_large_files_are_read_by_several_processes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same articles in the same order as by one reader, known ones not read again."""
    monkeypatch.setattr("bot.commands.load.MANY", 10)
    rows = [{"id": f"a{n}", "text": f"{ARTICLE} العدد {n} من الصحيفة"} for n in range(30)]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    first = json.loads(run("import", str(file))[1])
    again = json.loads(run("import", str(file))[1])
    assert (first["stored"], first["known"]) == (30, 0)
    assert (again["stored"], again["known"]) == (0, 30)
    listed = run("export", "--format", "json")[1]
    order = [listed.index(f'"a{n}"') for n in range(30)]
    assert order == sorted(order)


def test_errors_of_ours_are_not_hidden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unexpected error is told whole, but for what looks like a token; exit 1."""
    token = f"123456:{'A' * 35}"

    def broken(**_: object) -> None:
        raise ZeroDivisionError(f"calling {token}")  # noqa: EM102

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == cli.FAILURE
    told = capsys.readouterr().err
    assert "ZeroDivisionError: calling [token]" in told
    assert token not in told
    assert issubclass(InputError, QawlError)
