"""What has a screen but is no phone: PCs, game consoles, televisions, and things that are none of these."""

import re

from carriers.words import Words

# For ua-parser's engine: no looking ahead or behind.
CONSOLES = (
    r"playstation|play station|\bps[p345]\b|nintendo|xbox|dreampassport|dreamcast|ouya|gamepad|retroid|steam ?deck"
    r"|\bwii\b"
)
# Televisions and boxes beside them: what HbbTV, CE-HTML and Hybridcast make them say, and their makers' words.
TELEVISIONS = (
    r"hbbtv|ce-html|smart[ -]?tv|\bdtv\b|inettvbrowser|netcast|web0s|webos\.tv|webostv|; ?webos\d|google ?tv|apple ?tv"
    r"|android ?tv|andr0id|bravia|viera|aquos-?tv|hybridcast|opentv|\baft[a-z]{1,3}\w*(?: build|[;)])|roku|crkey"
    r"|\bmi ?(?:tv|box)|\(lite\) tv|tv safari|safari/[\d.]+ tv\b|\btv\b.{0,40}build|[a-z\d]tv[;) ]|tv ?box|opera tv"
    r"|\bstb\b|set-top|(?:^|[^a-z])ott(?:[^a-z]|$)|[ _-]box\b|[a-z]box(?: build|[;)])|netrange|nettv|espial|maple[ _]?\d"
    r"|maple;|tizentv|smart-?hub|vizio|philips_ols|large screen|\bomi/\d|iptv|dlna|boxee|xbmc|kodi|\btivo\b|nf-?browser"
    r"|technisat|humax|sagemcom|minix|beelink|machblue|projector|adapi|shield android|; q[mv]\d{3}e\b|\bifp\d|\bmbx\b"
    r"|[;_ ](?:[xh]96|mxq)[\w +]*(?: build|[;)])"
)
# Watches, glasses, book readers, cars, printers, speakers.
THINGS = (
    r"watch ?os|\bwatch ?\d|\bwatch\b|wear ?os|sm-(?:r\d|l3)\d{2}|mobile vr|\bvr safari|oculus|\bquest\b|\bpico\b|tesla/"
    r"|qtcarbrowser|carplay|kindle(?:/| ?\d)|\bbnrv|\bkobo|\bebrd|\be-?reader|\beink|pocketbook|\bcanon|\bricoh|mfp"
    r"|(?:^|[^s])print|^echo/|alexa|ipod ?nano|zunehd|\bnw-[az]\d"
)
_PC = Words(
    "macintosh mac_powerpc powermac x11 konqueror sunos solaris hp-ux beos haiku amiga osf1 morphos electron/ elinks ubuntu debian freebsd"
    " openbsd netbsd",
    {
        "win": r"windows (?:nt|9[58]|2000|xp|me|vista|\d)|\bwin(?:nt|dows|9x|9[58]|32|64)?\b|win(?:9[58]|nt)|windows[;)]"
               r"|windows/\d+\.\d+; desktop",
        "mac": r"mac[ _]?os|\bppc mac|(?:mac|macbook|imac|macmini|macpro)\w*\d+(?:,|%2c)\d",
        "bsd": r"bsd", "cros": r"\bcros\b",
        "linux": r"linux (?:x86|i[3-6]86|amd64|ppc|[2-6]\.)|linux[;)]|linux;? [a-z]{2}\b",
        "irix": r"\birix", "aix": r"\baix\b", "os/2": r"os/2", "risc": r"risc ?os", "vms": r"open ?vms",
        "syllable": r"\bsyllable", "lynx": r"\blynx", "links": r"\blinks \(", "w3m": r"\bw3m/",
    },
)
# The processor tells a Mac's program from an iPhone's, where both speak through the system's library.
_MAC_PROGRAM = re.compile(r"cfnetwork/.{0,80}\((?:x86_64|i386|power)")


def is_pc(lower):
    """Whether a lower-case user-agent names a system of PCs."""
    return _PC.found(lower)


def is_mac_program(lower):
    """Whether a lower-case user-agent is that of a program on a Mac that is no browser."""
    return "cfnetwork" in lower and _MAC_PROGRAM.search(lower) is not None
