"""Finds English that a user would meet: Streamlit's own phrases and common English words."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "prioritering" / "web" / "static" / "sprak.js"
_WORDS = re.compile(
    r"\b(the|and|you|your|please|with|this|that|from|click|press|choose|select|selected|loading|running|must be|"
    r"learn more|show|hide|view more|drag|drop|browse|limit|per file|no results|month|january|february|march|may|june|"
    r"july|october|copy|clipboard)\b",
    re.IGNORECASE,
)
_COLLECT = """() => {
  const texts = new Set();
  const visible = (element) => element.checkVisibility ? element.checkVisibility() : true;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.data.trim() && parent && visible(parent) && !parent.closest('script, style, noscript, [lang="en"]'))
      texts.add(node.data.trim());
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-valuetext'])
      if (element.getAttribute(name)) texts.add(element.getAttribute(name).trim());
  texts.add(document.title);
  return [...texts];
}"""


def streamlit_phrases() -> frozenset[str]:
    """Return the English phrases that the language script knows, less those that are Swedish as well."""
    pairs = re.findall(r'"((?:[^"\\]|\\.)+)":\s*"((?:[^"\\]|\\.)*)"', SCRIPT.read_text(encoding="utf-8"))
    return frozenset(english for english, swedish in pairs if english != swedish)


def english_on(page: Page, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return the texts, labels, hints and titles on the page that are English."""
    phrases = streamlit_phrases()
    texts: list[str] = page.evaluate(_COLLECT)
    return sorted(text for text in texts if text not in allowed and (text in phrases or _WORDS.search(text)))
