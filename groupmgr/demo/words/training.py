"""Training of the public and of the staff of enterprises."""

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure
from groupmgr.demo.words.recipes import Recipe

_M, _E = Measure, EvidenceKind
_FIGURES = (_M.PERSON_TIMES, _M.PERSONS, _M.PERSON_DAYS, _M.HOURS, _M.CERTIFICATES, _M.INCOME)
_PROOF = (_E.SIGN_IN_SHEET, _E.PHOTO, _E.NOTICE, _E.ROSTER, _E.VOUCHER)

TRAININGS = Recipe(
    category=Category.TRAINING,
    per_year=26,
    subjects=(
        (
            "农民工{trade}技能提升培训班",
            "面向返乡和在地务工人员开设，理论与实操学时比为3∶7，重点训练{p1}、{p2}",
        ),
        (
            "退役军人{theme}技能培训班",
            "按照退役军人就业意愿组班，开设{p1}、{p3}等模块，配备企业师傅现场指导",
        ),
        (
            "{city}创业培训（SYB）班",
            "讲授创业项目选择、成本核算和经营管理，邀请{firm}负责人分享创业经验",
        ),
        (
            "送教下乡：{theme}实用技术培训",
            "教师携带教学设备进村入企，讲解{p1}，现场检修设备{m}台（件）",
        ),
        ("失业转岗人员{trade}再就业培训", "围绕转岗岗位要求开展{p1}、{p2}训练，培训结束推荐就业"),
        ("社区居民智能设备应用培训", "面向社区居民讲解智能设备使用与用电安全，发放学习手册{m}0份"),
        (
            "职业院校{theme}骨干教师省级培训",
            "设专题讲座、企业实践和说课展示三个环节，{firm}提供{gear}实操岗位",
        ),
        (
            "{trade}职业技能等级认定考前培训",
            "按照国家职业标准组织理论复习和实操强化，对{p1}、{p3}薄弱环节单独辅导",
        ),
        (
            "特种作业人员安全技术复训班",
            "讲解法规标准、事故案例和{p1}操作规程，组织机考模拟和应急演练",
        ),
        (
            "乡镇{theme}技术带头人培训",
            "采取集中授课、基地观摩、跟班实训相结合的方式，培养一线技术带头人",
        ),
        (
            "中小学劳动教育与职业体验活动",
            "开放{gear}等体验项目{k}个，由专业教师和学生志愿者指导完成作品",
        ),
    ),
    ways=(
        "培训为期{d}天、每人{hours}学时，{n}名学员全程参加，日均到课率在96%以上。",
        "由{school}选派专业教师和企业师傅{k}人承担教学任务，实行小班实操。",
        "培训使用{gear}等设备，按“一人一岗、过程考核”组织实训。",
        "培训按签到逐日登记，课后发放学习资料并建立学员微信群答疑。",
    ),
    results=(
        "经考核，学员基本掌握{p1}要领，培训补贴材料已报人社部门。",
        "结业考核合格率达到94%，{k}名学员与{firm}达成就业意向。",
        "学员对培训的满意度为97%，提出的实操课时建议将在下期采纳。",
        "培训服务了地方产业用工需求，相关做法被当地人社部门推介。",
    ),
    places=(
        "{school}{theme}实训室",
        "{school}继续教育学院",
        "{city}公共实训中心",
        "{school}实训楼一层",
    ),
    casts=("S", "SF", "SF", "SFs", "SFA", "SA"),
    days=(2, 10),
    persons=(36, 118),
    months=(1, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 9, 10, 10, 11, 11, 12),
    measures=_FIGURES,
    audiences=(
        Audience.MIGRANT_WORKERS,
        Audience.VETERANS,
        Audience.JOB_CHANGERS,
        Audience.RESIDENTS,
    ),
    evidence=_PROOF,
)

STAFF_TRAININGS = Recipe(
    category=Category.STAFF_TRAINING,
    per_year=27,
    subjects=(
        (
            "{firm_short}{trade}技能提升培训",
            "根据企业岗位要求定制课程，集中讲授{p1}、{p2}，并在{gear}上开展实操考核",
        ),
        (
            "{firm_short}班组长能力提升培训",
            "围绕班前会组织、现场改善、质量控制和团队管理开展教学，每名学员完成一份改善提案",
        ),
        (
            "{firm_short}新员工岗前培训",
            "开展企业文化、安全规程和{p1}基础技能训练，考核合格后分配到班组",
        ),
        (
            "{firm_short}设备维修人员轮训",
            "分批组织维修电工和钳工学习{p2}、{p3}，以现场故障案例为教学内容",
        ),
        (
            "中小企业{theme}职工联合培训班",
            "由多家企业联合组班，{school}统一编制方案，按需求分模块教学",
        ),
        (
            "{firm_short}企业新型学徒集中培训",
            "按学徒培养方案完成阶段性集中教学，重点讲授{p1}工艺知识和质量标准",
        ),
        (
            "{theme}数字化技能职工培训",
            "面向一线职工讲授{p1}、{p3}的数字化应用，组织上机训练和案例研讨",
        ),
        ("{firm_short}安全生产全员轮训", "讲解双重预防机制和岗位操作规程，分班组开展应急处置演练"),
        ("{trade}高技能人才研修班", "面向技师、高级技师开设，围绕{problem}开展案例研讨和方案设计"),
    ),
    ways=(
        "培训{d}天、每人{hours}学时，{n}名职工分{k}个班次参加。",
        "{school}派出教师{k}人，企业技术骨干担任助教，送教进车间。",
        "采取工余授课、集中实操的方式，尽量不影响企业生产。",
        "培训前进行摸底测试，按基础差异分层组织教学。",
    ),
    results=(
        "培训后岗位技能测试平均分提高{m}分，企业计划将该课程列入年度培训。",
        "结业学员中{k}人通过高一级别的职业技能等级认定。",
        "形成改善提案{m}条，其中{k}条已在车间实施。",
        "企业按合同支付培训费，双方约定下季度继续开班。",
    ),
    places=("{firm}培训中心", "{firm}生产车间", "{school}{theme}实训室", "{firm}多功能厅"),
    casts=("SF", "SF", "SF", "SFf", "SFfs", "FS"),
    days=(2, 8),
    persons=(40, 160),
    months=(1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 9, 10, 10, 11, 11, 12),
    measures=(*_FIGURES, _M.FUNDS, _M.TEACHERS_SENT),
    audiences=(Audience.STAFF,),
    evidence=_PROOF,
)
