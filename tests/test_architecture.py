"""The import contracts hold, and break where something is planted against them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLANTED = {
    "bot/services/ask.py": "import handlers",
    "bot/services/ingest.py": "import bot.store.database",
    "bot/quotes/judge.py": "import telegram",
    "bot/answers/rank.py": "import asyncio",
    "bot/answers/compose.py": "import bot.quotes.pipeline",
    "handlers/render.py": "import bot.store.database",
    "handlers/rich.py": "import bot.quotes.pipeline",
    "bot/model/article.py": "import bot.arabic.script",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on a tree."""
    program = "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )


def copy(folder: Path) -> None:
    """A copy of what the contracts look at."""
    for name in ("bot", "handlers", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)


@pytest.mark.parametrize("path", PLANTED)
def test_a_planted_violation_breaks_a_contract(tmp_path: Path, path: str) -> None:
    """Each forbidden import turns a contract broken."""
    copy(tmp_path)
    target = tmp_path / path
    target.write_text(target.read_text() + f"\n{PLANTED[path]}\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_the_contracts_are_kept(tmp_path: Path) -> None:
    """The tree as it is keeps them all."""
    copy(tmp_path)
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Locks and scripts hold neither a registry's host nor a path of a machine."""
    host = "pypi" + ".org"
    for path in [*ROOT.glob("deploy/*"), ROOT / "pyproject.toml", ROOT / "README.md"]:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert host not in text
            assert "/root/" not in text
