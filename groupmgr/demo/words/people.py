"""Teachers in enterprises, secondments, students in practice."""

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure
from groupmgr.demo.words.recipes import Recipe

_M, _E = Measure, EvidenceKind

PRACTICE = Recipe(
    category=Category.TEACHER_PRACTICE,
    per_year=18,
    subjects=(
        (
            "{programme}专业教师暑期企业实践（{firm_short}）",
            "教师深入{p1}、{p2}等岗位跟班实践，完成岗位任务和实践日志",
        ),
        (
            "新任教师上岗前企业实践（{firm_short}）",
            "新任教师按“先实践再上岗”要求，在{theme}岗位完成技能训练和安全教育",
        ),
        (
            "教师赴{firm_short}参与技术改造实践",
            "教师参与{problem}课题，承担测试、制图和工艺验证任务",
        ),
        (
            "“双师型”教师企业实践（{theme}方向）",
            "按照企业师傅带教计划轮岗，重点学习{p1}、{p3}新工艺新规范",
        ),
        (
            "实习指导教师驻企实践（{firm_short}）",
            "实习指导教师驻企管理学生实习的同时，参加{p2}岗位生产任务",
        ),
        (
            "寒假教师企业岗位实践（{firm_short}）",
            "教师利用寒假到检修班组实践，参与年度设备检修和{p1}",
        ),
        ("课程团队企业实践：{course}", "课程组教师到企业收集生产案例，围绕{p1}、{p2}重构教学项目"),
    ),
    ways=(
        "教师分{k}个小组进入不同工段，每周召开一次交流会。",
        "实践内容与所授课程对应，由专业带头人审定任务书。",
        "企业开放工艺文件和检测记录供教师查阅，双方签署保密承诺。",
        "{n}名教师参加，企业为每名教师指定1名师傅，实行周报制度。",
        "实践期间企业提供食宿和劳动保护，学校按规定办理保险。",
        "{firm}安排总装、检测、维修等岗位轮换，结束时进行岗位考核。",
    ),
    results=(
        "教师拍摄工艺视频{m}段，补充到课程资源库。",
        "回校后每名教师上一节汇报课，{k}个案例入选校级案例集。",
        "企业邀请{k}名教师参加下一阶段的技术改造项目。",
        "按企业建议调整了{p2}实训项目的考核标准。",
        "收集典型案例{k}个，已转化为{course}的教学项目。",
        "企业鉴定均为合格以上，教师提交实践报告{n}份。",
        "参与完成工艺改进{k}项，为企业节约工时。",
        "实践时间计入五年企业实践累计，学校已登记备案。",
    ),
    places=("{firm}", "{firm}装配车间", "{firm}检修分厂", "{firm}技术中心"),
    casts=("SF", "SF", "SF", "SFf"),
    days=(10, 40),
    persons=(3, 9),
    months=(1, 3, 5, 7, 7, 7, 7, 7, 8, 10, 11),
    measures=(_M.PERSONS, _M.PERSON_DAYS, _M.TEACHERS_SENT),
    audiences=(Audience.TEACHERS,),
    evidence=(_E.ROSTER, _E.PHOTO, _E.SUMMARY, _E.NOTICE),
)

SECONDMENTS = Recipe(
    category=Category.SECONDMENT,
    per_year=24,
    subjects=(
        (
            "{leader_school}与{firm_short}互派挂职人员",
            "经双方单位同意，学校教师到企业挂职、企业技术人员到校任教，明确岗位职责和任期",
        ),
        (
            "聘任{firm_short}技术骨干为产业导师",
            "举行聘任仪式并颁发聘书，产业导师承担{course}实践教学和毕业设计指导",
        ),
        (
            "选派教师到{firm_short}挂任技术岗位",
            "选派{programme}专业教师挂任工艺、设备等技术岗位，参与{problem}",
        ),
        (
            "{firm_short}工程师兼任{programme}专业带头人",
            "落实专业“双带头人”制度，企业工程师参与人才培养方案制订和课程建设",
        ),
        (
            "校企互聘兼职教师与技术顾问",
            "学校聘请企业能工巧匠授课，企业聘请学校教师担任技术顾问，双向备案",
        ),
        (
            "{theme}产教融合流动岗人员派驻",
            "依托流动岗互派人员，企业人员驻校指导{gear}实训，学校教师驻企服务",
        ),
    ),
    ways=(
        "互派人员组织关系不变，由接收单位负责日常管理。",
        "聘期起止时间、工作任务和报酬标准在聘书和协议中载明。",
        "{school}为企业导师安排了教学能力培训，企业为教师安排了安全培训。",
        "双方签订互聘协议，派出单位出具同意函，明确待遇和考核办法。",
        "人员名单经双方人事部门审核，聘期内每季度提交工作小结。",
        "{firm}与{school}联合考核，结果计入本人年度考核。",
    ),
    results=(
        "互聘人员共同开发实训项目{k}个。",
        "企业导师参与评审毕业设计{m}项。",
        "期满考核均为合格，其中{k}人续聘。",
        "聘期内计划完成授课{m}0学时、技术服务{k}项。",
        "企业导师开设讲座{k}场，指导学生毕业设计{m}人。",
        "挂职教师带回企业案例{k}个，参与制定工艺文件{k}份。",
        "互派人员在教学和技术改造中发挥了作用，双方商定继续扩大规模。",
    ),
    places=("{school}", "{firm}", "{school}、{firm}"),
    casts=("SF", "SF", "SF", "SFf"),
    days=(60, 170),
    persons=(2, 6),
    months=(1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9),
    measures=(_M.PERSONS, _M.TEACHERS_SENT),
    audiences=(Audience.TEACHERS, Audience.STAFF),
    evidence=(_E.APPOINTMENT, _E.ROSTER, _E.NOTICE, _E.PHOTO),
)

INTERNSHIPS = Recipe(
    category=Category.INTERNSHIP,
    per_year=20,
    subjects=(
        (
            "{grade}级{programme}专业学生赴{firm_short}岗位实习",
            "按三方协议安排学生到{p1}、{p2}等岗位实习，配备企业师傅和驻厂指导教师",
        ),
        (
            "{programme}专业认识实习（{firm_short}）",
            "组织学生参观产线和展厅，了解{p1}工艺流程、岗位分工和安全要求",
        ),
        (
            "{firm_short}订单班工学交替（第{k}轮）",
            "订单班学生在企业完成{p1}、{p3}岗位课程，由企业师傅按工单组织教学",
        ),
        ("{theme}学徒班企业轮岗实训", "学徒按轮岗计划在{p1}、{p2}工位训练，师傅逐项签字评价"),
        (
            "{grade}级毕业班实习返岗教育与鉴定",
            "组织实习学生返校总结，开展实习鉴定和安全教育，评选优秀实习生{m}人",
        ),
        (
            "{gear}综合实训周（校企双导师）",
            "以企业真实任务为载体开展一周综合实训，企业导师参与任务发布和成果评价",
        ),
        ("跨校{theme}实训（共享实训基地）", "兄弟院校学生到{school}实训基地完成{p1}、{p2}项目训练"),
    ),
    ways=(
        "学生分{k}个批次进入岗位，每批次设学生组长。",
        "实习任务书列明{p1}、{p2}等考核项目，由师傅逐项打分。",
        "学校与企业共同组织安全考试，合格后方可上岗。",
        "班主任每周到企业走访，了解学生思想和生活情况。",
        "共{n}名学生参加，实习前签订三方协议、购买责任保险并开展岗前教育。",
        "学校派驻指导教师{k}名，实行日报告、周巡查制度。",
        "企业按岗位发放实习补贴，提供住宿和劳保用品。",
        "实习（实训）任务来自{firm}在产零件，按企业质量标准检验。",
    ),
    results=(
        "结束时召开总结会，评选优秀指导教师和优秀学员。",
        "企业拟从中择优录用{m}人，并给予转正工资待遇。",
        "收集学生实习周记，整理典型问题{k}类反馈教研室。",
        "企业对{p1}环节的基础训练提出改进意见{k}条。",
        "学生岗位考核合格率为98%，{m}人取得企业“优秀实习生”称号。",
        "期满后{m}名学生与企业签订就业协议，专业对口率较高。",
        "实习全程无安全事故，企业对学生的纪律和动手能力给予肯定。",
        "完成实训作品{m}件，形成教学工单和过程评价材料。",
    ),
    places=("{firm}", "{firm}总装车间", "{school}{theme}实训中心", "{firm}机加工车间"),
    casts=("SF", "SF", "SF", "SFf", "SFs"),
    days=(3, 110),
    persons=(32, 146),
    months=(2, 3, 3, 3, 5, 6, 7, 7, 8, 9),
    measures=(_M.PERSONS, _M.PERSON_DAYS, _M.TEACHERS_SENT),
    audiences=(Audience.STUDENTS,),
    evidence=(_E.AGREEMENT, _E.ROSTER, _E.PHOTO),
)
