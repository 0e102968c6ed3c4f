"""The tool that keeps the catalogues, on small projects of a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from pytest_django import Settings

from languages import catalogues

GREETING = 'from django.utils.translation import gettext as _\n\nGREETING = _("Good morning")\n'
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def module(root: Path, text: str, package: str = "shop") -> None:
    write(root, f"{package}/__init__.py", "")
    write(root, f"{package}/words.py", text)


def catalogue(root: Path, *entries: str) -> None:
    """Write the Russian catalogue."""
    write(root, "locale/ru/LC_MESSAGES/django.po", HEADER + "\n\n".join(entries) + "\n")


def po_text(root: Path, domain: str = "django") -> str:
    return (root / "locale" / "ru" / "LC_MESSAGES" / f"{domain}.po").read_text("utf-8")


def found(root: Path, domain: str = "django") -> dict[tuple[str | None, object], Message]:
    """Update the Russian catalogue, and return what it then translates, by context and text."""
    catalogues.update(root, ["ru"])
    with (root / "locale" / "ru" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return catalogues.entries(read_po(file, "ru"))


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in catalogues.check(root, ["ru"])]


def test_strings_of_modules_are_found(tmp_path: Path) -> None:
    module(
        tmp_path,
        GREETING
        + 'A = gettext("plain")\nB = gettext_lazy("lazy")\nC = ngettext("a cup", "%(n)d cups", n)\n'
        + 'D = pgettext("a drink", "Port")\nE = pgettext_lazy("a harbour", "Port")\n'
        + 'F = npgettext("coins", "a crown", "crowns", n)\n'
        + 'G = gettext_noop("noop")\nH = "said to nobody"\n',
    )
    assert set(found(tmp_path)) == {
        (None, "Good morning"),
        (None, "plain"),
        (None, "lazy"),
        (None, "noop"),
        (None, ("a cup", "%(n)d cups")),
        ("a drink", "Port"),
        ("a harbour", "Port"),
        ("coins", ("a crown", "crowns")),
    }


def test_strings_of_templates_are_found(tmp_path: Path) -> None:
    lines = (
        "{% load i18n %}<main>",
        """  <p title="{% translate 'Tea' %}">{% translate "Port" context "a drink" %}""",
        "    {% blocktranslate count n=cups %}{{ n }} cup{% plural %}{{ n }} cups{% endblocktranslate %}</p>",
        "  {% blocktranslate trimmed with name=x %}",
        "    Dear {{ name }},",
        "    come in",
        "  {% endblocktranslate %}",
        """  {{ shop|default:_("The shop") }} and "quotes", (brackets, \\ backslashes</main>""",
    )
    write(tmp_path, "templates/shop/page.html", "\n".join(lines))
    assert set(found(tmp_path)) == {
        (None, "Tea"),
        ("a drink", "Port"),
        (None, ("%(n)s cup", "%(n)s cups")),
        (None, "Dear %(name)s, come in"),
        (None, "The shop"),
    }


def test_a_note_to_translators_reaches_them(tmp_path: Path) -> None:
    module(tmp_path, 'A = gettext("Mon")  # not a note\n# Translators: the month.\nB = gettext("May")\n')
    lines = (
        "{# Translators: the verb. #}",
        "  {% translate 'Open' %}",
        "{# this #}",
        "{% translate 'Shut' %}",
    )
    write(tmp_path, "templates/page.html", "\n".join(lines))
    notes = {key[1]: message.auto_comments for key, message in found(tmp_path).items()}
    assert notes == {
        "Mon": [],
        "May": ["Translators: the month."],
        "Open": ["Translators: the verb."],
        "Shut": [],
    }


def test_strings_of_scripts_get_a_catalogue_of_their_own(tmp_path: Path) -> None:
    module(tmp_path, GREETING)
    catalogues.update(tmp_path, ["ru"])
    assert not catalogues.po_file(tmp_path, "ru", "djangojs").exists()
    write(tmp_path, "static/desk/toast.js", 'show(gettext("Copied"));\n')
    write(tmp_path, "static/vendor/theirs.js", 'show(gettext("Theirs"));\n')
    assert set(found(tmp_path, "djangojs")) == {(None, "Copied")}


def test_tests_and_other_folders_are_not_read(tmp_path: Path) -> None:
    module(tmp_path, GREETING)
    module(tmp_path, 'A = gettext("only a test")\n', package="tests")
    write(tmp_path, "var/notes.py", 'A = gettext("no package of ours")\n')
    assert set(found(tmp_path)) == {(None, "Good morning")}


def test_an_update_keeps_translations_and_remarks_and_drops_what_nobody_says(tmp_path: Path) -> None:
    module(tmp_path, GREETING)
    catalogue(
        tmp_path,
        '# Till noon.\nmsgid "Good morning"\nmsgstr "Доброе утро"',
        'msgid "Good night"\nmsgstr "Спокойной ночи"',
        '#~ msgid "Good day"\n#~ msgstr "Добрый день"',
    )
    (message,) = found(tmp_path).values()
    assert message.string == "Доброе утро"
    assert message.user_comments == ["Till noon."]
    assert "ночи" not in po_text(tmp_path) and "день" not in po_text(tmp_path)


def test_an_update_never_guesses(tmp_path: Path) -> None:
    module(tmp_path, GREETING.replace("morning", "morning!"))
    catalogue(tmp_path, 'msgid "Good morning"\nmsgstr "Доброе утро"')
    (message,) = found(tmp_path).values()
    assert (message.string, message.fuzzy) == ("", False)


def test_a_second_update_changes_nothing_even_when_lines_have_moved(tmp_path: Path) -> None:
    module(tmp_path, GREETING)
    write(tmp_path, "templates/page.html", "{% translate 'Tea' %}\n")
    catalogues.update(tmp_path, ["ru"])
    before = po_text(tmp_path)
    assert "#: shop/words.py\n" in before and "Date" not in before
    module(tmp_path, f"# A remark.\n\n{GREETING}")
    catalogues.update(tmp_path, ["ru"])
    assert po_text(tmp_path) == before


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Good morning"\nmsgstr "Доброе утро"', None),
        ("", "missing: Good morning"),
        ('msgctxt "noon"\nmsgid "Good morning"\nmsgstr "Доброе утро"', "missing: Good morning"),
        ('msgid "Good morning"\nmsgstr ""', "empty: Good morning"),
        ('#, fuzzy\nmsgid "Good morning"\nmsgstr "Доброе утро"', "fuzzy: Good morning"),
        ('msgid "Good morning"\nmsgstr "Да"\n\nmsgid "Bye"\nmsgstr "Пока"', "unused: Bye"),
        ('msgid "Good morning"\nmsgstr "Да"\n\n#~ msgid "Bye"\n#~ msgstr "Пока"', "unused: Bye"),
    ],
)
def test_the_check_finds_what_is_not_in_order(tmp_path: Path, entry: str, problem: str | None) -> None:
    module(tmp_path, GREETING)
    catalogue(tmp_path, entry)
    before = po_text(tmp_path)
    assert (f"ru django: {problem}" in problems(tmp_path)) if problem else (problems(tmp_path) == [])
    assert po_text(tmp_path) == before


@pytest.mark.parametrize(
    ("forms", "expected"),
    [(("чашка", "чашки", "чашек"), []), (("чашка", "чашки", ""), ["ru django: empty: cup"])],
)
def test_every_plural_form_must_be_there(tmp_path: Path, forms: tuple[str, ...], expected: list[str]) -> None:
    module(tmp_path, 'A = ngettext("cup", "cups", n)\n')
    lines = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    catalogue(tmp_path, f'msgid "cup"\nmsgid_plural "cups"\n{lines}')
    assert problems(tmp_path) == expected


def test_the_command_updates_and_checks_every_language_but_english(
    tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BASE_DIR = tmp_path
    module(tmp_path, GREETING)
    with pytest.raises(CommandError, match="2 entries"):
        call_command("messages", "--check")
    assert not (tmp_path / "locale").exists()
    call_command("messages")
    assert sorted(path.name for path in (tmp_path / "locale").iterdir()) == ["hy", "ru"]
    for language, words in (("ru", "Доброе утро"), ("hy", "Բարի լույս")):
        path = catalogues.po_file(tmp_path, language, "django")
        path.write_text(path.read_text("utf-8").removesuffix('""\n') + f'"{words}"\n', "utf-8")
    capsys.readouterr()
    call_command("messages", "--check")
    assert capsys.readouterr().out == ""
