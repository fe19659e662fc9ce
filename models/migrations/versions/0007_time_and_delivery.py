"""Deadlines with a ladder of steps, pauses; letters by category, digests, webhooks, own texts."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = models.base.UtcDateTime(timezone=True)
LETTER_WAITS = 'delivered_at is null and dead_at is null and unwanted_at is null and digest_id is null'
CALL_WAITS = 'delivered_at is null and dead_at is null'


def upgrade() -> None:
    op.add_column('subject', sa.Column('announced', sa.Integer(), nullable=False, server_default='0'))
    _partial_index('ix_subject_unannounced', 'subject', 'id', 'version > announced')
    for column, default in (('quiet_from', '21:00'), ('quiet_until', '08:00'), ('digest_at', '09:30')):
        op.add_column('programme', sa.Column(column, sa.String(length=5), nullable=False, server_default=default))
    _deadlines()
    _letters()
    _preferences()
    _webhooks()


def _partial_index(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _deadlines() -> None:
    """An open deadline acts when it passes. What the clock does then is the lifecycle's to say."""
    op.drop_index('ix_deadline_open', table_name='deadline')
    with op.batch_alter_table('deadline') as table:
        table.drop_constraint(op.f('ck_deadline_closed_with_outcome'), type_='check')
        table.drop_column('action')
        table.add_column(sa.Column('step', sa.Integer(), nullable=False, server_default='0'))
        table.add_column(sa.Column('acts_at', MOMENT, nullable=True))
        table.add_column(sa.Column('paused_at', MOMENT, nullable=True))
        table.add_column(sa.Column('refused_at', MOMENT, nullable=True))
    op.execute('update deadline set acts_at = due_at where outcome is null')
    op.execute('update deadline set step = 1 where outcome is not null')
    with op.batch_alter_table('deadline') as table:
        table.create_check_constraint(op.f('ck_deadline_closed_with_outcome'), 'closed_at is null or outcome is not null')
        table.create_check_constraint(op.f('ck_deadline_open_unless_missed'), "closed_at is not null or outcome is null or outcome = 'missed'")
        table.create_check_constraint(op.f('ck_deadline_acts_while_open'), 'acts_at is null or (closed_at is null and paused_at is null)')
        table.create_check_constraint(op.f('ck_deadline_step_not_negative'), 'step >= 0')
    _partial_index('ix_deadline_acting', 'deadline', 'acts_at', 'acts_at is not null')
    _partial_index('ix_deadline_open', 'deadline', 'due_at', 'closed_at is null')


def _letters() -> None:
    op.drop_index('ix_outbox_message_waiting', table_name='outbox_message')
    with op.batch_alter_table('outbox_message') as table:
        table.drop_constraint(op.f('ck_outbox_message_delivered_or_dead'), type_='check')
        table.alter_column('subject_id', existing_type=BIG, nullable=True)
        table.add_column(sa.Column('programme_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('category', sa.String(length=20), nullable=False, server_default='obligation'))
        table.add_column(sa.Column('told', sa.JSON(), nullable=True))
        table.add_column(sa.Column('digest_id', BIG, nullable=True))
        table.add_column(sa.Column('unwanted_at', MOMENT, nullable=True))
    op.execute('update outbox_message set programme_id = (select programme_id from subject where subject.id = subject_id)')
    op.execute("update outbox_message set category = 'reminder' where template = 'reminder'")
    with op.batch_alter_table('outbox_message') as table:
        table.alter_column('programme_id', existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(op.f('fk_outbox_message_programme_id'), 'programme', ['programme_id'], ['id'])
        table.create_foreign_key(op.f('fk_outbox_message_digest_id'), 'outbox_message', ['digest_id'], ['id'])
        table.create_check_constraint(op.f('ck_outbox_message_one_end'), '(delivered_at is null or dead_at is null) and (delivered_at is null or unwanted_at is null) and (dead_at is null or unwanted_at is null)')
        table.create_check_constraint(op.f('ck_outbox_message_category_known'), "category in ('obligation', 'reminder', 'news')")
    op.create_index(op.f('ix_outbox_message_digest_id'), 'outbox_message', ['digest_id'])
    op.create_index(op.f('ix_outbox_message_recipient_id'), 'outbox_message', ['recipient_id'])
    _partial_index('ix_outbox_message_waiting', 'outbox_message', 'next_attempt_at', LETTER_WAITS)


def _preferences() -> None:
    op.create_table('preference',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=20), nullable=False),
    sa.Column('messenger', sa.String(length=500), nullable=True),
    sa.Column('digest', sa.Boolean(), nullable=False),
    sa.Column('reminders', sa.Boolean(), nullable=False),
    sa.Column('news', sa.Boolean(), nullable=False),
    sa.Column('changed_at', MOMENT, nullable=False),
    sa.CheckConstraint("channel = 'email' or messenger is not null", name=op.f('ck_preference_messenger_is_given')),
    sa.CheckConstraint("channel in ('email', 'messenger')", name=op.f('ck_preference_channel_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_preference_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_preference'))
    )
    op.create_table('refused_address',
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('since', MOMENT, nullable=False),
    sa.Column('error', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('email', name=op.f('pk_refused_address'))
    )
    op.create_table('mail_domain',
    sa.Column('domain', sa.String(length=254), nullable=False),
    sa.Column('next_at', MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('domain', name=op.f('pk_mail_domain'))
    )
    op.create_table('template_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('written_at', MOMENT, nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_template_version_number_positive')),
    sa.CheckConstraint("language in ('ru', 'en')", name=op.f('ck_template_version_language_known')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_template_version_author_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_template_version_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_template_version')),
    sa.UniqueConstraint('programme_id', 'name', 'language', 'number', name=op.f('uq_template_version_programme_id_name_language_number'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        for change in ('update', 'delete'):
            op.execute(
                f'create trigger template_version_no_{change} before {change} on template_version '
                "begin select raise(abort, 'template_version is append-only'); end"
            )
        return
    op.execute(
        'create trigger template_version_append_only before update or delete or truncate '
        'on template_version for each statement execute function refuse_change()'
    )


def _webhooks() -> None:
    op.create_table('webhook',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.String(length=500), nullable=False),
    sa.Column('secret', sa.String(length=100), nullable=False),
    sa.Column('events', sa.JSON(), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('stopped_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_webhook_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook')),
    sa.UniqueConstraint('programme_id', 'url', name=op.f('uq_webhook_programme_id_url'))
    )
    op.create_table('webhook_call',
    sa.Column('id', BIG, nullable=False),
    sa.Column('webhook_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', BIG, nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('queued_at', MOMENT, nullable=False),
    sa.Column('next_attempt_at', MOMENT, nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.String(length=500), nullable=True),
    sa.Column('delivered_at', MOMENT, nullable=True),
    sa.Column('dead_at', MOMENT, nullable=True),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_webhook_call_attempts_not_negative')),
    sa.CheckConstraint('delivered_at is null or dead_at is null', name=op.f('ck_webhook_call_delivered_or_dead')),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_webhook_call_subject_id')),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhook.id'], name=op.f('fk_webhook_call_webhook_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_call')),
    sa.UniqueConstraint('webhook_id', 'subject_id', 'sequence', name=op.f('uq_webhook_call_webhook_id_subject_id_sequence'))
    )
    _partial_index('ix_webhook_call_waiting', 'webhook_call', 'next_attempt_at', CALL_WAITS)


def downgrade() -> None:
    """A deadline that is missed and open closes; what the clock does is no longer known to it."""
    op.drop_table('webhook_call')
    op.drop_table('webhook')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('drop trigger template_version_append_only on template_version')
    for name in ('template_version', 'mail_domain', 'refused_address', 'preference'):
        op.drop_table(name)
    op.execute('delete from outbox_message where subject_id is null or digest_id is not null')
    for index in ('waiting', 'recipient_id', 'digest_id'):
        op.drop_index(f'ix_outbox_message_{index}', table_name='outbox_message')
    with op.batch_alter_table('outbox_message') as table:
        table.drop_constraint(op.f('ck_outbox_message_one_end'), type_='check')
        table.drop_constraint(op.f('ck_outbox_message_category_known'), type_='check')
        table.drop_constraint(op.f('fk_outbox_message_digest_id'), type_='foreignkey')
        table.drop_constraint(op.f('fk_outbox_message_programme_id'), type_='foreignkey')
        for column in ('unwanted_at', 'digest_id', 'told', 'category', 'programme_id'):
            table.drop_column(column)
        table.alter_column('subject_id', existing_type=BIG, nullable=False)
        table.create_check_constraint(op.f('ck_outbox_message_delivered_or_dead'), 'delivered_at is null or dead_at is null')
    _partial_index('ix_outbox_message_waiting', 'outbox_message', 'next_attempt_at', CALL_WAITS)
    op.execute('update deadline set closed_at = due_at where closed_at is null and outcome is not null')
    for index in ('acting', 'open'):
        op.drop_index(f'ix_deadline_{index}', table_name='deadline')
    with op.batch_alter_table('deadline') as table:
        for check in ('closed_with_outcome', 'open_unless_missed', 'acts_while_open', 'step_not_negative'):
            table.drop_constraint(op.f(f'ck_deadline_{check}'), type_='check')
        for column in ('refused_at', 'paused_at', 'acts_at', 'step'):
            table.drop_column(column)
        table.add_column(sa.Column('action', sa.String(length=40), nullable=False, server_default='note_overdue'))
        table.create_check_constraint(op.f('ck_deadline_closed_with_outcome'), '(outcome is null) = (closed_at is null)')
    _partial_index('ix_deadline_open', 'deadline', 'due_at', 'outcome is null')
    for column in ('digest_at', 'quiet_until', 'quiet_from'):
        op.drop_column('programme', column)
    op.drop_index('ix_subject_unannounced', table_name='subject')
    op.drop_column('subject', 'announced')
