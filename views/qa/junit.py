"""Results as JUnit has them: what a continuous integration shows beside its other tests."""

from xml.etree import ElementTree

from carriers import checks, detect


def write(results, path):
    """A test suite for each dialect, a case for each screen on each phone; an error or a warning fails it."""
    root = ElementTree.Element("testsuites", name="qa", tests=str(len(results.cells)))
    suites, failures = {}, 0
    for (screen, phone), key in sorted(results.cells.items()):
        dialect = detect(results.phones[phone].headers).dialect.name
        suite = suites.setdefault(dialect, [])
        suite.append((results.screens[screen].name, results.phones[phone].name, results.pages[key].page.findings))
    for dialect, rows in suites.items():
        suite = ElementTree.SubElement(root, "testsuite", name=dialect, tests=str(len(rows)))
        failed = sum(_add(suite, dialect, *row) for row in rows)
        suite.set("failures", str(failed))
        failures += failed
    root.set("failures", str(failures))
    ElementTree.ElementTree(root).write(path, "utf-8", xml_declaration=True)


def _add(suite, dialect, screen, phone, findings):
    """Adds a case; whether it failed."""
    case = ElementTree.SubElement(suite, "testcase", classname=f"{dialect}.{phone}", name=screen)
    wrong = [one for one in findings if one.severity != checks.NOTE]
    for one in wrong:
        failure = ElementTree.SubElement(case, "failure", type=one.check, message=_plain(one.text))
        failure.text = _plain(f"{one.severity}: {one.text}\n{one.advice}\n{one.source}")
    return bool(wrong)


def _plain(text):
    """What XML has a place for (XML 1.0, section 2.2)."""
    return "".join(char if char in "\t\n" or char >= " " and not "\ud800" <= char <= "\udfff" and char < "\ufffe" else "\ufffd" for char in text)
