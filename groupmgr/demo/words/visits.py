"""Visits to enterprises and between schools, exchange with abroad, surveys."""

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure
from groupmgr.demo.words.recipes import Recipe

_M, _E = Measure, EvidenceKind

VISITS = Recipe(
    category=Category.VISIT,
    per_year=22,
    subjects=(
        (
            "{leader_school}领导班子赴{firm_short}访企拓岗",
            "实地走访生产车间和研发中心，围绕毕业生就业、岗位实习和订单培养深入座谈",
        ),
        (
            "{programme}专业人才需求调研（{firm_short}）",
            "专业教研室走访{firm}，访谈人力资源和车间负责人{k}人，了解{trade}岗位设置和能力要求",
        ),
        (
            "{firm_short}实习生跟踪走访",
            "走访在岗实习学生，检查劳动保护、食宿和实习补贴落实情况，与带班师傅逐一交流",
        ),
        (
            "毕业生就业质量回访（{city}片区）",
            "走访用人单位{k}家，回访毕业生{m}人，了解岗位适应、薪酬待遇和专业对口情况",
        ),
        (
            "{theme}产业链企业走访",
            "沿产业链上下游走访企业，收集技术需求{k}项、用工需求{m}人，建立走访台账",
        ),
        (
            "园区企业用工与培训需求调研",
            "会同园区管委会走访规上企业，摸清{trade}等紧缺岗位缺口和职工培训意愿",
        ),
        (
            "{gear}建设方案考察（{firm_short}）",
            "考察设备选型、产线布局和维护成本，听取企业对实训室建设的意见",
        ),
        (
            "共建{theme}实训基地选址走访",
            "实地查看场地和配套条件，就投入方式、使用时段和安全责任交换意见",
        ),
        (
            "春季“送岗留工”走访服务",
            "了解节后用工缺口和岗前培训需求，向企业推介{programme}专业应届毕业生",
        ),
    ),
    ways=(
        "{firm}负责人介绍了企业生产经营情况和人才队伍现状。",
        "双方围绕{p1}、{p2}等岗位要求与课程内容的差距进行了讨论。",
        "走访组发放问卷{m}份，收集意见建议{k}条。",
        "走访人员参观了{gear}现场，并与往届毕业生座谈。",
    ),
    results=(
        "新增实习岗位{m}个、就业岗位{k}个，双方约定年内签订合作协议。",
        "形成调研报告1份，作为修订{programme}专业人才培养方案的依据。",
        "梳理问题{k}条，能当场答复的现场答复，其余列入校企合作台账限期回复。",
        "企业提出的职工培训需求已转继续教育部门安排。",
    ),
    places=("{firm}", "{firm}生产车间", "{city}工业园区", "{firm}技术中心"),
    casts=("SF", "SF", "SFf", "SFfs", "SFA"),
    days=(1, 3),
    persons=(5, 16),
    months=(2, 3, 3, 4, 4, 5, 6, 7, 9, 10, 10, 11, 12),
    measures=(_M.PERSONS, _M.PERSON_DAYS),
    evidence=(_E.PHOTO, _E.SUMMARY),
)

MUTUAL_VISITS = Recipe(
    category=Category.MUTUAL_VISIT,
    per_year=11,
    subjects=(
        (
            "{other_school}来{leader_school}交流{programme}专业建设",
            "介绍专业群建设、教师团队培养和实训教学组织经验，参观{gear}",
        ),
        (
            "赴{other_school}交流实训基地管理",
            "考察实训基地6S管理、耗材核算和开放共享做法，交流安全管理制度",
        ),
        (
            "{other_school}与{leader_school}教学常规互查",
            "互查教案、实训报告和课堂教学，听课{k}节，反馈意见{m}条",
        ),
        ("校际{theme}教师“同课异构”交流", "两校教师围绕{p1}各上一节公开课，企业工程师参加评课"),
        ("集团内院校学生技能社团互访", "两校{theme}社团学生开展技能切磋，观摩{gear}操作演示"),
        (
            "{firm_short}技术人员来校观摩交流",
            "企业技术人员观摩实训教学，介绍{p1}、{p2}的现场做法，商讨导师互聘",
        ),
        (
            "职业本科与中职衔接培养交流",
            "就贯通培养招生、课程衔接和转段考核交流经验，参观学生创新工作室",
        ),
    ),
    ways=(
        "交流活动由{school}接待，{others}参加。",
        "双方分管负责人、教务和实训部门负责人参加座谈。",
        "交流采取现场观摩、听评课和座谈相结合的方式。",
    ),
    results=(
        "商定共享实训项目{k}个，互派教师听课评课形成制度。",
        "来访人员表示将借鉴有关做法，改进本单位实训教学管理。",
        "双方达成师资互培、教材共用的初步意向。",
        "交流成果在集团简报刊发，供其他成员单位参考。",
    ),
    places=("{school}", "{school}实训中心", "{school}{theme}实训室", "{school}第二会议室"),
    casts=("Ss", "SsF", "Sss", "SF", "SsFf"),
    days=(1, 2),
    persons=(10, 34),
    measures=(_M.PERSONS, _M.PERSON_DAYS),
    evidence=(_E.PHOTO, _E.SUMMARY, _E.SIGN_IN_SHEET),
)

FOREIGN = Recipe(
    category=Category.FOREIGN,
    per_year=4,
    subjects=(
        (
            "海外员工{theme}技能培训课程输出研讨",
            "针对{firm}海外项目用工，研讨{p1}培训课程的双语资源和考核标准",
        ),
        (
            "来华留学生{theme}技能体验周",
            "组织留学生参观实训基地，体验{gear}操作，开展中国制造文化讲座",
        ),
        (
            "“中文+职业技能”{theme}线上培训",
            "面向合作国家职业院校教师和企业员工开设线上课程，讲授{p1}、{p2}基础操作",
        ),
        (
            "境外职业教育机构代表团来访交流",
            "介绍产教融合和学徒制做法，就教师交流、标准互认达成初步意向",
        ),
        (
            "随企出海技能人才培养对接会",
            "与{firm}对接海外项目设备运维人员培养需求，商定联合培训计划",
        ),
    ),
    ways=(
        "活动由{school}承办，配备双语教师{k}人。",
        "培训教材采用中英双语，线上线下结合组织教学。",
        "双方就课程内容、证书认可和师资安排交换意见。",
    ),
    results=(
        "形成双语课程资源{k}个，列入下一年度对外合作计划。",
        "参训人员考核合格率达到90%以上，企业反馈良好。",
        "为服务国际产能合作积累了经验，后续将完善教学标准。",
    ),
    places=("{school}国际交流中心", "{school}{theme}实训室", "线上（{school}直播教室）"),
    casts=("SF", "SFs", "S"),
    days=(1, 5),
    persons=(18, 60),
    measures=(_M.PERSONS, _M.PERSON_TIMES),
    audiences=(Audience.OTHER, Audience.STAFF),
    evidence=(_E.PHOTO, _E.SUMMARY, _E.ROSTER),
)

SURVEYS = Recipe(
    category=Category.SURVEY,
    per_year=5,
    subjects=(
        (
            "{city}装备制造企业技能人才需求问卷调查",
            "面向规上企业发放问卷，了解{trade}等职业（工种）的用工缺口、薪酬和技能要求",
        ),
        (
            "{programme}专业毕业生跟踪调查",
            "对近三届毕业生的就业去向、岗位变化、能力短板进行跟踪，回收有效问卷{m}0份",
        ),
        (
            "企业职工培训需求调查",
            "围绕{p1}、{p2}等培训内容、时段和方式征求职工意见，覆盖车间班组{m}个",
        ),
        (
            "专业教师企业实践情况调查",
            "统计近五年企业实践时间和形式，了解教师对实践岗位和考核方式的意见",
        ),
        (
            "校企合作满意度调查",
            "从实习管理、技术服务、人才质量等维度设置题目{m}道，由合作企业匿名填写",
        ),
    ),
    ways=(
        "问卷由{school}设计，经企业专家审定后通过线上平台发放。",
        "调查采取线上问卷与入企访谈相结合的方式，访谈{k}家企业。",
        "调查数据由教研人员交叉核对，剔除无效样本后统计分析。",
    ),
    results=(
        "形成调查报告1份，提出专业调整建议{k}条，报集团秘书处。",
        "结果已用于修订人才培养方案和编制下一年度培训计划。",
        "调查结论在专业指导委员会会议上通报，作为岗位标准修订依据。",
    ),
    places=("线上", "{city}各工业园区", "{school}"),
    casts=("S", "SF", "SA", "SFf"),
    days=(5, 20),
    persons=(160, 900),
    measures=(_M.PERSONS,),
    audiences=(Audience.STAFF, Audience.OTHER),
    evidence=(_E.DATA_SHEET, _E.SUMMARY),
)
