"""What people call the browser they sit at."""

SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "鸿蒙",
    "Android": "安卓",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
BROWSERS = {
    "MicroMessenger": "微信",
    "wxwork": "企业微信",
    "DingTalk": "钉钉",
    "Edg": "Edge",
    "Firefox": "火狐",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


def device(user_agent: str) -> str:
    """Return the browser and the system of a user agent, as in “Windows 上的 Edge”."""
    system = _first(SYSTEMS, user_agent)
    browser = _first(BROWSERS, user_agent)
    return f"{system} 上的 {browser}" if system and browser else browser or system or "未知设备"


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((words for sign, words in names.items() if sign in user_agent), "")
