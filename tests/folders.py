"""Writes plan folders for tests, and names the criteria that worked results of the real plans are for."""

from pathlib import Path

from prioritering.criteria.model import Model
from prioritering.criteria.model_file import standard_model
from prioritering.plan.plan_key import OWN, PlanKey

DATA = Path(__file__).parents[1] / "data"
HEADER = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv\n"
GOOD = "A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n"
PRINTED = ("effekttyp", "omfattning", "tidsperspektiv")
HEAD = 'id = "prov"\nnamn = "Prov"\nperiod = "2026"\n'


def printed_model() -> Model:
    """Return the criteria of the plans' own tables, whatever more standard.toml has."""
    return Model(criteria=tuple(standard_model().criterion(key) for key in PRINTED))


def write_plan(folder: Path, rows: str = GOOD, header: str = HEADER, **files: str | bytes) -> Path:
    """Write a plan folder: `rows` under the right header, or whole files by name (`plan__toml=…`)."""
    contents: dict[str, str | bytes] = {"plan.toml": HEAD, "projekt.csv": header + rows}
    contents |= {name.replace("__", "."): content for name, content in files.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def own(plan_id: str) -> PlanKey:
    """Return the key of a plan that names no municipality."""
    return PlanKey(OWN, plan_id)


VSO, UKFA, PROV = PlanKey("linkoping", "vso-2021"), PlanKey("linkoping", "ukfa-2022"), own("prov")
