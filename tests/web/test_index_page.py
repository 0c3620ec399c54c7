"""Streamlit's page in Swedish, and the policy that fits it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from prioritering.web.server.house import STREAMLIT_FILES, is_foreign
from prioritering.web.server.index_page import content_policy, read_index_page


def test_streamlits_page_still_has_everything_that_is_replaced() -> None:
    page = read_index_page(STREAMLIT_FILES).body.decode()
    assert '<html lang="sv"' in page
    assert "<title>Prioritering</title>" in page
    assert "enable JavaScript" not in page
    assert "openapi.json" not in page
    assert '"./static' not in page
    assert "favicon.png" not in page


def test_our_scripts_come_before_streamlits() -> None:
    page = read_index_page(STREAMLIT_FILES).body.decode()
    assert page.index("/statisk/start.js") < page.index("/static/js/index")


def test_below_a_path_every_asset_is_asked_for_below_that_path() -> None:
    page = read_index_page(STREAMLIT_FILES, "/prio/").body.decode()
    assert 'src="/prio/static/js/index' in page
    assert 'src="/prio/statisk/sprak.js"' in page


def test_the_compressed_page_is_the_page() -> None:
    page = read_index_page(STREAMLIT_FILES)
    assert gzip.decompress(page.compressed) == page.body


def test_an_inline_script_is_allowed_by_its_hash_alone() -> None:
    # printf "alert('hej')" | openssl dgst -sha256 -binary | base64
    policy = content_policy("<html><script>alert('hej')</script></html>")
    assert "script-src 'self' 'sha256-1hg7v+PEL0vLFKkvALALihn5N039e6hioFSXoX26pms=' blob:" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    ("origin", "host", "foreign"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501", False),
        ("http://127.0.0.1:9999", "127.0.0.1:8501", True),
        ("https://example.org", "127.0.0.1:8501", True),
        ("null", "127.0.0.1:8501", True),
        ("", "127.0.0.1:8501", True),
        ("https://tillåten.example", "127.0.0.1:8501", False),
    ],
)
def test_a_websocket_is_foreign_unless_its_origin_is_the_host_or_allowed(origin: str, host: str, foreign: bool) -> None:
    headers = Headers({"origin": origin, "host": host})
    assert is_foreign(headers, ["https://tillåten.example"]) is foreign


def test_a_missing_page_of_streamlits_is_an_error_at_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_index_page(tmp_path)


def test_our_scripts_are_loaded_once_however_many_scripts_streamlit_has(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><script>a()</script><script>b()</script></html>", encoding="utf-8")
    page = read_index_page(tmp_path).body.decode()
    assert (page.count("/statisk/start.js"), page.count("/statisk/sprak.js")) == (1, 1)
    assert page.index("/statisk/sprak.js") < page.index("a()")
