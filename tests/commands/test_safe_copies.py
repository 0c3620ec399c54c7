"""sakerhetskopiera and aterstall as they are typed: what they say, what they ask, and what they leave alone."""

from __future__ import annotations

import gzip
import io
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run as run_in_server
from prioritering.meeting.meeting import Meeting
from prioritering.settings import DATABASE
from prioritering.store.connection import Store
from prioritering.store.tally import tally_beside
from prioritering.swedish import NBSP
from tests.commands.typed import Done, run
from tests.store.meetings_begun import begun, said
from tests.usecases.builders import filled, lay_beside

KEPT = Path(__file__).parents[1] / "store" / "kept"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database is to lie; there is none yet."""
    path = tmp_path / "prov.duckdb"
    monkeypatch.setenv(DATABASE, str(path))
    return path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "kopia.duckdb"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Meeting]:
    """A database with a round that is shown and one that is blind, in a folder of its own: to be copied whole."""
    folder = tmp_path_factory.mktemp("omgang")
    with closing(Store.open(folder / "prov.duckdb")) as store:
        meeting = filled(store)
        blind, (owner, *_) = begun(store)
        said(store, blind, owner)
    return folder, meeting


@pytest.fixture
def database(once: tuple[Path, Meeting], path: Path) -> Path:
    """A copy of that database, with its count, boxes and keys beside it."""
    shutil.copytree(once[0], path.parent, dirs_exist_ok=True)
    return path


def told(done: Done) -> str:
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.replace(NBSP, " ")


def test_a_copy_says_what_it_holds_and_where_the_keys_lie(
    once: tuple[Path, Meeting], database: Path, copy: Path
) -> None:
    _, meeting = once
    words = told(run("sakerhetskopiera", str(copy)))
    assert f"Skrev {copy}, med\n  1 plan: linkoping/vso-2021 version 1\n  5 ändringar av gruppen" in words
    assert f"möte {meeting.id} om linkoping/vso-2021, öppnat" in words
    assert "1 runda, varav 1 visad" in words
    assert "1 runda, varav 0 visade; 0 svar i det öppna" in words
    assert f"ligger i {copy}.nycklar. Förvara dem skilda från kopian" in words


def test_a_copy_is_never_written_over_and_a_database_that_is_not_there_is_told(
    path: Path, copy: Path, once: tuple[Path, Meeting]
) -> None:
    done = run("sakerhetskopiera", str(copy))
    assert (done.returncode, done.stderr) == (2, f"fel: Databasen {path} finns inte.\n")
    assert not path.exists()
    shutil.copytree(once[0], path.parent, dirs_exist_ok=True)
    told(run("sakerhetskopiera", str(copy)))
    done = run("sakerhetskopiera", str(copy))
    assert (done.returncode, "finns redan, och en säkerhetskopia skrivs aldrig över" in done.stderr) == (2, True)


def test_an_old_copy_is_compared_as_it_is_when_opened(path: Path, copy: Path) -> None:
    old = gzip.decompress((KEPT / "fore-kommun.duckdb.gz").read_bytes())
    copy.write_bytes(old)
    path.write_bytes(old)
    Store.open(path).close()
    done = run("aterstall", str(copy), "--ja")
    # Nothing is said of what is only made over to be tried.
    assert (done.returncode, done.stderr, "Kopian har allt som ligger där nu." in done.stdout) == (0, "", True)


def test_what_a_restore_would_lose_is_said_before_it_is_done(database: Path, copy: Path) -> None:
    run("sakerhetskopiera", str(copy))
    with closing(Store.open(database)) as store:
        later, _ = begun(store)
        lay_beside(store)
    words = told(run("aterstall", str(copy), "--ja"))
    before, after = words.split("Det här finns där nu och saknas, helt eller delvis, i kopian:\n")
    assert later.id in after
    assert later.id not in before
    assert "  5 ändringar av gruppen" in after
    assert "1 plan: " not in after
    assert f"{database} är återställd ur {copy}." in after
    assert "prov-undan-" in after
    with closing(Store.open(database)) as store:
        assert store.tuples("select count(*) from meeting where meeting_id = $id", {"id": later.id}) == [(0,)]


@pytest.mark.parametrize(("answer", "done"), [("ja\n", True), ("Ja\n", True), ("nej\n", False), ("\n", False)])
def test_nothing_is_restored_before_somebody_has_said_yes(
    database: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, answer: str, done: bool
) -> None:
    run("sakerhetskopiera", str(copy))
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    words = told(run("aterstall", str(copy)))
    assert "Kopian har allt som ligger där nu." in words
    assert f"Återställa {database}? Skriv ja: " in words
    assert ("är återställd ur" in words, "Inget är ändrat." in words) == (done, not done)
    assert bool(list(database.parent.glob("prov-undan-*"))) is done


def test_where_nobody_can_answer_nothing_is_restored(
    database: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sakerhetskopiera", str(copy))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = run("aterstall", str(copy))
    assert (done.returncode, "Lägg till --ja för att slippa frågan. Inget är ändrat." in done.stderr) == (2, True)
    assert not list(database.parent.glob("prov-undan-*"))


def test_a_database_with_less_is_told_by_every_command_until_it_is_restored_or_accepted(
    database: Path, copy: Path
) -> None:
    run("sakerhetskopiera", str(copy))
    with closing(Store.open(database)) as store:
        store.settle()
        older = database.read_bytes()
        begun(store)
    database.write_bytes(older)
    for command in (["historik", "--plan", "vso-2021"], ["sakerhetskopiera", str(copy.with_name("b.duckdb"))]):
        done = run(*command)
        assert (done.returncode, "saknar sådant som har sparats: 1 av 3 möten" in done.stderr) == (2, True)
    words = told(run("aterstall", "--godta", "--ja"))
    assert f"{database} saknar 1 av 3 möten" in words
    assert f"{database} är godtagen som den är." in words
    told(run("historik", "--plan", "vso-2021"))
    assert database.exists()


def test_a_database_that_is_meant_to_be_gone_can_be_begun_anew(database: Path) -> None:
    database.unlink()
    assert run("historik", "--plan", "vso-2021").returncode == 2
    assert "är godtagen som den är" in told(run("aterstall", "--godta", "--ja"))
    told(run("historik", "--plan", "vso-2021"))
    assert tally_beside(str(database)).read() is not None


def test_a_copy_or_the_word_that_it_is_meant_is_asked_for_and_never_both(path: Path, copy: Path) -> None:
    for arguments in ([], [str(copy), "--godta"]):
        done = run("aterstall", *arguments)
        assert (done.returncode, done.stderr.startswith("fel: ange FIL")) == (2, True)


def test_the_server_copies_under_way_and_restores_nothing(database: Path, copy: Path, tmp_path: Path) -> None:
    with closing(Store.open(database)) as store:
        plans = Plans(store, tmp_path)
        assert run_in_server(["sakerhetskopiera", copy.name], plans).code == 0
        assert copy.exists()
        done = run_in_server(["aterstall", copy.name, "--ja"], plans)
        assert (done.code, done.text) == (2, "fel: Servern är igång. Stoppa den först; inget är ändrat.")
        assert run_in_server(["aterstall", "--godta", "--ja"], plans).code == 2


def test_a_copy_without_a_name_or_with_a_folders_is_refused_with_what_is_wanted(database: Path, tmp_path: Path) -> None:
    for typed in ("", " "):
        done = run("sakerhetskopiera", typed)
        assert (done.returncode, done.stderr) == (2, "fel: FIL är tomt. Ange vad kopian ska heta, som kopia.duckdb.\n")
        assert "FIL är tomt" in run("aterstall", typed).stderr
    done = run("sakerhetskopiera", str(tmp_path))
    assert (done.returncode, f"{tmp_path} är en mapp. Ange vad kopian ska heta" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("what", "said"), [("", "är en mapp. Ange kopian, som "), ("rör", "är ingen fil"), ("borta", "finns inte")]
)
def test_what_is_no_copy_is_told_for_what_it_is(database: Path, tmp_path: Path, what: str, said: str) -> None:
    if what == "rör":
        os.mkfifo(tmp_path / what)
    before = database.read_bytes()
    done = run("aterstall", str(tmp_path / what), "--ja")
    assert (done.returncode, f"fel: {tmp_path / what} {said}" in done.stderr) == (2, True)
    assert database.read_bytes() == before


def test_an_older_copy_without_its_checksum_is_accepted_and_it_is_said(database: Path, copy: Path) -> None:
    told(run("sakerhetskopiera", str(copy)))
    assert "kontrollsumma" not in told(run("aterstall", str(copy), "--ja"))
    Path(f"{copy}.sha256").unlink()
    assert "Kopian har ingen kontrollsumma (.sha256) bredvid sig" in told(run("aterstall", str(copy), "--ja"))


def test_a_database_whose_count_is_gone_is_told_of_and_can_be_accepted(database: Path) -> None:
    Path(f"{database}.rakning").unlink()
    done = run("rangordna", "--plan", "vso-2021")
    assert (done.returncode, "kan sakna sådant som har sparats" in done.stderr) == (2, True)
    words = told(run("aterstall", "--godta", "--ja"))
    assert f"{database} kan sakna sådant som har sparats: det står i {database}.rakning" in words
    assert f"{database} är godtagen som den är." in words
    told(run("rangordna", "--plan", "vso-2021"))
