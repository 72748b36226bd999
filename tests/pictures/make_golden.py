"""The pictures that the tests compare with, made anew: look at them before you keep them."""

from PIL import Image

from bot.pictures import draw
from tests.test_pictures import GOLDEN, LOOKED_AT, golden, quarter


def main() -> None:
    """Draw and keep them, at a quarter of their width."""
    GOLDEN.mkdir(exist_ok=True)
    for arabic, dark, rows in LOOKED_AT:
        name, chart = golden(arabic, dark, rows)
        Image.fromarray(quarter(draw(chart))).save(GOLDEN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
