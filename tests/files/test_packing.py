import io
import zipfile

import pytest

from groupmgr.files.packing import Packed, plain, stream


def test_the_archive_comes_in_pieces_and_holds_everything(tmp_path):
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * 20_000)
    files = [Packed("一/大.bin", large), Packed("目录.xlsx", b"index")]
    pieces = list(stream(files))
    assert len(pieces) > 5
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as package:
        assert package.testzip() is None
        assert package.namelist() == ["一/大.bin", "目录.xlsx"]
        assert package.read("一/大.bin") == large.read_bytes()


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("签到表.pdf", "签到表.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j.pdf', "a_b_c_d_e_f_g_h_i_j.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("末尾的点...", "末尾的点"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("很长" * 60 + ".xlsx", "很长" * 7 + "很.xlsx"),
        ("", "_"),
    ],
)
def test_names_are_safe_on_every_system(name, there):
    assert plain(name, 20 if len(name) > 100 else 80) == there
