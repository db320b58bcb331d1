"""Systems, programs and devices as people name them."""

_MACOS = "sequoia|sonoma|ventura|monterey|big sur|catalina|mojave|tahoe"
# What is looked for, and how makers write it; \1 is a version.
SYSTEMS: tuple[tuple[str, str], ...] = (
    (r"win(?:dows)?\s?(11|10|8\.1|8|7|xp|vista)", r"Windows \1"),
    (r"(?-i:Windows)", "Windows"),
    (r"windows server(?: (20\d\d))?", r"Windows Server \1"),
    (rf"mac\s?os(?: x)?(?: ({_MACOS}|\d{{2}}(?:\.\d+){{0,2}}))?", r"macOS \1"),
    (r"os x(?: (10(?:\.\d+){1,2}))?", r"Mac OS X \1"),
    (r"(i(?:pad)?os)(?: (\d{2}(?:\.\d+){0,2}))?", r"\1 \2"),
    (r"android(?: (\d{1,2}(?:\.\d+)?))?", r"Android \1"),
    (r"ubuntu(?: (\d\d\.\d\d))?", r"Ubuntu \1"),
    (r"linux mint(?: (\d\d(?:\.\d)?))?", r"Linux Mint \1"),
    (r"(debian|fedora|opensuse|manjaro|arch linux)(?: (\d{1,2}))?", r"\1 \2"),
    (r"chrome\s?os|chromebook", "ChromeOS"),
)
PRODUCTS = tuple(
    name.strip()
    for line in """
    Microsoft 365, Office 365, Office 2016, Office 2019, Office 2021, Microsoft Teams, Outlook, Teams
    Excel, Word, PowerPoint, OneNote, OneDrive, SharePoint, Exchange, Microsoft Edge, Edge, Firefox
    Chrome, Safari, Thunderbird, K-9 Mail, Apple Mail, Adobe Acrobat, Acrobat, Adobe Reader, Zoom, Webex
    Skype, Slack, Cisco Secure Client, AnyConnect, Cisco, FortiClient, GlobalProtect, OpenVPN, WireGuard
    Citrix, Remotedesktop, Remote Desktop, BitLocker, Intune, Company Portal, Unternehmensportal
    Microsoft Authenticator, Authenticator, DocuSign, SAP, DATEV, LibreOffice, Notepad++, Gmail, iCloud
    Google Drive, Dropbox, Nextcloud, VLC, PDF24, Norton, Avast, AVG, McAfee, Kaspersky, Bitdefender
    Defender, Malwarebytes, FileZilla, PuTTY, VMware, VirtualBox, Hyper-V, Jira, Confluence, GitHub
    GitLab, KeePass, Bitwarden, 1Password, DisplayLink, Active Directory
    """.splitlines()
    for name in line.split(",")
    if name.strip()
)
# Names that are ordinary words, too; they count with a capital letter only.
ORDINARY = frozenset({"edge", "word", "teams", "zoom", "exchange", "slack", "excel"})
# What is looked for, then its German and its English name.
DEVICES: tuple[tuple[str, str, str], ...] = (
    (r"iphones?", "iPhone", "iPhone"),
    (r"ipads?", "iPad", "iPad"),
    (r"macbooks?(?: (?:air|pro))?", "MacBook", "MacBook"),
    (r"\bimacs?", "iMac", "iMac"),
    (r"mac\b(?! ?os)", "Mac", "Mac"),
    (r"samsung galaxy(?: \w+)?|samsung [a-z]\d\d?", "Samsung-Handy", "Samsung phone"),
    (r"dockingstation|dock(?:ing station)?", "Dockingstation", "Docking station"),
    (r"headsets?", "Headset", "Headset"),
    (r"kopierer|copier", "Kopierer", "Copier"),
    (r"drucker\w*|printers?", "Drucker", "Printer"),
    (
        r"funkmaus|funktastatur|wireless (?:mouse|keyboard)",
        "Funkmaus oder -tastatur",
        "Wireless mouse or keyboard",
    ),
    (r"usb[- ]?(?:sticks?|drive|stick)", "USB-Stick", "USB stick"),
    (r"router|fritz!?box", "Router", "Router"),
    (r"(?:wlan|w-lan|wi-?fi)\b", "WLAN", "Wi-Fi"),
    (r"vpn\b", "VPN", "VPN"),
)
# Ways into the network: what a requester names in passing ("Wi-Fi is off").
LINES = frozenset({"WLAN", "Wi-Fi", "VPN", "Router"})

_PATH = r"[^\s\"“”„<>|*?,;()\[\]\ue000-\ue006]"
_PROGRAMS = "exe|msi|dll|ini|json|js|css|sqlite|log|bat|cmd|ps1|sh|cfg|conf|reg|mbox|msf|xpi|msc|cpl"
# What reads as code though nobody marked it: paths, variables, registry keys, codes, files of programs.
LITERAL = (
    r"(?<![\w\\/.:%@~-])(?:"
    rf"[A-Za-z]:\\(?:(?i:Program\ Files)(?:\ \(x86\))?(?=[\\.,;:)]|$)|Documents\ and\ Settings(?=\\)"
    rf"|<[\w\ -]+>|\[[a-z]+-\d+\]|{_PATH})*"
    rf"|\\\\[\w.$-]+(?:\\{_PATH}+)+"
    r"|~?/(?:etc|usr|var|opt|home|tmp|dev|bin|mnt|Library|Users|Volumes|Applications)/[\w./-]*\w|~/[\w./-]*\w"
    rf"|%[A-Za-z]\w*%(?:\\{_PATH}+)*"
    r"|(?:edge|chrome|about|opera|brave|ms-settings):(?://)?[a-z][\w/-]*"
    r"|HK(?:EY_[A-Z_]+|LM|CU|CR|U|CC)(?:\\(?:Windows\ NT|Internet\ Settings|[\w.-]+))*"
    r"|0x[0-9A-Fa-f]{3,}"
    rf"|[\w-]+(?:\.[\w-]+)*\.(?:{_PROGRAMS})"
    r")(?!\w)"
)
