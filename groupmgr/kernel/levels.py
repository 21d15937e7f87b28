"""Levels of recognition and of reviews, shared by the registers (2-records.md 2.5, 2.6, 2.7)."""

from groupmgr.kernel.labels import Label


class Level(Label):
    """Who recognised something; of several levels the highest alone counts."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    GROUP = "group", "集团级"
    SCHOOL = "school", "校级"


class Standing(Label):
    """How far an application for a list or title has come; 推荐 and 入选 never mix (S001)."""

    RECOMMENDED = "recommended", "推荐"
    SELECTED = "selected", "入选"
    NOT_SELECTED = "not-selected", "未入选"
    WITHDRAWN = "withdrawn", "退出"


class Review(Label):
    """年度考核 of a base or a studio (2-records.md 2.6)."""

    EXCELLENT = "excellent", "优秀"
    PASSED = "passed", "合格"
    MENDING = "mending", "整改"
    REVOKED = "revoked", "撤销"
