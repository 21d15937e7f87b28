"""When which meeting was held: kind, month and day in each year, words of its title."""

from groupmgr.meetings.labels import MeetingKind

_K = MeetingKind

# Kind, days of 2023, 2024 and 2025, title. The exchange of the third quarter of 2024 is missing.
YUNLING = (
    (_K.JOINT_CONFERENCE, "0322 0920", "0320 0925", "", "{half}领导小组联席会议"),
    (_K.EXCHANGE, "0228 0525 0824 1109", "0312 0523 1107", "", "{quarter}政校企交流会议"),
    (_K.PUSH_FORWARD, "0615 1207", "0613 1205", "", "{half}政校企推进会议"),
    (_K.ASSEMBLY, "1116", "1114", "", "{year}年年会暨成员代表大会"),
    (_K.COUNCIL, "0517 1115", "0424 1113", "", "第二届理事会第{nth}次会议"),
    (_K.STANDING_COUNCIL, "0316 0913", "0314 0911", "", "第二届常务理事会第{nth}次会议"),
    (_K.CHAIRS, "0111 1026", "0118 1024 1226", "0116", "{year}年第{nth_of_year}次理事长办公会"),
    (
        _K.PROGRAMME_COMMITTEE,
        "0419 0510 1012 1019 1102",
        "0417 0515 1016 1030",
        "",
        "{body}{year}年会议",
    ),
    (_K.TEACHING_COMMITTEE, "0426 1018", "0410 1023", "", "教学指导委员会{half}会议"),
    (_K.SECRETARIAT, "0217 0509 0906 1128", "0228 0507 0905 1126", "", "秘书处{quarter}工作会"),
    (_K.DEPLOYMENT, "0301 0908", "0306 0906", "0305", "{year}年{season}工作部署会"),
    (_K.SEMINAR, "0712 1221", "0710 1219", "", "{topic}研讨会"),
    (_K.SUPPLY_DEMAND, "0629", "0627", "", "{year}年装备制造业人才供需研判会"),
)
LANSHAN = (
    (_K.JOINT_CONFERENCE, "0330 0927", "0328 0926", "", "{half}领导小组联席会议"),
    (
        _K.EXCHANGE,
        "0316 0608 0907 1130",
        "0314 0606 0912 1128",
        "",
        "联合体{quarter}政校企交流会议",
    ),
)
BEIAN = (
    (_K.PUSH_FORWARD, "0620 1212", "0618 1210", "", "{half}政校企推进会议"),
    (_K.COUNCIL, "0414", "0412", "", "第一届理事会第{nth}次会议"),
)
TOPICS = ("大规模设备更新与技能培训", "中国特色学徒制", "实训基地共建共享", "企业导师激励")
