"""The figures as a Markdown page with plots beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

Row = Sequence[object]


def write(page: Path, found: Mapping[str, Any]) -> None:
    """Write the page, and its pictures into the page's folder."""
    folder = page.parent
    folder.mkdir(parents=True, exist_ok=True)
    parts = ["# Benchmarks", _machine(found["machine"]), _basics(found["basics"], folder)]
    parts += [_speeds(found), _questions(found, folder)]
    if "line" in found:
        parts.append(_line(found["line"], folder))
    page.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(heads: Sequence[str], rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _machine(machine: Mapping[str, str]) -> str:
    return (
        f"Made by `qawl bench --all` on {machine['at']}, Python {machine['python']},"
        f" {machine['processor']}; one process unless it says otherwise."
    )


def _basics(basics: Mapping[str, Any], folder: Path) -> str:
    linear = basics["linear_seconds"]
    sizes = [int(size) for size in linear]
    _plot(
        folder / "length.png",
        {"extract and index": (sizes, list(linear.values()))},
        ("code points of one text", "seconds"),
        logarithmic=True,
    )
    rows = [
        ("ready to read", f"{basics['start_seconds']} s"),
        ("`qawl --help`", f"{basics['help_seconds']} s"),
        ("articles of 350 words, warm", f"{basics['extraction']['articles_per_second']} a second"),
        ("words", f"{basics['extraction']['words_per_second']} a second"),
        ("import into SQLite", f"{basics['import_per_second']} articles a second"),
        (
            f"digest of a week of {basics['digest']['quotes']} quotes: median, longest, the first",
            f"{basics['digest']['p50_ms']}, {basics['digest']['most_ms']}, {basics['digest']['first_ms']} ms",
        ),
        ("peak memory of all this", f"{basics['memory_mb']} MB"),
    ]
    shown = table(("", "measured"), rows)
    return f"## Start, extraction, import\n\n{shown}\n\n![Time by length](length.png)"


def _speeds(found: Mapping[str, Any]) -> str:
    heads = ["", "articles a second (350 words)"]
    rows = [[name, value] for name, value in found["speeds"].items()]
    text = f"## Beside other pipelines\n\n{table(heads, rows)}"
    if "quality" in found:
        quality = found["quality"]
        measures = ("quote_f1", "all_f1", "misattributed")
        rows = [[name, *(figures[m] for m in measures)] for name, figures in quality.items()]
        heads = ["shared gold", "quotes F1", "with cue and speaker", "misattributed"]
        text += f"\n\n{table(heads, rows)}"
    return text


def _questions(found: Mapping[str, Any], folder: Path) -> str:
    rows, curves = [], dict[str, tuple[list[int], list[float]]]()
    for size, engines in found["questions"].items():
        for name, figures in engines.items():
            rows.append((size, name, figures["p50_ms"], figures["p95_ms"], figures["p99_ms"]))
            xs, ys = curves.setdefault(name, ([], []))
            xs.append(int(size))
            ys.append(figures["p50_ms"])
    _plot(
        folder / "questions.png", curves, ("stored quotes", "p50, milliseconds"), logarithmic=True
    )
    heads = ("quotes", "by", "p50 ms", "p95 ms", "p99 ms")
    text = f"## Questions\n\n{table(heads, rows)}\n\n![Questions](questions.png)"
    if "recall" in found:
        names = ("recall@5", "first", "precision", "abstention")
        kept = [[name, *(figures[n] for n in names)] for name, figures in found["recall"].items()]
        text += f"\n\n{table(['shared questions', *names], kept)}"
    return text


def _line(line: Mapping[str, Any], folder: Path) -> str:
    heads = ("processes", "updates a second offered", "done a second", "p50 s", "p95 s", "p99 s")
    rows = [
        (one["who"], one["rate"], one["done"], one["p50"], one["p95"], one["p99"])
        for one in line["runs"]
    ]
    backlog = line.get("backlog", [])
    curve = {"PostgreSQL": ([b["workers"] for b in backlog], [b["per_second"] for b in backlog])}
    text = f"## Update in, message out\n\n{table(heads, rows)}"
    if backlog:
        _plot(folder / "workers.png", curve, ("workers", "forwards a second"), logarithmic=False)
        found = [(b["workers"], b["forwards"], b["seconds"], b["per_second"]) for b in backlog]
        shown = table(("workers", "forwards waiting", "seconds", "a second"), found)
        text += f"\n\n{shown}\n\n![Workers](workers.png)"
    return text


def _plot(
    path: Path,
    curves: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    axes: tuple[str, str],
    *,
    logarithmic: bool,
) -> None:
    figure = Figure(figsize=(7, 4))
    plot = figure.subplots()
    for name, (xs, ys) in curves.items():
        plot.plot(xs, ys, marker="o", label=name)
    if logarithmic:
        plot.set_xscale("log")
        plot.set_yscale("log")
    plot.set_xlabel(axes[0])
    plot.set_ylabel(axes[1])
    plot.grid(visible=True, alpha=0.3)
    plot.legend()
    figure.savefig(path, dpi=110, bbox_inches="tight")
