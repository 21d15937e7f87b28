"""What meetings of each kind are called, what is on their agenda, and what they hand out."""

from groupmgr.meetings.labels import AgendaKind, MeetingKind

_K, _A = MeetingKind, AgendaKind
Agenda = tuple[tuple[AgendaKind, str], ...]

# Each time another of the agendas of its kind; {year}, {next} and {quarter} are those of the day.
AGENDAS: dict[MeetingKind, tuple[Agenda, ...]] = {
    _K.ASSEMBLY: (
        (
            (_A.DELIBERATE, "听取集团{year}年度工作报告"),
            (_A.DECIDE, "审定集团{next}年工作要点"),
            (_A.INFORM, "通报成员单位变动和年度审查情况"),
            (_A.DISCUSS, "分组讨论产教融合重点任务"),
        ),
    ),
    _K.COUNCIL: (
        (
            (_A.INFORM, "通报上次会议议定事项办理情况"),
            (_A.DECIDE, "审定新申请加入单位名单"),
            (_A.DECIDE, "审定《实训基地开放共享管理办法》"),
            (_A.DISCUSS, "讨论互派互聘工作推进措施"),
        ),
        (
            (_A.DELIBERATE, "审议{year}年度工作报告和经费收支情况"),
            (_A.ELECT, "调整副理事长单位、常务理事单位"),
            (_A.DECIDE, "审定{next}年会费标准调整方案"),
            (_A.DECIDE, "审定{next}年工作要点"),
        ),
    ),
    _K.STANDING_COUNCIL: (
        (
            (_A.INFORM, "通报成员单位活动填报和参会情况"),
            (_A.DECIDE, "审定专业指导委员会委员调整名单"),
            (_A.DECIDE, "审定年度推荐项目遴选办法"),
        ),
        (
            (_A.DECIDE, "审议新申请加入单位资格"),
            (_A.DECIDE, "审定技能大师工作室年度考核结果"),
            (_A.DISCUSS, "讨论下半年校企对接安排"),
        ),
    ),
    _K.CHAIRS: (
        (
            (_A.DISCUSS, "研究年度重点工作和经费安排"),
            (_A.DISCUSS, "研究共同体、联合体对接事项"),
        ),
        (
            (_A.DISCUSS, "研究理事会会议议题"),
            (_A.INFORM, "通报重点项目进展"),
        ),
    ),
    _K.JOINT_CONFERENCE: (
        (
            (_A.INFORM, "通报上半年产教融合工作情况"),
            (_A.DISCUSS, "研究实训用地、设备更新和经费配套问题"),
            (_A.DISCUSS, "研究企业接收实习学生激励办法"),
        ),
        (
            (_A.INFORM, "通报专业布点和招生情况"),
            (_A.DISCUSS, "研究专业错位发展和办学条件达标"),
            (_A.DISCUSS, "研究公共实训基地运行机制"),
        ),
    ),
    _K.EXCHANGE: (
        (
            (_A.INFORM, "企业发布{quarter}用工和技术需求"),
            (_A.INFORM, "院校介绍专业和毕业生情况"),
            (_A.DISCUSS, "研究校企合作中的主要问题"),
        ),
        (
            (_A.INFORM, "通报上次会议问题清单办理情况"),
            (_A.DISCUSS, "对接订单培养和岗位实习安排"),
            (_A.DISCUSS, "对接职工培训和技术服务需求"),
        ),
    ),
    _K.PUSH_FORWARD: (
        (
            (_A.INFORM, "通报校企合作项目进展"),
            (_A.DISCUSS, "推进产业学院和实践中心建设"),
            (_A.DISCUSS, "交流现场工程师培养经验"),
        ),
        (
            (_A.INFORM, "通报年度任务完成情况和滞后事项"),
            (_A.DISCUSS, "推进典型生产实践项目建设"),
        ),
    ),
    _K.PROGRAMME_COMMITTEE: (
        (
            (_A.DISCUSS, "论证专业人才培养方案"),
            (_A.DECIDE, "审定岗位能力标准和课程标准"),
            (_A.DISCUSS, "研究新增和调整专业建议"),
        ),
    ),
    _K.TEACHING_COMMITTEE: (
        (
            (_A.DISCUSS, "研究“岗课赛证”融通教学改革"),
            (_A.DECIDE, "审定校企双元教材选题"),
        ),
        (
            (_A.INFORM, "通报教学质量互查情况"),
            (_A.DISCUSS, "研究教师企业实践考核办法"),
        ),
    ),
    _K.SECRETARIAT: (
        (
            (_A.DISCUSS, "安排本季度重点工作"),
            (_A.INFORM, "通报活动审核和佐证材料情况"),
        ),
        (
            (_A.DISCUSS, "研究年度报告编写分工"),
            (_A.DISCUSS, "研究会议筹备事项"),
        ),
    ),
    _K.DEPLOYMENT: (
        (
            (_A.INFORM, "部署{year}年集团重点工作"),
            (_A.INFORM, "培训活动填报和数据统计口径"),
            (_A.DISCUSS, "成员院校作表态发言"),
        ),
        (
            (_A.INFORM, "部署秋季学期校企合作工作"),
            (_A.INFORM, "通报互派互聘未达标院校名单"),
        ),
    ),
    _K.SEMINAR: (
        (
            (_A.DISCUSS, "研讨大规模设备更新背景下的技能培训"),
            (_A.DISCUSS, "研讨实训基地共建共享机制"),
        ),
        (
            (_A.DISCUSS, "研讨中国特色学徒制实施难点"),
            (_A.DISCUSS, "研讨企业导师激励政策"),
        ),
    ),
    _K.SUPPLY_DEMAND: (
        (
            (_A.INFORM, "发布装备制造业紧缺职业（工种）情况"),
            (_A.DISCUSS, "研判{next}届毕业生供需形势"),
        ),
    ),
}

# What a meeting decides, by words of the agenda item that it rests on.
RESOLUTIONS = (
    ("新申请加入", "同意经审查合格的申请单位加入集团，由秘书处办理入会手续并颁发证书。"),
    ("开放共享", "原则通过《实训基地开放共享管理办法》，按会议意见修改后印发。"),
    ("工作要点", "通过集团{next}年工作要点，由秘书处分解任务并明确牵头单位和时限。"),
    ("副理事长单位", "同意调整有关单位的成员级别，自会议通过之日起生效。"),
    ("委员调整", "同意专业指导委员会委员调整名单，任期与本届理事会一致。"),
    ("推荐项目", "通过年度推荐项目遴选办法，遴选结果公示不少于5个工作日。"),
    ("资格", "同意有关单位加入申请，提请下次理事会会议通报。"),
    ("考核结果", "通过技能大师工作室年度考核结果，优秀等次的给予表彰。"),
    ("岗位能力标准", "通过{field}领域岗位能力标准和课程标准，供成员院校修订人才培养方案时使用。"),
    ("教材选题", "通过校企双元教材选题，各编写组于一年内完成初稿。"),
)

# What is to be done, and the days it may take; a meeting hands out the next ones of its kind.
FOLLOW_UPS: dict[MeetingKind, tuple[tuple[str, int], ...]] = {
    _K.ASSEMBLY: (("按讨论意见修改完善年度工作报告并印发", 30),),
    _K.COUNCIL: (
        ("印发实训基地开放共享管理办法并组织宣传解读", 30),
        ("补齐未达标院校互派互聘缺额", 60),
        ("建设共享师资库，首批入库教师和技师不少于100名", 120),
        ("编制集团实训资源共享目录", 60),
        ("分解年度工作要点，明确牵头单位和完成时限", 20),
        ("组织成员单位年度审查", 75),
    ),
    _K.STANDING_COUNCIL: (
        ("办理新成员单位入会手续并更新成员名册", 20),
        ("公示推荐项目并报送申报材料", 45),
        ("兑现技能大师工作室年度考核奖励", 60),
        ("核对专业指导委员会委员信息并颁发聘书", 30),
    ),
    _K.CHAIRS: (
        ("提出年度经费预算建议方案", 30),
        ("拟定产教融合共同体组建方案", 60),
        ("提出理事会会议议题和会务方案", 20),
    ),
    _K.JOINT_CONFERENCE: (
        ("协调解决公共实训基地用电增容问题", 90),
        ("研究提出企业接收实习学生补贴建议", 60),
        ("汇总成员院校专业布点情况并提出调整建议", 75),
        ("梳理实训设备更新需求并编制项目清单", 45),
    ),
    _K.EXCHANGE: (
        ("收集成员企业下一季度实习岗位，汇总发布", 30),
        ("对会上提出的技术需求逐项明确对接院校", 30),
        ("组织设备点检和电工职工培训班", 60),
        ("建立企业用工需求台账并按月更新", 30),
        ("落实订单班企业导师和课时安排", 45),
    ),
    _K.PUSH_FORWARD: (
        ("完善产业学院理事会章程和年度预算", 60),
        ("补充典型生产实践项目教学工单和过程材料", 50),
        ("推进滞后合作项目整改并报送进展", 45),
        ("总结现场工程师培养经验，形成典型案例", 60),
    ),
    _K.PROGRAMME_COMMITTEE: (
        ("按委员意见修订岗位能力标准", 60),
        ("组织企业专家审读人才培养方案", 45),
    ),
    _K.TEACHING_COMMITTEE: (
        ("汇总教材编写进度，组织样章审读", 90),
        ("汇总教师企业实践考核意见，修订考核表", 45),
    ),
    _K.SECRETARIAT: (
        ("催报逾期未填报的活动和学年统计", 15),
        ("补正佐证材料不全的活动记录", 20),
    ),
    _K.DEPLOYMENT: (
        ("上报校企合作联络员和年度计划", 20),
        ("完成上年度数据核对", 30),
        ("报送秋季学期实习安排和责任保险情况", 25),
    ),
    _K.SEMINAR: (("整理研讨意见，形成工作建议", 30),),
    _K.SUPPLY_DEMAND: (("发布装备制造业紧缺人才报告", 60),),
}
A_MEETING = 2

PROGRESS = (
    "已制定方案，正在征求有关单位意见。",
    "已完成前期调研，进入材料汇总阶段。",
    "已落实牵头部门和经费，按计划推进。",
    "企业方负责人变动，进度有所延后。",
)
DONE = (
    "已按要求完成，材料报秘书处备案。",
    "已印发执行，有关单位已组织落实。",
    "已完成并在下一次会议上通报。",
)
