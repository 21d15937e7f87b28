"""Signings, plaques, publicity, regulations, and what fits nowhere else."""

from groupmgr.activities.labels import Audience, Category, EvidenceKind, Measure
from groupmgr.demo.words.recipes import Recipe

_M, _E = Measure, EvidenceKind

SIGNINGS = Recipe(
    category=Category.SIGNING,
    per_year=9,
    subjects=(
        (
            "{leader_school}与{firm_short}校企合作签约",
            "双方签署合作协议，约定共建{theme}实训基地、开设订单班、互派技术人员",
        ),
        (
            "{theme}订单班签约暨开班仪式",
            "签订订单培养协议，首批{m}名学生进入订单班，企业宣布奖学金方案",
        ),
        ("共建{theme}产业学院签约", "签订共建协议，明确理事会组成、投入比例和运行机制"),
        ("{firm_short}教学设备捐赠签约", "企业向学校捐赠{gear}及配套软件，用于{course}教学"),
        ("产教融合项目集中签约", "{others}分别签署人才培养、技术服务和职工培训协议，共{k}项"),
        ("职业技能等级认定合作签约", "就{trade}等职业（工种）认定考点建设、考评员培养签订合作协议"),
    ),
    ways=(
        "双方回顾了前期合作成果，就履约保障作了说明。",
        "签约仪式由{school}主持，双方主要负责人出席并致辞。",
        "签约前双方进行了{k}轮磋商，合同文本经法律顾问审核。",
        "与会人员参观了{gear}和学生作品展。",
    ),
    results=(
        "签约后召开首次工作对接会，确定任务清单{k}项。",
        "合作内容将列入双方年度工作计划并按季度检查。",
        "协议有效期三年，双方各明确一名联络人，按学期会商。",
        "首期合作内容于下学期启动，纳入集团合作项目台账管理。",
        "企业首批投入资金和设备已落实，预计年接收实习生{m}人。",
    ),
    places=("{school}报告厅", "{firm}会议中心", "{school}产教融合中心"),
    casts=("SF", "SF", "SFf", "SFfA", "SFfs"),
    persons=(24, 90),
    measures=(_M.PERSONS, _M.FUNDS, _M.EQUIPMENT_VALUE),
    evidence=(_E.AGREEMENT, _E.PHOTO, _E.NEWS),
)

PLAQUES = Recipe(
    category=Category.PLAQUE,
    per_year=7,
    subjects=(
        ("{theme}教师企业实践基地授牌", "为{firm}授予教师企业实践基地牌匾，公布首批实践岗位{k}个"),
        (
            "{theme}产教融合实践中心揭牌",
            "举行揭牌仪式，介绍中心面向院校和企业开放的实训、培训、技术服务项目",
        ),
        (
            "{speaker}{theme}技能大师工作室揭牌",
            "宣读认定文件并揭牌，领衔人{speaker}与首批学徒签订师徒协议",
        ),
        ("集团公共实训基地挂牌", "加挂集团公共实训基地牌匾，明确成员单位预约使用流程和收费标准"),
        ("{firm_short}大学生实习就业基地授牌", "授予实习就业基地牌匾，企业公布年度接收计划"),
    ),
    ways=(
        "{others}负责人共同为基地（工作室）揭牌。",
        "仪式后组织参观{gear}并观看技能展示。",
        "集团秘书处宣读授牌决定，依托单位作表态发言。",
    ),
    results=(
        "基地（工作室）即日起面向集团成员开放，首批预约单位{k}家。",
        "将按年度考核办法开展评价，不合格的限期整改或摘牌。",
        "为成员单位共享优质资源提供了新平台，受到媒体关注。",
    ),
    places=("{firm}", "{school}实训中心", "{firm}展示中心"),
    casts=("SF", "SFA", "SFs"),
    persons=(24, 80),
    measures=(_M.PERSONS, _M.EQUIPMENT_VALUE),
    evidence=(_E.PHOTO, _E.APPROVAL, _E.NEWS),
)

PUBLICITY = Recipe(
    category=Category.PUBLICITY,
    per_year=6,
    subjects=(
        (
            "职业教育活动周{theme}成果展示",
            "以展板、实物和现场操作展示校企合作成果，开放实训室供市民体验",
        ),
        (
            "“工匠说”系列短视频（{theme}篇）",
            "拍摄企业技师和优秀毕业生的成长故事{k}期，在新媒体平台发布",
        ),
        ("产教融合典型案例集中宣传", "梳理{theme}校企共育案例，组织媒体到校到企采访"),
        ("世界青年技能日主题宣传", "组织技能展演、政策咨询和校园开放，介绍{trade}职业发展前景"),
        (
            "招生宣传月：走进{firm_short}",
            "邀请初高中学生和家长参观企业产线，了解{programme}专业就业去向",
        ),
    ),
    ways=(
        "活动由{school}策划，{others}提供素材和场地。",
        "活动现场接待参观群众{n}人次，发放宣传册。",
        "省、市媒体对活动作了报道，新媒体累计阅读量较高。",
    ),
    results=(
        "增进了社会对职业教育的了解，咨询报名人数较上年增加。",
        "形成宣传稿件{k}篇，被上级部门网站采用。",
        "宣传素材已归入集团案例库，供成员单位使用。",
    ),
    places=("{school}", "{city}人民广场", "{firm}展厅"),
    casts=("S", "SF", "SF", "SFs"),
    days=(1, 5),
    persons=(120, 1200),
    months=(4, 5, 5, 6, 7, 9, 11),
    measures=(_M.PERSON_TIMES,),
    audiences=(Audience.RESIDENTS, Audience.STUDENTS),
    evidence=(_E.PHOTO, _E.NEWS),
)

REGULATIONS = Recipe(
    category=Category.REGULATION,
    per_year=6,
    subjects=(
        (
            "修订《校企合作项目管理办法》",
            "完善立项、过程管理、验收和绩效条款，明确合作经费单独核算",
        ),
        (
            "制定《学生岗位实习管理实施细则》",
            "落实实习管理规定，细化三方协议、责任保险、巡查和应急处置要求",
        ),
        ("制定《{theme}实训基地开放共享管理办法》", "明确预约使用、设备维护、耗材收费和安全责任"),
        ("修订《教师企业实践管理办法》", "明确五年累计不少于六个月的要求、考核方式和待遇保障"),
        ("制定《产业导师聘任与考核办法》", "规范遴选条件、聘任程序、课酬标准和年度考核"),
        ("制定《校企共建教材编写与审核办法》", "规定编写团队组成、审核程序和意识形态责任"),
    ),
    ways=(
        "起草过程中征求{others}意见，采纳修改建议{m}条。",
        "经合法性审查、教职工代表征求意见后提交校长办公会审议。",
        "参照集团章程和同类院校做法，由校企双方共同起草。",
    ),
    results=(
        "文件自印发之日起施行，相关部门已组织学习。",
        "制度印发后作为集团范本，供其他成员院校参考。",
        "配套制定流程图和表单{k}份，纳入内部控制手册。",
    ),
    places=("{school}",),
    casts=("S", "SF", "SFs"),
    days=(10, 40),
    persons=(6, 18),
    measures=(_M.PERSONS,),
    evidence=(_E.NOTICE, _E.SUMMARY),
)

OTHERS = Recipe(
    category=Category.OTHER,
    per_year=4,
    subjects=(
        (
            "校企联合党支部共建主题党日",
            "双方党支部开展主题党日，组织党员教师和党员技师结对，认领服务项目{k}个",
        ),
        ("{theme}实训设备共享调剂", "组织成员单位盘点闲置设备，办理{gear}等设备的调剂和移交手续"),
        ("校企联合应急演练", "围绕{theme}实训和生产场所开展火灾、触电事故应急演练，检验预案"),
        ("企业技术图书与案例资源捐赠", "企业向学校捐赠技术图书、工艺文件和教学案例，丰富实训资源"),
        (
            "学生工装与实训防护用品配发",
            "企业为订单班学生配发工装和防护用品，开展岗位形象和安全教育",
        ),
    ),
    ways=(
        "活动由{school}组织，{others}参加。",
        "活动前制定方案，明确分工和安全责任。",
    ),
    results=(
        "增进了校企之间的了解，为后续合作打下基础。",
        "相关材料已归档，做法在集团工作群交流。",
        "双方商定每学期至少开展一次同类活动。",
    ),
    places=("{school}", "{firm}", "{school}实训中心"),
    casts=("SF", "SF", "Ss"),
    persons=(18, 70),
    measures=(_M.PERSON_TIMES,),
    audiences=(Audience.TEACHERS, Audience.STAFF),
    evidence=(_E.PHOTO, _E.SUMMARY),
)
