"""How projects of each kind are called, what is done in them, and what comes next."""

from groupmgr.projects.labels import FiveTogether, ProjectKind

_K = ProjectKind

# Name of a project: {a} the first unit, {b} the second, {theme}, {trade}, {year} of its start.
NAMES = {
    _K.ORDER_CLASS: "{b}{programme}订单班",
    _K.TAILORED: "{b}{programme}定向培养",
    _K.APPRENTICESHIP: "{programme}专业中国特色学徒制培养（{b}）",
    _K.ENTERPRISE_APPRENTICESHIP: "{b}{trade}企业新型学徒制培养",
    _K.FIELD_ENGINEER: "{b}{theme}现场工程师联合培养",
    _K.INDUSTRY_COLLEGE: "{brand}产业学院（{a}）",
    _K.PROGRAMME: "{a}与{b}共建{programme}专业",
    _K.PROGRAMME_CLUSTER: "{a}{programme}专业群校企共建",
    _K.COURSES: "《{course}》课程与教材共建",
    _K.RESOURCES: "{programme}专业教学资源库",
    _K.BASE: "{theme}实训基地共建（{a}、{b}）",
    _K.STUDIO: "{theme}技能大师工作室共建",
    _K.SECONDMENT: "{a}与{b}人员互派互聘计划",
    _K.INTERNSHIP: "{b}学生岗位实习合作",
    _K.PRODUCTION_PRACTICE: "{b}：{theme}典型生产实践项目",
    _K.TRAINING: "{b}{trade}培训",
    _K.TECHNICAL_SERVICE: "{b}{problem}技术服务",
    _K.RESEARCH: "{problem}联合攻关",
    _K.TRANSFER: "{theme}实训与检测装置成果转化（{b}）",
    _K.STANDARD: "{trade}岗位能力评价标准研制",
    _K.CONTEST: "全省装备制造业{trade}职业技能竞赛联合承办",
    _K.THROUGH_TRAINING: "{a}与{b}{programme}专业贯通培养",
    _K.CERTIFICATION: "{trade}职业技能等级认定合作",
    _K.EXCHANGE: "{theme}海外技能培训课程输出",
}

_CLASS = (
    "企业参与招生面试，第一学年在校学习基础课程，第二学年起工学交替，由企业师傅承担{p1}、{p2}等岗位课程；"
    "结业考核通过者由{b}优先录用，企业按学年提供奖学金和实训耗材。"
)
_JOINT = "{a}与{b}成立项目组，按月例会推进，围绕{p1}、{p2}分工开展工作，过程资料由双方共同归档，经费单独核算。"
_CO_BUILT = (
    "{a}负责场地、教学组织和日常管理，{b}投入设备、技术标准和生产任务，共同开发{p1}、{p3}等实训项目，"
    "面向集团成员院校开放。"
)
_SERVICE = (
    "受{b}委托，由{a}教师和学生组成服务团队，针对{problem}开展现场测试、方案设计和验证，"
    "成果转化为{course}课程的教学案例。"
)
_PRODUCTION = (
    "以{b}真实生产任务为载体，学生在企业导师指导下完成{p1}、{p2}等工序，产品按企业标准检验，"
    "形成教学工单、工艺卡和质量记录，实现“做产品、学技术、育匠心”。"
)
_STANDARD = "由{a}牵头，组织{b}等单位开展岗位调研，梳理{p1}、{p2}、{p3}等能力要求，形成标准文本并公开征求意见。"

SUMMARIES = {
    **dict.fromkeys(
        (
            _K.ORDER_CLASS,
            _K.TAILORED,
            _K.APPRENTICESHIP,
            _K.ENTERPRISE_APPRENTICESHIP,
            _K.FIELD_ENGINEER,
            _K.INTERNSHIP,
        ),
        _CLASS,
    ),
    **dict.fromkeys((_K.INDUSTRY_COLLEGE, _K.BASE, _K.STUDIO, _K.PROGRAMME_CLUSTER), _CO_BUILT),
    **dict.fromkeys((_K.TECHNICAL_SERVICE, _K.RESEARCH, _K.TRANSFER), _SERVICE),
    _K.PRODUCTION_PRACTICE: _PRODUCTION,
    _K.STANDARD: _STANDARD,
}
OTHER_SUMMARY = _JOINT

NEXT_STEPS = {
    _K.ORDER_CLASS: "完成岗位考核标准修订，落实下一届学生名额和奖学金。",
    _K.APPRENTICESHIP: "组织学徒中期考核，增聘企业导师，完善双导师课酬发放办法。",
    _K.FIELD_ENGINEER: "按岗位群细化培养标准，推进第二批学徒遴选。",
    _K.INDUSTRY_COLLEGE: "健全产业学院理事会议事规则，引入真实生产线，扩大社会培训规模。",
    _K.PRODUCTION_PRACTICE: "补充典型生产任务不少于6个，汇编教学工单，做好推荐项目的过程材料。",
    _K.COURSES: "完成教材样章试用，组织校企专家审读。",
    _K.RESOURCES: "补齐企业案例资源，面向成员院校开放学习账号。",
    _K.TECHNICAL_SERVICE: "完成现场验证和验收，办理剩余款项结算。",
    _K.RESEARCH: "开展样机台架试验，申请专利，准备省级验收。",
    _K.STANDARD: "汇总征求意见，组织专家审定，报批发布。",
    _K.BASE: "完成设备安装调试，制定共享开放管理办法。",
    _K.TRAINING: "按企业检修计划安排下一批培训，开发微课资源。",
    _K.THROUGH_TRAINING: "衔接转段考核方案，统一核心课程标准。",
}
OTHER_NEXT_STEPS = "按年度计划推进，年底前提交总结材料。"

TOGETHER = {
    **dict.fromkeys(
        (_K.PROGRAMME, _K.PROGRAMME_CLUSTER, _K.INDUSTRY_COLLEGE), FiveTogether.PROGRAMME
    ),
    **dict.fromkeys((_K.COURSES, _K.STANDARD), FiveTogether.COURSE),
    **dict.fromkeys((_K.BASE, _K.PRODUCTION_PRACTICE, _K.STUDIO), FiveTogether.TRAINING),
    **dict.fromkeys((_K.RESOURCES, _K.SECONDMENT), FiveTogether.RESOURCE),
    **dict.fromkeys(
        (_K.ORDER_CLASS, _K.APPRENTICESHIP, _K.FIELD_ENGINEER, _K.TAILORED, _K.THROUGH_TRAINING),
        FiveTogether.TALENT,
    ),
}
