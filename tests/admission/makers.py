"""An application as a unit types it."""

CODE = "12140000405700013Q"
FORM = {
    "name": "云岭机电职业学院",
    "uscc": CODE,
    "kind": "college",
    "ownership": "public",
    "region": "云岭省春城市",
    "contact": "周敏",
    "position": "办公室主任",
    "phone": "13800000000",
    "email": "zhou@example.cn",
    "statement": "愿意参加实训基地共建",
}
