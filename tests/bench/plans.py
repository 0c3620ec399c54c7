"""Makes plans of any size for the benches; seeded, with unknown costs, blanks and ranges as in the real plans."""

from __future__ import annotations

from pathlib import Path

import numpy as np

EFFECTS = ("Tidsbesparande", "Kvalitetshöjande", '"Tidsbesparande, Kvalitetshöjande"', "")
SCOPES = ("Medel", "Hög", "Mycket hög", "Hög..Mycket hög", "")
HORIZONS = ("Kort", "Medel", "Lång")
TIERS = ("strategiskt", "prioriterat", "önskvärt")


def write_plan(folder: Path, count: int) -> Path:
    """Write a plan of `count` scored projects; about one in ten has no known cost."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(count)
    (folder / "plan.toml").write_text(f'id = "{folder.name}"\nnamn = "{count} projekt"\nperiod = "2026"\n', "utf-8")
    lines = ["id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv"]
    for number in range(count):
        cost = "?" if random.random() < 0.1 else str(int(random.integers(1, 40)) * 50)
        words = (str(random.choice(options)) for options in (EFFECTS, SCOPES, HORIZONS))
        lines.append(f"X{number},Projekt nummer {number},{TIERS[number % 3]},{cost},{','.join(words)}")
    (folder / "projekt.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder
