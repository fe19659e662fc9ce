"""The programme's life: events with who came, feedback, consultations in full, the media."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

SUBJECT = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    _events()
    _consultations()
    op.create_table('participation',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['programme_event.id'], name=op.f('fk_participation_event_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_participation_person_id')),
    sa.PrimaryKeyConstraint('event_id', 'person_id', name=op.f('pk_participation'))
    )
    op.create_index(op.f('ix_participation_person_id'), 'participation', ['person_id'], unique=False)
    op.create_table('headcount',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('audience', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.CheckConstraint("audience in ('residents', 'deputies', 'administration', 'media')", name=op.f('ck_headcount_audience_known')),
    sa.CheckConstraint('number > 0', name=op.f('ck_headcount_number_positive')),
    sa.ForeignKeyConstraint(['event_id'], ['programme_event.id'], name=op.f('fk_headcount_event_id')),
    sa.PrimaryKeyConstraint('event_id', 'audience', name=op.f('pk_headcount'))
    )
    op.create_table('feedback',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('usefulness', sa.Integer(), nullable=False),
    sa.Column('recommends', sa.Boolean(), nullable=False),
    sa.Column('positive', sa.Boolean(), nullable=True),
    sa.Column('comment', sa.String(length=1000), nullable=False),
    sa.Column('request', sa.String(length=64), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint('usefulness between 1 and 5', name=op.f('ck_feedback_usefulness_from_1_to_5')),
    sa.ForeignKeyConstraint(['event_id'], ['programme_event.id'], name=op.f('fk_feedback_event_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_feedback_event_id'), 'feedback', ['event_id'], unique=False)
    op.create_table('media_mention',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('initiative_id', SUBJECT, nullable=True),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('outlet', sa.String(length=200), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('url', sa.String(length=1000), nullable=False),
    sa.Column('published_on', sa.Date(), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind in ('newspaper', 'television', 'radio', 'site', 'social')", name=op.f('ck_media_mention_kind_known')),
    sa.CheckConstraint('initiative_id is null or event_id is null', name=op.f('ck_media_mention_about_one')),
    sa.ForeignKeyConstraint(['event_id'], ['programme_event.id'], name=op.f('fk_media_mention_event_id')),
    sa.ForeignKeyConstraint(['initiative_id'], ['initiative.id'], name=op.f('fk_media_mention_initiative_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_media_mention_programme_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['person.id'], name=op.f('fk_media_mention_recorded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_media_mention')),
    sa.UniqueConstraint('programme_id', 'url', name=op.f('uq_media_mention_programme_id_url'))
    )
    op.create_index(op.f('ix_media_mention_initiative_id'), 'media_mention', ['initiative_id'], unique=False)
    op.create_index(op.f('ix_media_mention_event_id'), 'media_mention', ['event_id'], unique=False)


def _events() -> None:
    """What was recorded so far was held, on one day; its code comes from its number."""
    with op.batch_alter_table('programme_event') as table:
        table.drop_constraint(op.f('uq_programme_event_programme_id_held_on_title'), type_='unique')
        table.alter_column('held_on', new_column_name='starts_on', existing_type=sa.Date(), existing_nullable=False)
        table.add_column(sa.Column('code', sa.String(length=40), nullable=True))
        table.add_column(sa.Column('kind', sa.String(length=20), nullable=True))
        table.add_column(sa.Column('ends_on', sa.Date(), nullable=True))
        table.add_column(sa.Column('place', sa.String(length=200), nullable=True))
        table.add_column(sa.Column('state', sa.String(length=10), nullable=True))
        table.add_column(sa.Column('reason', sa.String(length=300), nullable=True))
        table.add_column(sa.Column('recorded_by_id', sa.Integer(), nullable=True))
    op.execute(
        "update programme_event set code = 'event-' || id, kind = 'other', ends_on = starts_on, "
        "place = '', state = 'held'"
    )
    with op.batch_alter_table('programme_event') as table:
        for column, kind in (
            ('code', sa.String(length=40)), ('kind', sa.String(length=20)), ('ends_on', sa.Date()),
            ('place', sa.String(length=200)), ('state', sa.String(length=10)),
        ):
            table.alter_column(column, existing_type=kind, nullable=False)
        table.create_unique_constraint(op.f('uq_programme_event_programme_id_code'), ['programme_id', 'code'])
        table.create_check_constraint(op.f('ck_programme_event_kind_known'), "kind in ('seminar', 'round_table', 'presentation', 'meeting', 'other')")
        table.create_check_constraint(op.f('ck_programme_event_state_known'), "state in ('planned', 'held', 'cancelled')")
        table.create_check_constraint(op.f('ck_programme_event_ends_not_before_start'), 'ends_on >= starts_on')
        table.create_check_constraint(op.f('ck_programme_event_cancelled_for_reason'), "(state = 'cancelled') = (reason is not null)")
        table.create_foreign_key(op.f('fk_programme_event_recorded_by_id'), 'person', ['recorded_by_id'], ['id'])


def _consultations() -> None:
    """What was recorded so far has neither topic nor length."""
    with op.batch_alter_table('consultation') as table:
        table.drop_constraint(op.f('uq_consultation_programme_id_person_id_held_on'), type_='unique')
        table.add_column(sa.Column('topic', sa.String(length=300), nullable=True))
        table.add_column(sa.Column('minutes', sa.Integer(), nullable=True))
        table.add_column(sa.Column('consultant_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('recorded_by_id', sa.Integer(), nullable=True))
    op.execute("update consultation set topic = ''")
    with op.batch_alter_table('consultation') as table:
        table.alter_column('topic', existing_type=sa.String(length=300), nullable=False)
        table.create_unique_constraint(op.f('uq_consultation_programme_id_person_id_held_on_topic'), ['programme_id', 'person_id', 'held_on', 'topic'])
        table.create_check_constraint(op.f('ck_consultation_minutes_from_1_to_600'), 'minutes between 1 and 600')
        table.create_check_constraint(op.f('ck_consultation_between_two'), 'consultant_id <> person_id')
        table.create_foreign_key(op.f('fk_consultation_consultant_id'), 'person', ['consultant_id'], ['id'])
        table.create_foreign_key(op.f('fk_consultation_recorded_by_id'), 'person', ['recorded_by_id'], ['id'])
    op.create_index(op.f('ix_consultation_person_id'), 'consultation', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_media_mention_event_id'), table_name='media_mention')
    op.drop_index(op.f('ix_media_mention_initiative_id'), table_name='media_mention')
    op.drop_table('media_mention')
    op.drop_index(op.f('ix_feedback_event_id'), table_name='feedback')
    op.drop_table('feedback')
    op.drop_table('headcount')
    op.drop_index(op.f('ix_participation_person_id'), table_name='participation')
    op.drop_table('participation')
    _consultations_back()
    _events_back()


def _consultations_back() -> None:
    """Where two were given on one day the schema before knew one."""
    op.execute(
        "delete from consultation where exists (select 1 from consultation other "
        "where other.programme_id = consultation.programme_id and other.id < consultation.id "
        "and other.person_id = consultation.person_id and other.held_on = consultation.held_on)"
    )
    op.drop_index(op.f('ix_consultation_person_id'), table_name='consultation')
    with op.batch_alter_table('consultation') as table:
        table.drop_constraint(op.f('fk_consultation_recorded_by_id'), type_='foreignkey')
        table.drop_constraint(op.f('fk_consultation_consultant_id'), type_='foreignkey')
        table.drop_constraint(op.f('ck_consultation_between_two'), type_='check')
        table.drop_constraint(op.f('ck_consultation_minutes_from_1_to_600'), type_='check')
        table.drop_constraint(op.f('uq_consultation_programme_id_person_id_held_on_topic'), type_='unique')
        for column in ('topic', 'minutes', 'consultant_id', 'recorded_by_id'):
            table.drop_column(column)
        table.create_unique_constraint(op.f('uq_consultation_programme_id_person_id_held_on'), ['programme_id', 'person_id', 'held_on'])


def _events_back() -> None:
    """The schema before counted every event as held, and told them apart by day and title."""
    op.execute("delete from programme_event where state <> 'held'")
    op.execute(
        "update programme_event set title = substr(title, 1, 155) || ' (' || code || ')' "
        "where exists (select 1 from programme_event other "
        "where other.programme_id = programme_event.programme_id and other.id < programme_event.id "
        "and other.starts_on = programme_event.starts_on and other.title = programme_event.title)"
    )
    with op.batch_alter_table('programme_event') as table:
        table.drop_constraint(op.f('fk_programme_event_recorded_by_id'), type_='foreignkey')
        for check in ('cancelled_for_reason', 'ends_not_before_start', 'state_known', 'kind_known'):
            table.drop_constraint(op.f(f'ck_programme_event_{check}'), type_='check')
        table.drop_constraint(op.f('uq_programme_event_programme_id_code'), type_='unique')
        for column in ('code', 'kind', 'ends_on', 'place', 'state', 'reason', 'recorded_by_id'):
            table.drop_column(column)
        table.alter_column('starts_on', new_column_name='held_on', existing_type=sa.Date(), existing_nullable=False)
    with op.batch_alter_table('programme_event') as table:  # apart: SQLite would look for the old name
        table.create_unique_constraint(op.f('uq_programme_event_programme_id_held_on_title'), ['programme_id', 'held_on', 'title'])
