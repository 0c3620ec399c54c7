"""A page with one of each field that Streamlit has, on the app's own server: what sprak.js has to translate."""

from __future__ import annotations

import datetime

import streamlit as st

if __name__ == "__main__":
    import pandas as pd
    import plotly.graph_objects as go

    from prioritering.web.frame.theme import apply_theme

    st.set_page_config(page_title="Alla fält – Prioritering", layout="wide", menu_items={"About": "Om sidan"})
    apply_theme()
    st.title("Alla fält")
    st.sidebar.write("Sidomenyns innehåll")
    st.text_input("Text", key="text", help="Hjälptext")
    st.text_input("Lösenord", type="password")
    st.text_area("Lång text")
    st.number_input("Tal", 0, 10, 5, key="tal")
    st.selectbox("Ett val", ["Ett", "Två"], index=None)
    st.multiselect("Flera val", ["Ett", "Två", "Tre"], key="flera")
    st.multiselect("Flera valda", ["Ett", "Två", "Tre"], ["Ett", "Två"], key="valda")
    st.caption("Liten text")
    st.multiselect("Flera med nya", ["Ett", "Två"], accept_new_options=True)
    st.radio("Radio", ["Ett", "Två"])
    st.segmented_control("Segment", ["Ett", "Två"], default="Ett")
    st.pills("Piller", ["Ett", "Två"], default="Ett")
    st.button("Viktig knapp", type="primary")
    st.button("Knapp som länk", type="tertiary")
    st.info("Upplysning")
    st.warning("Varning")
    st.error("Fel")
    st.success("Klart")
    st.slider("Reglage", 0, 100, 40)
    st.select_slider("Ordnat reglage", ["låg", "hög"])
    st.checkbox("Kryssruta")
    st.toggle("Omkopplare")
    st.date_input("Datum", datetime.date(2021, 3, 4))
    st.file_uploader("Fil", type=["csv"])
    st.download_button("Ladda ner", "innehåll", "fil.csv")
    with st.form("formulär"):
        st.text_input("I formulär", key="i_form")
        st.form_submit_button("Skicka", type="primary")
    with st.expander("Mer"):
        st.write("Innehåll")
    st.dataframe(pd.DataFrame({"Namn": ["Å", "Ä"], "Tal": [1, 2]}), alt="Två rader")
    st.data_editor(pd.DataFrame({"Namn": ["Å"], "Tal": [1]}), num_rows="dynamic", key="redigera", alt="En rad")
    st.plotly_chart(go.Figure(go.Bar(x=["Å", "Ä"], y=[1, 2])), alt="Två staplar")
    st.metric("Mått", "12", "3")
    with st.popover("Öppna ruta"):
        st.write("I rutan")
    st.status("Läge", state="complete")
    st.table(pd.DataFrame({"Namn": ["Å"]}))
else:
    from prioritering.web.server import app as server_app

    app = st.App(__file__, **server_app.app_settings())
