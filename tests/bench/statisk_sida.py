"""The floor for the board: a Streamlit page with the same widgets and as many elements, whose contents are ready-made.

Nothing is computed: a moved slider draws the stored rows again with a counter in them.
"""

import json
import os
from pathlib import Path

import streamlit as st

st.set_page_config(layout="wide")
STORED = json.loads(Path(os.environ["STATISK_SIDA"]).read_text(encoding="utf-8"))


@st.fragment
def page() -> None:
    st.session_state.turn = st.session_state.get("turn", 0) + 1
    title, link = st.columns([0.72, 0.28])
    title.html("<h1>Sida</h1>")
    link.html("<button>Kopiera länk</button>")
    st.html("<p>Mening</p>")
    st.html("<ul><li>kort</li></ul>" * 5)
    with st.container():
        left, right = st.columns([0.25, 0.75])
        with left:
            with st.container(border=True):
                st.html("<h2>Vikter</h2>")
                for name in ("Effekttyp", "Omfattning", "Tidsperspektiv"):
                    st.slider(name, 0, 100, 33, key=name, format="%d %%", help=name)
                st.pills("Färdiga", ("a", "b", "c", "d"))
                st.expander("Räkna fram")
            with st.container(border=True):
                st.selectbox("Ram", ("a", "b", "c"))
                st.html("<table>" + "<tr><td>klass</td><td>1</td><td>2</td></tr>" * 4 + "</table>")
            st.expander("Ordning")
        with right:
            rows = "".join(f"<tr>{row}</tr>" for row in STORED)
            st.html(f'<table class="b-board"><tbody><tr><td>{st.session_state.turn}</td></tr>{rows}</tbody></table>')
            st.html("<p>förklaring</p>")
            if len(STORED) >= 100:
                before, after = st.columns(2)
                before.button("Föregående")
                after.button("Nästa")
    st.html("<section>Underlag saknas</section>")
    choose, give, add = st.columns([0.5, 0.25, 0.25])
    choose.selectbox("Projekt", ("a", "b"))
    give.button("Anta kostnad eller nivå")
    add.button("Lägg till")
    st.expander("Nivåernas värden")
    st.expander("Antaganden")


page()
