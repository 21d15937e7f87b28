"""Charts as SVG, drawn by ECharts itself in an engine inside this process, and as pictures."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from py_mini_racer import MiniRacer
from resvg_py import svg_to_bytes

from groupmgr.paths import resource_dir
from groupmgr.reports.outline import Chart

_DRAW = """
function draw(option, width, height) {
  const chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width, height});
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
"""
# One thread draws all charts: there the engine keeps a loop of its own, and takes nobody's.
_DRAWER = ThreadPoolExecutor(1, "charts")
# The faces that `compose.pictures` asks for, in the order in which a glyph is looked for.
_FACES = ("ASCII", "SongTi", "RareHan")
_DOTS = 200 / 96


def svg(chart: Chart) -> str:
    """Draw a chart; the same chart always gives the same text."""
    drawn = _DRAWER.submit(_drawn, chart).result()
    # ECharts counts its drawings in its names; the counted classes only serve a mouse.
    return re.sub(r"\bzr\d+-(cls-\d+)?", "zr-", drawn)


def address(chart: Chart) -> str:
    """Draw a chart into an address that a page can hold in itself."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(chart).encode()).decode()


def png(chart: Chart) -> bytes:
    """Draw a chart at 200 dots an inch; the same chart always gives the same bytes."""
    fonts = resource_dir("static") / "fonts"
    faces = [str(fonts / f"{name}.ttf") for name in _FACES]
    return svg_to_bytes(
        svg_string=svg(chart),
        background="white",
        skip_system_fonts=True,
        zoom=_DOTS,
        font_files=faces,
    )


def _drawn(chart: Chart) -> str:
    return str(_engine().call("draw", dict(chart.option), chart.width, chart.height))


@cache
def _engine() -> MiniRacer:
    engine = MiniRacer()
    source = resource_dir("static") / "vendor" / "echarts" / "echarts.min.js"
    engine.eval(source.read_text(encoding="utf-8"))
    engine.eval(_DRAW)
    return engine
