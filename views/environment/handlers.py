"""動作環境確認 and 動作環境一覧: what this phone can do, and what the service is tested on. No login needed."""

from views.session import set_cookie


def check(visit):
    """Sets a cookie and bounces once; whether it came back is the answer."""
    if "c" not in visit.query:
        set_cookie(visit, "c", "1")
        answer = visit.redirect("/environment?c=1")
        # Browsers of today name their real OS version and model only when asked (W3C, User-Agent Client Hints).
        if visit.device.dialect.markup == "html5":
            answer.set_header("Accept-CH", "Sec-CH-UA-Platform-Version, Sec-CH-UA-Model, Sec-CH-UA-Full-Version-List")
        return answer
    return visit.page(
        "environment/check", title="動作環境確認", device=visit.device, cookies="c=1" in visit.environ.get("HTTP_COOKIE", ""),
        supported=supported(visit.device), **_browser(visit),
    )


def _browser(visit):
    """The browser's name and version; IE in compatibility view calls itself 7.0 and shows its real engine as Trident."""
    device = visit.device
    agent = visit.environ.get("HTTP_USER_AGENT", "")
    if "MSIE 7.0" in agent and "Trident/" in agent:
        return {"browser": "Internet Explorer", "version": "7", "compatibility": True}
    return {"browser": device.browser or "不明", "version": device.browser_version or "", "compatibility": False}


def supported(device):
    """Whether the phone is on the list: iOS 5.0 up, Android 2.3, 3.2 (tablet), 4.0, and the three carriers' phones."""
    if device.kind == "feature_phone":
        return device.carrier in ("docomo", "au", "softbank")
    version = device.os_version or ""
    if device.os == "iOS":
        major = version.split(".")[0]
        return major.isdecimal() and int(major) >= 5
    release = ".".join(version.split(".")[:2])
    return device.os == "Android" and (release in ("2.3", "4.0") or (release == "3.2" and device.kind == "tablet"))


def table(visit):
    return visit.page("environment/supported", title="動作環境一覧", supported=supported(visit.device))


ROUTES = [
    ("GET", "/environment", check, "anyone"),
    ("GET", "/environment/supported", table, "anyone"),
]
