"""Writes the tables of data/README.md from prioritering/plan/columns.toml: `python -m tests.tools.kolumner`."""

from pathlib import Path

from prioritering.plan.columns import as_markdown

README = Path(__file__).parents[2] / "data" / "README.md"
START, END = "<!-- kolumnerna, ur prioritering/plan/columns.toml -->", "<!-- slut på kolumnerna -->"


def described(text: str) -> str:
    """Return a README with its tables of columns made anew."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n\n{as_markdown()}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    README.write_text(described(README.read_text(encoding="utf-8")), encoding="utf-8")
