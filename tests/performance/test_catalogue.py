from groupmgr.catalogue import CATALOGUE


def test_the_catalogue_is_explained():
    for indicator in CATALOGUE:
        for one in (indicator, *indicator.parts):
            assert one.definition.endswith("。"), one.code
            assert one.source, one.code
            assert one.name, one.code
            assert one.unit, one.code
