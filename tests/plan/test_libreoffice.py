"""Whole plan folders that LibreOffice has saved, as workbooks and as text, are read as they were: every file, every
column."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.plan.columns import project_spec
from prioritering.plan.reader import PlanFolder, read_plan
from tests.folders import DATA, HEAD

pytestmark = pytest.mark.long

OWN = "egen"
COLUMNS = {
    **{name: "" for name in project_spec().columns if "<" not in name},
    "kostnad_2027": "500",
    "kostnad_2028": "1000,5",
    **{item.id: "" for item in standard_model().criteria},
    "Handläggare": "Ö & Å",
}
PROJECTS: tuple[dict[str, str], ...] = (
    {
        "id": "7",
        "namn": "Åtgärd; ”dröm”, del",
        "klass": "strategiskt",
        "kostnad_tkr": "1500",
        "alias": "Gamla namnet",
        "perspektiv": "Myndighet / Medborgare",
        "paborjat": "2025",
        "notering": 'Med "citat"\noch rad',
        "ansvarig": "Enhetschef",
        "aktor": "UF/AMI",
        "start": "2027-03-01",
        "slut": "2028-03",
        "status": "pågår",
        "finansiering": "50 % bidrag",
        "beror_pa": "A2, A3",
        "drift_tkr_ar": "12,5",
        "effekttyp": "Tidsbesparande, kvalitetshöjande",
        "omfattning": "Hög – Mycket hög",
        "tidsperspektiv": "Kort",
    },
    {"id": "A2", "namn": "Karta", "klass": "prioriterat", "kostnad_tkr": "500–900", "drift_tkr_ar": "?"},
    {"id": "A3", "namn": "Arkiv", "klass": "önskvärt", "kostnad_tkr": "–", "start": "2027", "beror_pa": "A2"},
    {"id": "A4", "namn": "007", "kostnad_tkr": "?", "omfattning": "Låg"},
)
# How a comma file is opened: every column as text, as one who must not lose a leading zero chooses it.
TEXTS = f"CSV:44,34,76,1,{'/'.join(f'{place}/2' for place in range(1, 41))},1053"
# How text is saved: by comma in UTF-8, by semicolon as Windows writes it, by tab in UTF-16.
SAVED = {"komma": "44,34,76", "semikolon": "59,34,1", "tabb": "9,34,65535"}


@dataclass(frozen=True)
class Office:
    """LibreOffice, with a home of its own and the files that it has made of the plans, by form."""

    program: str
    home: Path

    def made(self, form: str, to: str, files: list[Path], *options: str) -> list[Path]:
        """Return what all of some files become; they are opened in one go, since it is the start that takes time."""
        out = self.home / form
        profile = f"-env:UserInstallation={(self.home / 'profil').as_uri()}"
        asked = ["--headless", "--convert-to", to, *options, "--outdir", str(out), *map(str, files)]
        subprocess.run([self.program, profile, *asked], check=True, capture_output=True, timeout=600)
        return sorted(out.iterdir())


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) finns inte på datorn, så det som det sparar prövas inte")
    return Office(program, tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A real plan with all its tables, and one with every column that a project may have."""
    own = tmp_path_factory.mktemp("original") / OWN
    own.mkdir()
    (own / "plan.toml").write_text(HEAD, encoding="utf-8")
    filled = [{**dict.fromkeys(COLUMNS, ""), **project} for project in PROJECTS]
    filled[0] |= {name: cell for name, cell in COLUMNS.items() if cell}
    rows = [list(COLUMNS), *(list(project.values()) for project in filled)]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows]
    (own / "projekt.csv").write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return {"vso-2021": DATA / "vso-2021", OWN: own}


@pytest.fixture(scope="module")
def books(office: Office, originals: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every table of the plans as a workbook, each named by its plan too: one folder holds them all."""
    together = tmp_path_factory.mktemp("tabeller")
    for plan, folder in originals.items():
        for file in folder.glob("*.csv"):
            shutil.copy(file, together / f"{plan}@{file.name}")
    return office.made("xlsx", "xlsx:Calc MS Excel 2007 XML", sorted(together.iterdir()), f"--infilter={TEXTS}")


@pytest.fixture
def saved(originals: dict[str, Path], tmp_path: Path) -> Callable[[list[Path]], dict[str, Path]]:
    """Lay the files of each plan in a folder of its own, beside its plan.toml."""

    def lay(files: list[Path]) -> dict[str, Path]:
        folders = {plan: tmp_path / plan for plan in sorted({file.name.partition("@")[0] for file in files})}
        for plan, folder in folders.items():
            folder.mkdir()
            shutil.copy(originals[plan] / "plan.toml", folder)
        for file in files:
            plan, _, name = file.name.partition("@")
            shutil.copy(file, folders[plan] / name)
        return folders

    return lay


def all_of(read: PlanFolder) -> dict[str, object]:
    """Everything that was read of a plan; what is said of its columns names the file."""
    said = [notice.partition(": ")[2] for notice in read.notices]
    return {"plan": read.plan, "facts": read.facts, "tables": read.tables, "said": said}


def assert_alike(folders: dict[str, Path], originals: dict[str, Path]) -> None:
    for plan, folder in folders.items():
        assert len(list(folder.iterdir())) == len(list(originals[plan].iterdir()))
        assert all_of(read_plan(folder)) == all_of(read_plan(originals[plan]))


def test_a_plan_saved_as_workbooks_is_read_as_it_was(books, saved, originals):
    assert_alike(saved(books), originals)


@pytest.mark.parametrize("form", SAVED)
def test_a_plan_saved_as_text_is_read_as_it_was(office, books, saved, originals, form):
    own = [book for book in books if book.name.startswith(OWN)]
    made = office.made(form, f"csv:Text - txt - csv (StarCalc):{SAVED[form]}", own)
    assert_alike(saved(made), originals)
