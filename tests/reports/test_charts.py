from groupmgr.reports.charts import svg
from groupmgr.reports.compose.pictures import bars


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


def test_markup_in_a_name_is_text():
    assert "<image" not in svg(chart('<image href="http://example.org/x.png"/>'))
