"""What was recorded before the programme's life had tables of its own is carried over."""

from sqlalchemy import Engine, text

from models import migrations

BEFORE, AFTER = "0004", "0005"
PROGRAMME = """\
insert into programme (id, code, title, place, foundation, time_zone, country, starts_on, ends_on,
  currency, fund_target, slots_per_district, content_hash)
values (1, 'p', '{}', '{}', '{}', 'Asia/Novosibirsk', 'RU', '2026-03-01', '2026-12-31',
  'RUB', 0, 5, '')
"""
PERSON = """\
insert into person (id, name, email, language, is_sample)
values (1, 'Анна', 'anna@example.org', 'ru', false)
"""
EVENT = """\
insert into programme_event (id, programme_id, held_on, title, is_sample)
values ({id}, 1, '2026-03-0{id}', 'Встреча', true)
"""
CONSULTATION = """\
insert into consultation (id, programme_id, person_id, held_on, is_sample)
values (1, 1, 1, '2026-03-05', false)
"""
EVENTS = "select code, kind, title, starts_on, ends_on, place, state, reason, is_sample"


def rows(engine: Engine, statement: str) -> list[tuple[str, ...]]:
    with engine.connect() as connection:
        return [tuple(map(str, row)) for row in connection.execute(text(statement))]


def before(engine: Engine) -> None:
    """A database as it was, with two events and a consultation."""
    migrations.downgrade(engine, BEFORE)
    with engine.begin() as connection:
        for statement in (PROGRAMME, PERSON, EVENT.format(id=1), EVENT.format(id=2), CONSULTATION):
            connection.execute(text(statement))


def test_events_get_codes_and_count_as_held(engine: Engine) -> None:
    before(engine)
    migrations.upgrade(engine, AFTER)

    told = ("other", "Встреча", "2026-03-01", "2026-03-01", "", "held", "None")
    assert [row[:-1] for row in rows(engine, f"{EVENTS} from programme_event order by id")] == [
        ("event-1", *told),
        ("event-2", *told[:2], "2026-03-02", "2026-03-02", *told[4:]),
    ]


def test_consultations_are_kept_without_topic_and_length(engine: Engine) -> None:
    before(engine)
    migrations.upgrade(engine, AFTER)

    assert rows(engine, "select person_id, held_on, topic, minutes from consultation") == [
        ("1", "2026-03-05", "", "None")
    ]


def test_what_the_schema_before_knew_goes_back(engine: Engine) -> None:
    before(engine)
    held = "select held_on, title from programme_event order by id"
    given = "select person_id, held_on from consultation"
    kept = rows(engine, held), rows(engine, given)

    migrations.upgrade(engine, AFTER)
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into programme_event (id, programme_id, code, kind, title, starts_on, "
                "ends_on, place, state, is_sample) values (9, 1, 'x', 'other', 'Не было', "
                "'2026-04-01', '2026-04-01', '', 'planned', false)"
            )
        )
        connection.execute(
            text(
                "insert into consultation (id, programme_id, person_id, held_on, topic, is_sample) "
                "values (9, 1, 1, '2026-03-05', 'Ещё одна', false)"
            )
        )
    migrations.downgrade(engine, BEFORE)

    assert (rows(engine, held), rows(engine, given)) == kept


def test_events_alike_but_for_their_codes_go_back_apart(engine: Engine) -> None:
    before(engine)
    migrations.upgrade(engine, AFTER)
    with engine.begin() as connection:
        connection.execute(text("update programme_event set starts_on = '2026-03-01'"))
    migrations.downgrade(engine, BEFORE)

    assert rows(engine, "select title from programme_event order by id") == [
        ("Встреча",),
        ("Встреча (event-2)",),
    ]
