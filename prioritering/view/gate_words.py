"""What is said of gates: which projects they keep out, and which have not been tried."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering import swedish
from prioritering.criteria.gate import GateCriterion
from prioritering.plan.object_plan import Mark
from prioritering.scoring.board import ScoredProjects
from prioritering.scoring.effective import Candidate
from prioritering.scoring.gates import failed, untried, verdict

NOT_MET = "Krav ej uppfyllt"
GATE_STATE = ("gate", "✕", NOT_MET)
LANE_HEADING = f"{NOT_MET} – har ingen plats och tar inget av ramen, vad som än låses"
GATE_CODE = "krav-nej"


def gate_answer(mark: Mark) -> str:
    """Return what a mark says on a gate: ja, nej or ej prövat."""
    return verdict(mark).value


def failed_words(item: Candidate, scored: ScoredProjects) -> str:
    """Return the gates that keep a project out, as names."""
    return _names(failed(item, scored.model))


def untried_words(item: Candidate, scored: ScoredProjects) -> str:
    """Return what of a project's gates has not been tried: 'Tillgänglighet ej prövat'; empty when all have."""
    gates = untried(item, scored.model)
    return f"{_names(gates)} ej prövat" if gates else ""


def why_out(item: Candidate, scored: ScoredProjects) -> str:
    """Return in a sentence why a project has no place."""
    gates = failed(item, scored.model)
    which = f"kravet {_names(gates)} är" if len(gates) == 1 else f"kraven {_names(gates)} är"
    return f"{NOT_MET}: {which} besvara{'t' if len(gates) == 1 else 'de'} med nej. Det går före poäng och lås."


def gate_notes(scored: ScoredProjects) -> tuple[str, ...]:
    """Return what must stand beside a result: who is kept out, and who is in without having been tried."""
    out = [f"{item.name} ({failed_words(item, scored)})" for item in scored.gated]
    waiting = [f"{item.name} ({_names(gates)})" for item in scored.candidates if (gates := untried(item, scored.model))]
    said = []
    if out:
        said.append(f"{NOT_MET}: {swedish.listing(out)}. {'Det' if len(out) == 1 else 'De'} tar inget av ramen.")
    if waiting:
        said.append(f"Krav ej prövat: {swedish.listing(waiting)}. {'Det' if len(waiting) == 1 else 'De'} räknas med.")
    return tuple(said)


def _names(gates: Sequence[GateCriterion]) -> str:
    return swedish.listing(gate.name for gate in gates)
