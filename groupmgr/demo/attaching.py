"""Photographs of plaques, the documents of states, and what proves that a base was used."""

import io

import sqlalchemy as sa
from PIL import Image, ImageDraw

from groupmgr.attachments.models import Attachment
from groupmgr.bases.usage import BaseUsage
from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.demo import papers
from groupmgr.demo.drawing import lines, write
from groupmgr.demo.world import World
from groupmgr.files.models import StoredFile
from groupmgr.kernel.written import day_words

_PICTURED = 6
_BRASS, _INK, _WALL = "#cfa75a", "#7a1f1a", "#d9d5cc"


def make(world: World) -> None:
    """Add files to some plaques, states and uses; what the dice throw later stays as it was."""
    made = [*_plaques(world), *_states(world), *_uses(world), *_handed_out(world)]
    world.add(one.file for one in made)
    world.add(made)


def _plaques(world: World) -> list[Attachment]:
    hung = [plaque for base in world.bases for plaque in base.plaques][:_PICTURED]
    return [
        Attachment(file=plate(world, one.title, one.giver), name="牌匾照片.jpg", plaque_id=one.id)
        for one in hung
    ]


def _states(world: World) -> list[Attachment]:
    stages = [
        ("base_stage_id", base.name, stage) for base in world.bases for stage in base.stages[-1:]
    ] + [
        ("studio_stage_id", studio.name, stage)
        for studio in world.studios
        for stage in studio.stages[-1:]
    ]
    made = []
    for column, name, stage in [one for one in stages if one[2].document_number][:_PICTURED]:
        day = day_words(stage.on)
        words = f"自{day}起，{name}的状态为{stage.state.label}。"
        heads = [f"关于{name}的通知", str(stage.document_number)]
        file = papers.page(world, heads, [words], "集团秘书处", stage.on)
        made.append(
            Attachment(file=file, name=f"{stage.document_number}.pdf", **{column: stage.id})
        )
    return made


def _uses(world: World) -> list[Attachment]:
    uses = world.session.scalars(sa.select(BaseUsage).order_by(BaseUsage.id)).all()
    made = []
    for one in uses:
        rows = [(str(n), "", one.note, "") for n in range(1, 13)]
        columns = ("序号", "姓名", "班级或单位", "签字")
        file = papers.sheet(world, f"{one.note}签到表", columns, rows)
        made.append(Attachment(file=file, name=f"{one.note}签到表.xlsx", base_usage_id=one.id))
    return made


def _handed_out(world: World) -> list[Attachment]:
    plaques = sa.select(Certificate).where(Certificate.kind == CertificateKind.PLAQUE)
    found = world.session.scalars(plaques.order_by(Certificate.id).limit(3)).all()
    return [
        Attachment(
            file=plate(world, one.rank.label, one.name), name="授牌照片.jpg", certificate_id=one.id
        )
        for one in found
    ]


def plate(world: World, title: str, giver: str) -> StoredFile:
    """Draw a plate of brass on a wall."""
    picture = Image.new("RGB", (480, 320), _WALL)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((50, 50, 430, 270), 8, fill=_BRASS, outline="#8a6a2c", width=5)
    told = lines(title, 14)[:2]
    for row, words in enumerate(told):
        write(draw, (240, 140 + (row * 2 - len(told) + 1) * 17), words, 24, fill=_INK)
    write(draw, (240, 232), giver, 15, fill=_INK)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=70)
    return papers.keep(world, buffer.getvalue(), "image/jpeg")
