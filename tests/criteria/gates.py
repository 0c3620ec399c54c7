"""A plan with a gate: one project that fails it, one that passes, one that has not been tried."""

from pathlib import Path

from tests.folders import write_plan

MODEL = """\
[[krav]]
id = "tillganglighet"
namn = "Tillgänglighet"
beskrivning = "Följer lösningen lagen om tillgänglighet?"
[[kriterium]]
id = "nytta"
namn = "Nytta"
lagsta = 0
hogsta = 10
"""
HEADER = "id,namn,klass,kostnad_tkr,nytta,tillganglighet\n"
# The one that fails has the most points and would take all of a frame of 100 tkr.
ROWS = "a,Alfa,strategiskt,100,10,Nej\nb,Beta,prioriterat,60,8,ja\nc,Gamma,önskvärt,30,4,\n"


def gated_plan(folder: Path, rows: str = ROWS, model: str = MODEL) -> Path:
    """Write the plan and return its folder."""
    return write_plan(folder, rows, HEADER, modell__toml=model)
