"""Pictures: the size of a phone's screen, words inside, right to left and left to right."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.errors import SourceError
from bot.model.chart import Chart, Series
from bot.model.quote import Act
from bot.pictures import DARK, HEIGHT, LIGHT, WIDTH, draw
from bot.pool import WorkerError
from bot.services.charting import by_act
from bot.workshop import InlineWorkshop, Workshop

CHART = Chart(
    "سيرغي لافروف: الاقتباسات بحسب الشهر",
    "٤٣ اقتباسًا",
    ("يناير", "فبراير", "مارس"),
    (Series("تحذيرات", (1, 2, 0)), Series("أقوال", (3, 0, 5))),
)


def pixels(data: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The picture as rows of colours."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("arabic", [False, True])
@pytest.mark.parametrize("months", [1, 3, 40])
def test_nothing_is_clipped(dark: bool, arabic: bool, months: int) -> None:
    """The margins hold paper alone, in both directions and grounds, for one month and for forty."""
    labels = tuple(f"شهر {n} ٢٠١٨" for n in range(months))
    series = tuple(Series(f"نوع {n}", (n + 1,) * months) for n in range(6))
    chart = replace(CHART, labels=labels, series=series, dark=dark, arabic=arabic)
    found = pixels(draw(replace(chart, title="عنوان طويل جدا " * 9, subtitle="شرح " * 60)))
    assert found.shape == (HEIGHT, WIDTH, 3)
    paper = [int((DARK if dark else LIGHT).paper[i : i + 2], 16) for i in (1, 3, 5)]
    for edge in (found[:8], found[-4:], found[:, :8], found[:, -8:]):
        assert (np.abs(edge.astype(int) - paper) <= 2).all()


#: Pictures that were looked at, by language, ground and form; ``python -m tests.pictures.make_golden`` makes them anew.
GOLDEN = Path(__file__).parent / "pictures" / "golden"
LOOKED_AT = [(a, d, r) for a in (True, False) for d in (True, False) for r in (True, False)]
#: Mean and greatest difference of a pixel of a quarter's size, of 255: another build of a font library
#: moves edges by less, another word, colour or order by more.
MEAN, PART = 2.0, 0.02


def golden(arabic: bool, dark: bool, rows: bool) -> tuple[str, Chart]:
    """The name and the chart of a picture that was looked at."""
    english = replace(
        CHART, title="Sergey Lavrov: quotes by month", subtitle="43 quotes",
        labels=("January", "February", "March"),
        series=(Series("warnings", (1, 2, 0)), Series("statements", (3, 0, 5))),
    )  # fmt: skip
    chart = replace(CHART if arabic else english, arabic=arabic, dark=dark, rows=rows)
    parts = ("ar" if arabic else "en", "dark" if dark else "light", "rows" if rows else "bars")
    return "-".join(parts), chart


def quarter(data: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The picture at a quarter of its width."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    return np.asarray(image.resize((WIDTH // 4, HEIGHT // 4), Image.Resampling.BOX))


@pytest.mark.parametrize(("arabic", "dark", "rows"), LOOKED_AT)
def test_pictures_are_those_that_were_looked_at(arabic: bool, dark: bool, rows: bool) -> None:
    """Nothing moved, vanished or changed its colour since a person looked at it."""
    name, chart = golden(arabic, dark, rows)
    found = quarter(draw(chart)).astype(int)
    kept = np.asarray(Image.open(GOLDEN / f"{name}.png").convert("RGB")).astype(int)
    assert np.abs(found - kept).mean() < MEAN
    assert (np.abs(found - kept) > 64).mean() < PART


def test_another_word_is_seen() -> None:
    """The comparison is no formality: another title, another value, another order fail it."""
    name, chart = golden(*LOOKED_AT[3])
    kept = np.asarray(Image.open(GOLDEN / f"{name}.png").convert("RGB")).astype(int)
    for other in (
        replace(chart, series=chart.series[::-1]),
        replace(chart, series=(chart.series[0], Series("أقوال", (3, 4, 5)))),
        replace(chart, arabic=False),
    ):
        assert np.abs(quarter(draw(other)).astype(int) - kept).mean() > MEAN


def test_arabic_runs_from_right_to_left() -> None:
    """The first month's bar stands at the right, mirrored in English."""
    one = replace(CHART, series=(Series("أقوال", (9, 0, 0)),))
    colour = np.array([0xD5, 0x5E, 0x00])
    for arabic in (True, False):
        found = pixels(draw(replace(one, arabic=arabic)))
        columns = np.where(
            (np.abs(found[200:500].astype(int) - colour) < 8).all(axis=2).any(axis=0)
        )[0]
        assert bool(columns.mean() > WIDTH / 2) is arabic


def test_letters_are_joined() -> None:
    """Arabic is shaped: a joined word is narrower than its letters apart."""
    joined = pixels(draw(replace(CHART, title="محمد", subtitle="")))[40:100]
    apart = pixels(draw(replace(CHART, title="م ح م د", subtitle="")))[40:100]
    width = [np.ptp(np.where((one < 128).all(axis=2).any(axis=0))[0]) for one in (joined, apart)]
    assert width[0] < width[1]


async def test_the_workshop_draws_and_reads() -> None:
    """A process of its own gives pictures and articles; what breaks it is told and it goes on."""
    workshop = Workshop()
    assert (await workshop.draw(CHART)).startswith(b"\x89PNG")
    (found,) = await workshop.parse("a.txt", "قال الوزير".encode())
    assert found.text == "قال الوزير"
    with pytest.raises(SourceError, match="kind"):
        await workshop.parse("a.xyz", b"")
    await workshop.close()
    inline = InlineWorkshop()
    assert len(await inline.draw(CHART)) > 1000
    await inline.close()


async def test_a_document_that_stalls_is_given_up() -> None:
    """Its time is over: the document is unreadable, a picture is not drawn."""
    workshop = Workshop(timeout=0.01)
    with pytest.raises(SourceError, match="unreadable"):
        await workshop.parse("a.txt", b"x")
    with pytest.raises(WorkerError):
        await workshop.draw(CHART)
    await workshop.close()


def test_frequent_acts_have_a_series_and_the_rest_is_one() -> None:
    """Acts are ranked by all that is counted; what is rare is one series, left out where it has no name."""
    counted = [("a", Act.WARN, 3), ("b", Act.WARN, 1), ("b", Act.SAY, 2), ("a", Act.DENY, 1)]
    first = Series("warn", (1, 3))
    assert by_act(counted, ("b", "a"), 1, str) == (first,)
    assert by_act(counted, ("b", "a"), 1, str, "other") == (first, Series("other", (2, 1)))
    assert by_act(counted, ("b",), 2, str, "other") == (Series("warn", (1,)), Series("say", (2,)))
