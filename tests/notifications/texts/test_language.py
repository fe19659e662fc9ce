"""Nothing that a coordinator writes reaches the program, or keeps it busy."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import TemplateError

from notifications.templates import LANGUAGES, catalogue, environment, packaged
from notifications.texts.language import TooLong, read, render
from workflow.errors import Refusal

NAMES = {"name": "Анна", "title": "Двор", "reason": "", "reasons": ["раз", "два"]}

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ name.__class__.__base__.__subclasses__()[40]('/etc/passwd').read() }}",
    "{{ config.items() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ request['application']['\\x5f\\x5fglobals\\x5f\\x5f'] }}",
    "{{ name['__class__'] }}",
    "{{ name|attr('__class__') }}",
    "{{ name|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ (name|attr('format'))('{0.__class__}') }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(name) }}",
    "{{ '{a.__class__}'.format_map({'a': name}) }}",
    "{{ ['{0.__class__}'.format]|map('call')|list }}",
    "{{ 'abc'|map('attr', '__class__')|list }}",
    "{{ '%s'|format(name.__class__) }}",
    "{% set x = name.__class__ %}{{ x }}",
    "{% with x = name.__class__ %}{{ x }}{% endwith %}",
    "{% for c in ''.__class__.__mro__ %}{{ c }}{% endfor %}",
    "{% if name.__class__ %}да{% endif %}",
    "{% include '/etc/passwd' %}",
    "{% include 'letter.html' %}",
    "{% import 'reminder.ru.txt' as r %}{{ r }}",
    "{% from 'reminder.ru.txt' import x %}",
    "{% extends 'letter.html' %}",
    "{% block a %}{{ super() }}{% endblock %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
    "{% call name() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% autoescape false %}a{% endautoescape %}",
    "{% do name.append(1) %}",
    "{{ loop.__class__ }}",
    "{% for r in reasons %}{{ loop._LoopContext__length }}{{ r.__class__ }}{% endfor %}",
    "{{ name.encode().__class__ }}",
]


@pytest.mark.parametrize("attack", ESCAPES)
def test_a_text_reaches_nothing_but_what_the_letter_is_told(attack: str) -> None:
    with pytest.raises(Refusal):
        render(attack, NAMES)


@pytest.mark.parametrize("attack", [attack for attack in ESCAPES if "__" in attack])
def test_the_sandbox_alone_would_hold_as_well(attack: str) -> None:
    """Should something be forgotten on the list of what a text may say."""
    with pytest.raises(TemplateError):
        environment().from_string(attack).render(NAMES)


BOMBS = {
    "loops in loops": "{% for a in reasons %}{% for b in reasons %}{% endfor %}{% endfor %}",
    "a long range": "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "a huge range": "{% for a in range(10**12) %}.{% endfor %}",
    "a recursive loop": "{% for a in reasons recursive %}{{ loop(reasons) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "doubling": "{% set x = name %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
    "multiplied": "{{ 'a' * 10**10 }}",
    "a tower of powers": "{{ 9**9**9 }}",
    "centred": "{{ 'a'|center(10000000000) }}",
    "formatted": "{{ '%09999999999d'|format(1) }}",
    "formatted by a method": "{{ '{:>9999999999}'.format(1) }}",
    "padded": "{{ name.ljust(9999999999) }}",
    "tabs": "{{ '\t'.expandtabs(9999999999) }}",
    "indented": "{{ name|indent(9999999999) }}",
    "joined": "{{ " + "name" + "|join('xxxxxxxxx')" * 60 + " }}",
    "replaced": "{{ name" + "|replace('', 'xxxxxxxxx')" * 60 + " }}",
    "batches": "{{ reasons|batch(9999999999, 'x')|list }}",
    "lorem ipsum": "{{ lipsum(n=100000, max=100000) }}",
    "thousands of digits": "{{ " + "9" * 5000 + " }}",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_would_render_forever_or_a_gigabyte_is_refused_before_it_runs(bomb: str) -> None:
    with pytest.raises(Refusal):
        read(BOMBS[bomb])


NESTED = {
    "brackets": "{{ " + "(" * 6000 + "name" + ")" * 6000 + " }}",
    "conditions": "{% if name %}" * 700 + "{% endif %}" * 700,
    "nots": "{{ " + "not " * 4000 + "name }}",
    "ands": "{{ name" + " and name" * 1900 + " }}",
    "filters": "{{ name" + "|upper" * 3000 + " }}",
}


@pytest.mark.parametrize("nested", NESTED)
def test_what_is_nested_too_deeply_is_refused(nested: str) -> None:
    with pytest.raises(Refusal, match="inside the other"):
        render(NESTED[nested], NAMES)


def test_a_letter_does_not_grow_beyond_all_measure() -> None:
    much = {**NAMES, "reasons": ["ещё"] * 1000}

    with pytest.raises(TooLong):
        render("{% for r in reasons %}" + "{{ r }}" * 1000 + "{% endfor %}", much)


def test_a_loop_over_a_word_ends_like_any_other() -> None:
    assert render("{% for c in name %}{{ c }}.{% endfor %}", NAMES) == "А.н.н.а."


@given(st.text(alphabet="{}%|()'\"\\.,=<>~_ \nifendforelse10name", max_size=300))
@example("{{")
@example("{% raw %}{{ __class__ }}{% endraw %}")
def test_whatever_is_written_is_either_refused_or_read(text: str) -> None:
    with suppress(Refusal):
        read(text)


def test_a_refusal_says_which_line_and_what() -> None:
    with pytest.raises(Refusal) as refused:
        read("Тема\n\n{{ name * 9 }}\n{{ name|safe }}\n{% set a = 1 %}\n{{ name.x }}")

    said = [blocker.text.ru for blocker in refused.value.blockers]
    assert [line.split(";")[0].split(":", 2)[:2] for line in said] == [
        ["Строка 3", " «*» в письме нельзя"],
        ["Строка 4", " «safe» здесь нет"],
        ["Строка 5", " «{% set %}» в письме нельзя"],
        ["Строка 6", " «.x» в письме нельзя"],
    ]


def test_the_packaged_texts_do_with_what_coordinators_may_use() -> None:
    for name in catalogue():
        for lang in LANGUAGES:
            read(packaged(name, lang))


def test_a_list_is_numbered_and_ends_like_a_sentence() -> None:
    each = "{{ loop.index }}) {{ r }}{{ '.' if loop.last else '; ' }}"
    text = "{% for r in reasons %}" + each + "{% endfor %}"

    assert render(text, NAMES) == "1) раз; 2) два."
