"""The workbook in which a municipality writes a plan of its own: head, projects, frames, and how it is done."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name

from prioritering.criteria.gate import GateCriterion, Verdict
from prioritering.criteria.model import Criterion, Model, NumberScale
from prioritering.plan.columns import Column, project_spec, table_specs
from prioritering.plan.files import GUIDE_SHEET, HEAD_SHEET
from prioritering.plan.head import HEAD_FIELDS, TIER_FIELDS
from prioritering.plan.object_plan import ObjectPlan, OwnTier, Tier, tier_called
from prioritering.plan.plan_key import OWN
from prioritering.plan.text_cells import AS_TEXT

_ROWS = 300
_GUIDE = (
    ("Så gör du en plan", ""),
    ("1. Bladet Plan", "Fyll i id, namn och period. Id står i länkar: välj det en gång och ändra det inte."),
    ("2. Bladet Projekt", "Ett projekt per rad. Id och namn behövs; resten får vara tomt. Tomt är inte noll."),
    (
        "Kostnad",
        "I tusental kronor: 1500, 1 500, 2 250,5 eller ett spann som 500-900. Ett frågetecken är en okänd kostnad.",
    ),
    ("Nivåer", "Välj i listan. Ett spann skrivs som Medel - Hög, och ? när nivån inte är känd."),
    (
        "3. Bladet Budget",
        "Ramar att välja mellan: en rad för varje belopp, med ja i kolumnen Ram. Bladet får vara tomt.",
    ),
    ("Klass", "Säger var beslutet fattas. Planens egna namn på klasserna skrivs på bladet Plan."),
    ("Krav", "Ja, nej eller ej prövat. Ett projekt med nej rangordnas inte. Tomt är ej prövat."),
    ("Kostnad per år", "Lägg till en kolumn för varje år på bladet Projekt, som Kostnad 2027 (tkr)."),
    ("Egna kolumner", "Lägg till dem på bladet Projekt. De visas under Övriga uppgifter på sidan Objektplan."),
    (
        "4. Spara",
        "Spara arbetsboken i en egen mapp bland planmapparna. Mappen är planen. Skrevs en modell.toml bredvid "
        "arbetsboken ska den ligga i samma mapp: där står planens kriterier och krav.",
    ),
    ("5. Öppna sidan", "Planen läses in av sig själv, också när programmet redan är igång. Fel står på Översikt."),
)


def template(model: Model, made_for: ObjectPlan | None = None) -> bytes:
    """Return the workbook for a plan with a model's criteria, as the bytes of an .xlsx file.

    One that is `made_for` a plan has whose it is filled in, and the plan's own names of the classes.
    """
    own = made_for.own_tiers if made_for else ()
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_TEXT)
    sheets = _Sheets(book)
    sheets.guide()
    sheets.head(_head_of(made_for) if made_for else {})
    projects = [_with_own_tiers(column, own) for column in project_spec().columns.values() if column.in_template]
    place = [column.name for column in projects].index("kostnad_tkr") + 1
    criteria = [*map(_column_of, model.criteria), *map(_gate_column, model.gates)]
    sheets.table("Projekt", [*projects[:place], *criteria, *projects[place:]])
    sheets.table("Budget", [column for column in table_specs()["budget"].columns.values() if column.in_template])
    sheets.lists.hide()
    book.close()
    return file.getvalue()


def _head_of(plan: ObjectPlan) -> dict[str, str]:
    """Return what a new plan has in common with one: whose it is and its words; the id and the period are its own."""
    values = {
        "namn": plan.name,
        "kommun": plan.municipality,
        "kommun_id": plan.municipality_id if plan.municipality_id != OWN else "",
        "forvaltningsobjekt": plan.governance_object,
    }
    titled = {HEAD_FIELDS[name][0]: value for name, value in values.items()}
    for title, (tier, _) in TIER_FIELDS.items():
        titled[title] = "; ".join(item.name for item in plan.own_tiers if item.tier is tier)
    return titled


def _with_own_tiers(column: Column, own: Sequence[OwnTier]) -> Column:
    """Return the column of the class with a plan's own names to choose from; any other as it is."""
    if column.kind != "klass" or not own:
        return column
    names = [[item.name for item in own if item.tier is tier] or [tier.value] for tier in Tier]
    meaning = f"{', '.join(tier_called(tier, own) for tier in Tier)} eller tomt"
    return replace(column, values=tuple(name for each in names for name in each), meaning=meaning)


def _column_of(item: Criterion) -> Column:
    """Return a criterion as the column it is."""
    scale = item.scale
    if isinstance(scale, NumberScale):
        better = ". Lägre är bättre" if scale.lower_is_better else ""
        return Column(item.id, "tal", f"Ett tal från {scale.range_words}{better}", "", title=item.name)
    return Column(
        item.id,
        "nivå",
        item.description or "Nivå",
        "",
        title=item.name,
        values=tuple(level.name for level in scale.levels),
    )


def _gate_column(item: GateCriterion) -> Column:
    values = tuple(Verdict)
    return Column(item.id, "krav", item.description or "Är kravet uppfyllt?", "", title=item.name, values=values)


class _Sheets:
    """The sheets of one workbook; what may be chosen in a cell stands on a sheet of its own, that is not shown."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.heading = book.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = book.add_format({"num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.pages = {
            name: book.add_worksheet(name) for name in (GUIDE_SHEET, HEAD_SHEET, "Projekt", "Budget", "Listor")
        }
        self.lists = self.pages["Listor"]
        self.listed = 0

    def guide(self) -> None:
        """Write how it is done."""
        page = self.pages[GUIDE_SHEET]
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 80)
        for row, (what, how) in enumerate(_GUIDE):
            page.write_string(row, 0, what, self.title if row == 0 else self.heading)
            page.write_string(row, 1, how, self.wrapped)

    def head(self, values: Mapping[str, str]) -> None:
        """Write the fields of the plan's head, each on a row of its own, with what is known of them by title."""
        page = self.pages[HEAD_SHEET]
        page.set_column(0, 0, 22)
        page.set_column(1, 1, 40)
        page.set_column(2, 2, 70)
        classes = ((title, meaning) for title, (_, meaning) in TIER_FIELDS.items())
        for row, (title, meaning) in enumerate((*HEAD_FIELDS.values(), *classes)):
            page.write_string(row, 0, title, self.heading)
            if values.get(title):
                page.write_string(row, 1, values[title], self.text)
            page.write_string(row, 2, meaning, self.wrapped)

    def table(self, sheet: str, columns: Sequence[Column]) -> None:
        """Write the heading of a table, with what each cell may hold."""
        page = self.pages[sheet]
        page.freeze_panes(1, 0)
        page.set_row(0, 32)
        for place, column in enumerate(columns):
            page.set_column(place, place, 40 if column.kind == "namn" else 18, self._cells(column))
            page.write_string(0, place, column.heading, self.heading)
            # What Excel shows beside a cell is short, cut by Excel itself when it is not, and no markdown.
            checks: dict[str, object] = {
                "validate": "any",
                "input_title": column.heading[:32],
                "input_message": column.meaning.replace("`", "")[:255],
            }
            if column.values:
                checks |= {
                    "validate": "list",
                    "source": self._list(column.values),
                    # A warning, since a range of levels or a question mark is right too.
                    "error_type": "warning",
                    "error_title": column.heading[:32],
                    "error_message": "Värdet finns inte i listan. Ett spann eller ? går bra där en nivå väntas.",
                }
            page.data_validation(1, place, _ROWS, place, checks)

    def _cells(self, column: Column) -> Format:
        # Excel would take a range of small numbers for a date.
        return self.text if column.kind == "tal" else self.wrapped

    def _list(self, values: Iterable[str]) -> str:
        words = tuple(values)
        place, self.listed = self.listed, self.listed + 1
        for row, word in enumerate(words):
            self.lists.write_string(row, place, word)
        letter = xl_col_to_name(place)
        return f"=Listor!${letter}$1:${letter}${len(words)}"
