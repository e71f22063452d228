"""User-agents of the phones that the clients stand for."""

# i-mode 1.0 on FOMA: Shift_JIS in application/xhtml+xml, no cookies; serial numbers are sent when a page asks for them.
FOMA = "DoCoMo/2.0 N905i(c100;TB;W24H16)"
FOMA_WITH_SERIAL = "DoCoMo/2.0 N900i(c100;TB;W24H12;ser012345678901234;icc01234567890123456789)"
MOVA = "DoCoMo/1.0/P503i/c10"  # i-mode 1.0: Compact HTML in text/html
AU = "KDDI-CA3F UP.Browser/6.2_7.2.7.1.K.3.330 (GUI) MMP/2.0"
SOFTBANK = "SoftBank/1.0/930SH/SHJ001/SN123456789012345 Browser/NetFront/3.4 Profile/MIDP-2.0 Configuration/CLDC-1.1"

# 4G keitai: Android under a lid with keys, no touch screen.
KEYPAD = (
    "Mozilla/5.0 (Linux; Android 8.1.0; SH-02L Build/SF005; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/64.0.3282.137 Mobile Safari/537.36"
)
ANDROID_2_3 = (
    "Mozilla/5.0 (Linux; U; Android 2.3.4; ja-jp; SonyEricssonSO-01C Build/4.0.1.C.1.9) AppleWebKit/533.1 "
    "(KHTML, like Gecko) Version/4.0 Mobile Safari/533.1"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.4 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/124.0.0.0 Mobile Safari/537.36"
)
PC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36"
