"""Where the frame of a picture comes from, in words."""

from __future__ import annotations

from prioritering.view.picture import Picture, frame_cells


def frame_origin(picture: Picture) -> str:
    """Return where the frame comes from, and that the plan does not say which frame pays for the projects."""
    frame = picture.frame
    unsaid = "Planen anger inte vilken ram som betalar projekten."
    if frame.kronor is None and not frame_cells(picture.plan):
        return "Planen anger inga ramar att välja bland. Välj Eget belopp och skriv hur mycket ni har."
    if frame.kronor is None:
        return f"{unsaid} Välj en av planens budgetposter eller skriv ett belopp."
    if frame.cell is None:
        return f"Eget belopp. {unsaid}"
    place = frame.cell.place
    where = f" (rad {place.line})" if place and place.line else ""
    start = "Förvald" if frame.preset else "Vald"
    return f"{start}: {frame.cell.label}{where}. {unsaid}"
