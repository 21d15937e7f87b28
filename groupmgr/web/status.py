"""How the state of a record looks: text and sign, never colour alone."""

from dataclasses import dataclass

from flask import Flask


@dataclass(frozen=True, slots=True)
class Look:
    """A class of the stylesheet and an icon of the sprite."""

    name: str
    icon: str


OK = Look("gm-ok", "circle-check")
WAIT = Look("gm-wait", "clock")
RUN = Look("gm-run", "progress")
WARN = Look("gm-warn", "alert-triangle")
STALE = Look("gm-stale", "history")
BAD = Look("gm-bad", "circle-x")
OFF = Look("gm-off", "circle-dashed")
VOID = Look("gm-void", "ban")

# One row a look; the words are those of the labels, so that a state looks the same everywhere.
WORDS = {
    OK: "已封账 已通过 已同意 已确认 已达标 已完成 已上传 正常 正式成员 优秀 合格 基本合格 "
    "已建成运行 运行中 已办结 已召开 已签署 已验收 入选 有效 履行中 已发布 已定稿 出席 委托 已归档 "
    "已导入 已授牌 已签 已发出 已解决 立项 结项 达到法定人数 新增 变更 已报 采纳 无意见 已带回",
    WAIT: "本单位审核 待审核 待确认 待答复 加入申请 待伙伴确认 排队中 已提交 待审议 待办手续 "
    "待验收 待发送 推荐 拟召开 已通知 待办 申报 秘书处初审 待表决 拟定 审核 审核中 意向 起草 "
    "未回执 待回执 未签到 入会申请 验收 天 今天 已答复 征求意见 待导入",
    RUN: "进行中 开放中 表决中 办理中 实施中 建设中 执行中 上传中 推进中 纪要起草 纪要会签 "
    "培育 中期检查 正在比对 导入未完成 撤销未完成",
    WARN: "临期 待修改 有更正 有出入 未到 即将到期 即将召开 须改密码 暂停 整改 缺席 拟退出 "
    "不足法定人数 部分采纳 中途离开 延期 建议 建议退出 有冲突",
    STALE: "待复核 待重新确认",
    BAD: "未发出 已退回 未同意 有异议 退回补正 否认参加 未达标 已逾期 未完成 未传完 不合格 已除名 "
    "须改 逾期 不予通过 已锁定 未入选 不导入 未通过 流会(不足法定人数)",
    OFF: "草稿 已撤回 筹建 不计入 不采纳 未开始 请假 不适用 停用 已停用 已取消 已退出 未审查 "
    "未提交 已结束",
    VOID: "已作废 已撤销 导入已撤销 已终止 已到期 已注销 已合并 摘牌 终止 撤销 到期 解除 退出",
}
LOOKS = {word: look for look, line in WORDS.items() for word in line.split()}


def look(words: str) -> Look:
    """Return the look of a state; its last word counts (2/3 待确认), an unknown one is quiet."""
    return LOOKS.get(words.rpartition(" ")[2], OFF)


def register(app: Flask) -> None:
    """Let the templates ask."""
    app.jinja_env.globals["look"] = look
