import asyncio
import io
from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from groupmgr.reports import charts
from groupmgr.reports.charts import png, svg
from groupmgr.reports.compose.pictures import bars
from tests.reports.samples import RARE


def chart(name="企业"):
    heads = ("单位类别", "数量（家）")
    return bars("members", "成员单位构成", "企业最多。", heads, {name: 48, "学校": 22})


def test_a_chart_is_a_vector_drawing_with_its_labels():
    drawn = svg(chart())
    assert drawn.startswith("<svg")
    assert "企业" in drawn
    assert "48" in drawn


def test_the_same_chart_is_the_same_text():
    assert svg(chart()) == svg(chart())


def test_a_chart_first_asked_for_within_a_loop_needs_that_loop_no_more():
    async def within():
        return svg(chart())

    charts._engine.cache_clear()
    with ThreadPoolExecutor(1) as other:
        first = other.submit(lambda: asyncio.run(within())).result(timeout=20)
        assert other.submit(svg, chart()).result(timeout=20) == first


def test_markup_in_a_name_is_text():
    assert "<image" not in svg(chart('<image href="http://example.org/x.png"/>'))


def test_a_picture_shows_every_glyph_that_the_drawing_names():
    rare, missing = png(chart(f"{RARE}企业")), png(chart("\ue000" * len(f"{RARE}企业")))
    drawn, other = (Image.open(io.BytesIO(one)) for one in (rare, missing))
    assert drawn.size == (round(374 * 200 / 96), round(chart().height * 200 / 96))
    assert drawn.tobytes() != other.tobytes()
    assert png(chart(f"{RARE}企业")) == rare
