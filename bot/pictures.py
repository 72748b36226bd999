"""Charts as PNG: Arabic shaped and from right to left, light or dark, readable on a phone."""

import io
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bot.model.chart import Chart, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Pixels of a picture; Telegram scales anything larger down.
WIDTH, HEIGHT, DPI = 1280, 720, 160
#: Labels shown at most; more stand too close on a phone.
MOST_LABELS = 12
#: Letters of a name beside its bar.
MOST_NAME = 30
#: Told apart by people who see few colours, on both grounds (Okabe and Ito, lightened).
COLOURS = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999")
_INK_SIZE = {"title": 15, "subtitle": 10, "label": 9, "legend": 9}
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Ground(NamedTuple):
    """Colours of paper, words and lines."""

    paper: str
    ink: str
    faint: str


LIGHT = Ground("#ffffff", "#1b1f23", "#d8dde2")
DARK = Ground("#17212b", "#f1f4f6", "#33414e")


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    """The font of the package, and matplotlib's own for Latin."""
    from matplotlib import font_manager

    for weight in ("Regular", "Bold"):
        path = files("seeds") / "fonts" / f"NotoSansArabic-{weight}.ttf"
        font_manager.fontManager.addfont(str(path))
    return ("Noto Sans Arabic", "DejaVu Sans")


def draw(chart: Chart) -> bytes:
    """The chart as PNG, 1280 by 720."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    ground = DARK if chart.dark else LIGHT
    with rc_context({"font.family": list(_families()), "text.color": ground.ink}):
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=ground.paper)
        FigureCanvasAgg(figure)
        if chart.rows:
            place = (0.05, 0.18, 0.6, 0.58) if chart.arabic else (0.35, 0.18, 0.6, 0.58)
            axes = figure.add_axes(place, facecolor=ground.paper)
            _rows(axes, chart, ground)
        else:
            axes = figure.add_axes((0.07, 0.2, 0.86, 0.56), facecolor=ground.paper)
            _bars(axes, chart)
            _scales(axes, chart, ground)
        for side in axes.spines.values():
            side.set_visible(False)
        _words(figure, axes, chart, ground)
        out = io.BytesIO()
        figure.savefig(out, format="png", facecolor=ground.paper)
    return out.getvalue()


def _bars(axes: "Axes", chart: Chart) -> None:
    """One bar a label, stacked; the first label stands where reading begins."""
    places = range(len(chart.labels))
    for series, colour, below in _stacked(chart):
        axes.bar(places, series.values, bottom=below, color=colour, label=series.name, width=0.72)


def _stacked(chart: Chart) -> Iterator[tuple[Series, str, list[int]]]:
    """Each series with its colour, and where its bars begin: on those of the series before."""
    begun = [0] * len(chart.labels)
    for series, colour in zip(chart.series, COLOURS, strict=False):
        yield series, colour, begun
        begun = [low + value for low, value in zip(begun, series.values, strict=True)]


def _rows(axes: "Axes", chart: Chart, ground: Ground) -> None:
    """One lying bar a label, the first on top, its name where reading begins."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    places = range(len(chart.labels))
    for series, colour, before in _stacked(chart):
        axes.barh(places, series.values, left=before, color=colour, label=series.name, height=0.66)
    names = [_fitted(label, MOST_NAME) for label in chart.labels]
    axes.set_yticks(list(places), names, fontsize=_INK_SIZE["label"])
    axes.set_ylim(max(len(names), 4) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(int(value), chart)))
    axes.tick_params(colors=ground.ink, length=0, labelsize=_INK_SIZE["label"])
    axes.grid(axis="x", color=ground.faint, linewidth=0.8)
    axes.set_axisbelow(True)
    if chart.arabic:
        axes.invert_xaxis()
        axes.yaxis.tick_right()


def _scales(axes: "Axes", chart: Chart, ground: Ground) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    count = len(chart.labels)
    step = max(1, -(-count // MOST_LABELS))
    shown = range(0, count, step)
    axes.set_xticks(list(shown), [chart.labels[i] for i in shown], fontsize=_INK_SIZE["label"])
    axes.set_xlim(-0.6, max(count, 4) - 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(int(value), chart)))
    axes.tick_params(colors=ground.ink, length=0, labelsize=_INK_SIZE["label"])
    axes.grid(axis="y", color=ground.faint, linewidth=0.8)
    axes.set_axisbelow(True)
    if chart.arabic:
        axes.invert_xaxis()
        axes.yaxis.tick_right()


def _number(value: int, chart: Chart) -> str:
    return str(value).translate(_DIGITS) if chart.arabic else str(value)


def _words(figure: "Figure", axes: "Axes", chart: Chart, ground: Ground) -> None:
    """Title and subtitle above, the legend below, at the side where reading begins."""
    edge, side = (0.93, "right") if chart.arabic else (0.07, "left")
    title = _fitted(chart.title, 44)
    figure.text(edge, 0.9, title, fontsize=_INK_SIZE["title"], fontweight="bold", ha=side)
    figure.text(edge, 0.82, _fitted(chart.subtitle, 80), fontsize=_INK_SIZE["subtitle"], ha=side)
    handles, labels = axes.get_legend_handles_labels()
    step = -1 if chart.arabic else 1
    legend = figure.legend(
        handles[::step],
        labels[::step],
        loc="lower right" if chart.arabic else "lower left",
        bbox_to_anchor=(0.94, 0.02) if chart.arabic else (0.06, 0.02),
        ncols=len(COLOURS),
        frameon=False,
        fontsize=_INK_SIZE["legend"],
        labelcolor=ground.ink,
        handlelength=0.9,
        handletextpad=0.4,
        columnspacing=1.2,
        markerfirst=not chart.arabic,
    )
    legend.set_in_layout(False)


def _fitted(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
