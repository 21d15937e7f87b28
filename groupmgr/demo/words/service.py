"""Technical service, job fairs, contests."""

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure
from groupmgr.demo.words.recipes import Recipe

_M, _E = Measure, EvidenceKind

SERVICES = Recipe(
    category=Category.TECHNICAL_SERVICE,
    per_year=13,
    subjects=(
        (
            "{firm_short}{problem}技术服务",
            "服务团队到现场采集数据、分析原因，提出改进方案并跟踪验证",
        ),
        (
            "{problem}联合攻关现场试验",
            "校企技术人员组成攻关组，围绕{p1}、{p2}开展对比试验，优化工艺参数",
        ),
        ("{firm_short}设备检测与状态评估服务", "对关键设备进行{p1}检测，出具评估报告和维修建议"),
        (
            "工艺改进进企业：{theme}专家服务团",
            "组织教师和技能大师到车间会诊，现场解决技术难题{k}个",
        ),
        (
            "{firm_short}零件试制与首件检验服务",
            "利用学校{gear}完成样件试制和首件检验，提供检测数据",
        ),
        ("{firm_short}老旧设备数控化改造", "完成方案设计、电气改造和调试，对操作人员开展{p1}培训"),
        (
            "技能大师工作室技术攻关：{problem}",
            "由工作室领衔人牵头，学生参与测试和制图，形成可推广的操作法",
        ),
    ),
    ways=(
        "服务按“诊断—方案—试验—验证”四步实施，每周通报进度。",
        "学生{k}人在教师带领下参与数据采集和图纸绘制。",
        "试验在企业停机检修窗口进行，未影响正常生产。",
        "服务历时{d}天，校企双方投入技术人员{n}人。",
        "服务团队制定测试大纲，完成样本测试{m}组。",
        "企业提供试验条件和工艺数据，学校负责分析与方案设计。",
    ),
    results=(
        "方案通过企业技术部门评审，已在同类设备上推广。",
        "企业测算每年可节约成本{m}万元。",
        "服务记录、检测报告和验收单已归档。",
        "改进后不良率下降{k}个百分点，企业出具了应用证明。",
        "形成技术报告1份、工艺文件{k}份，款项已按合同到账。",
        "申请专利1项，案例进入{course}课程教学。",
        "设备故障停机时间明显减少，企业拟追加后续合作。",
    ),
    places=("{firm}", "{firm}生产车间", "{school}{theme}实训室", "{firm}试验中心"),
    casts=("SF", "SF", "SFA", "SFf"),
    days=(3, 45),
    persons=(4, 12),
    months=(1, 3, 4, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12),
    measures=(_M.INCOME, _M.PERSONS, _M.TEACHERS_SENT),
    evidence=(_E.VOUCHER, _E.SUMMARY, _E.PHOTO),
)

JOB_FAIRS = Recipe(
    category=Category.JOB_FAIR,
    per_year=8,
    subjects=(
        (
            "{year}届毕业生校园双选会",
            "组织装备制造类企业进校招聘，提供{theme}等专业岗位，现场设政策咨询台",
        ),
        (
            "{firm_short}专场宣讲与招聘会",
            "企业介绍发展情况和薪酬待遇，面向{programme}专业学生现场面试",
        ),
        (
            "“校企面对面”供需对接会",
            "企业发布技术和用工需求，学校发布专业和科研服务清单，现场逐项对接",
        ),
        ("实习岗位供需见面会", "企业提供岗位实习岗位{m}个，学生双向选择并填写意向表"),
        ("{city}装备制造产业人才专场对接", "会同人社部门和园区组织专场，发布紧缺职业（工种）目录"),
        ("退役军人和农民工技能岗位对接会", "面向培训结业学员推介{trade}岗位，提供劳动权益咨询"),
    ),
    ways=(
        "现场进场求职学生和群众{n}人，{others}等单位设展位。",
        "活动分线上投递和线下面试两个环节，提前发布岗位信息。",
        "集团秘书处协助企业发布岗位，对中小企业免收展位费。",
    ),
    results=(
        "提供岗位{m}0个，达成就业（实习）意向{m}人，后续由辅导员跟踪签约。",
        "收集技术需求{k}项、培训需求{k}项，转有关院校对接。",
        "现场签约{m}人，企业对学生实操能力评价较好。",
    ),
    places=("{school}体育馆", "{school}大学生活动中心", "{city}人力资源市场", "{school}文化广场"),
    casts=("SFf", "SFfs", "SFffsA", "SFfA"),
    persons=(260, 980),
    months=(3, 4, 4, 5, 5, 10, 10, 11, 11, 12),
    measures=(_M.PERSON_TIMES, _M.FUNDS),
    audiences=(Audience.STUDENTS, Audience.VETERANS),
    evidence=(_E.NOTICE, _E.PHOTO, _E.DATA_SHEET),
)

CONTESTS = Recipe(
    category=Category.CONTEST,
    per_year=9,
    subjects=(
        (
            "全省职工职业技能大赛{trade}赛项",
            "赛项由理论考试和实操竞赛组成，重点考核{p1}、{p2}，设职工组和学生组",
        ),
        (
            "省职业院校技能大赛{theme}赛项",
            "承办省赛赛项，{firm}提供{gear}和技术支持，邀请企业专家担任裁判",
        ),
        (
            "“{firm_short}杯”{theme}校企技能比武",
            "职工与学生同台竞技，比拼{p1}、{p3}，优胜者由企业颁发奖金",
        ),
        ("{theme}校内技能节暨选拔赛", "以国赛规程为参照设置任务，选拔选手进入集训队"),
        ("{trade}赛前集训与教练交流", "组织选手分阶段集训，企业技师担任教练，开展模拟赛{k}场"),
        ("{city}青年职工{trade}技能竞赛", "由园区企业选手参赛，考核{p1}操作规范和质量"),
    ),
    ways=(
        "赛前组织裁判员和选手说明会，公布评分细则。",
        "比赛设理论、实操和职业素养三个评分模块。",
        "共有{n}名选手参赛，{others}参与命题、裁判和设备保障。",
        "比赛邀请行业协会监督，成绩当场公布。",
        "赛场向师生和企业职工开放观摩，同步组织技术点评。",
    ),
    results=(
        "前三名选手被授予“技术能手”称号，组委会颁发证书。",
        "赛后召开技术讲评会，裁判长逐项分析失分点。",
        "决出一等奖{k}名、二等奖若干名，优胜选手按规定晋升职业技能等级。",
        "选手作品质量较上届明显提高，赛题已转化为实训项目{k}个。",
        "通过以赛促教、以赛促训，发现教学薄弱环节{k}处并列入整改。",
    ),
    places=("{school}{theme}实训中心", "{firm}竞赛场地", "{city}公共实训中心"),
    casts=("SF", "SFA", "SFfs", "ASF", "SFs"),
    days=(1, 4),
    persons=(38, 160),
    months=(3, 4, 5, 5, 6, 9, 10, 11, 11),
    measures=(_M.PERSONS, _M.PERSON_TIMES, _M.CERTIFICATES, _M.FUNDS),
    audiences=(Audience.STUDENTS, Audience.STAFF),
    evidence=(_E.NOTICE, _E.PHOTO, _E.ROSTER, _E.CERTIFICATE),
)
