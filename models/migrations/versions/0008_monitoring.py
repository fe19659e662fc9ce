"""Monitoring: questionnaires, invitations, answers and what they came to; how it is evaluated."""

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = models.base.UtcDateTime(timezone=True)
MODES = "mode in ('anonymous', 'linked', 'named')"


def upgrade() -> None:
    with op.batch_alter_table('monitoring_round') as table:
        table.add_column(sa.Column('mode', sa.String(length=10), nullable=False, server_default='linked'))
        table.add_column(sa.Column('baseline_id', BIG, nullable=True))
        table.create_foreign_key(op.f('fk_monitoring_round_baseline_id'), 'monitoring_round', ['baseline_id'], ['id'])
        table.create_check_constraint(op.f('ck_monitoring_round_mode_known'), MODES)
    _questionnaires()
    _invitations()
    _responses()
    _evaluation()


def _questionnaires() -> None:
    op.create_table('questionnaire',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', models.base.TranslatedText(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.Column('stored_at', MOMENT, nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_questionnaire_number_positive')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_questionnaire_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaire')),
    sa.UniqueConstraint('programme_id', 'code', 'number', name=op.f('uq_questionnaire_programme_id_code_number'))
    )
    op.create_table('round_questionnaire',
    sa.Column('round_id', BIG, nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('questionnaire_id', sa.Integer(), nullable=False),
    sa.Column('population', sa.Integer(), nullable=True),
    sa.CheckConstraint('population > 0', name=op.f('ck_round_questionnaire_population_positive')),
    sa.ForeignKeyConstraint(['questionnaire_id'], ['questionnaire.id'], name=op.f('fk_round_questionnaire_questionnaire_id')),
    sa.ForeignKeyConstraint(['round_id'], ['monitoring_round.id'], name=op.f('fk_round_questionnaire_round_id')),
    sa.PrimaryKeyConstraint('round_id', 'code', name=op.f('pk_round_questionnaire'))
    )
    if op.get_bind().dialect.name == 'sqlite':
        for change in ('update', 'delete'):
            op.execute(
                f'create trigger questionnaire_no_{change} before {change} on questionnaire '
                "begin select raise(abort, 'questionnaire is append-only'); end"
            )
        return
    op.execute(
        'create trigger questionnaire_append_only before update or delete or truncate '
        'on questionnaire for each statement execute function refuse_change()'
    )


def _invitations() -> None:
    op.create_table('link_salt',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_link_salt_programme_id')),
    sa.PrimaryKeyConstraint('programme_id', name=op.f('pk_link_salt'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', BIG, nullable=False),
    sa.Column('questionnaire', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('slip', sa.String(length=40), nullable=True),
    sa.Column('district_id', sa.Integer(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint('(person_id is null) <> (slip is null)', name=op.f('ck_invitation_to_a_person_or_by_slip')),
    sa.ForeignKeyConstraint(['district_id'], ['district.id'], name=op.f('fk_invitation_district_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id')),
    sa.ForeignKeyConstraint(['round_id'], ['monitoring_round.id'], name=op.f('fk_invitation_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('round_id', 'questionnaire', 'person_id', name=op.f('uq_invitation_round_id_questionnaire_person_id')),
    sa.UniqueConstraint('round_id', 'questionnaire', 'slip', name=op.f('uq_invitation_round_id_questionnaire_slip')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_invitation_person_id'), 'invitation', ['person_id'], unique=False)
    op.create_table('draft',
    sa.Column('invitation_id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_draft_invitation_id')),
    sa.PrimaryKeyConstraint('invitation_id', name=op.f('pk_draft')),
    sqlite_with_rowid=False
    )


def _responses() -> None:
    op.create_table('response',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', BIG, nullable=False),
    sa.Column('questionnaire', sa.String(length=40), nullable=False),
    sa.Column('district_id', sa.Integer(), nullable=True),
    sa.Column('link', sa.String(length=64), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('answers', sa.String(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint('link is null or person_id is null', name=op.f('ck_response_linked_or_named')),
    sa.ForeignKeyConstraint(['district_id'], ['district.id'], name=op.f('fk_response_district_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_response_person_id')),
    sa.ForeignKeyConstraint(['round_id'], ['monitoring_round.id'], name=op.f('fk_response_round_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response')),
    sqlite_with_rowid=False
    )
    op.create_index(op.f('ix_response_round_id_response_questionnaire'), 'response', ['round_id', 'questionnaire'], unique=False)
    op.create_table('round_analysis',
    sa.Column('round_id', BIG, nullable=False),
    sa.Column('questionnaire', sa.String(length=40), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['monitoring_round.id'], name=op.f('fk_round_analysis_round_id')),
    sa.PrimaryKeyConstraint('round_id', 'questionnaire', name=op.f('pk_round_analysis'))
    )


def _evaluation() -> None:
    op.create_table('evaluation_plan',
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('content_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_evaluation_plan_programme_id')),
    sa.PrimaryKeyConstraint('programme_id', name=op.f('pk_evaluation_plan'))
    )
    op.create_table('assessment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(length=10), nullable=False),
    sa.Column('object', sa.String(length=10), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=4000), nullable=False),
    sa.Column('written_at', MOMENT, nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint("object in ('goal', 'task', 'result')", name=op.f('ck_assessment_object_known')),
    sa.CheckConstraint("stage in ('interim', 'final')", name=op.f('ck_assessment_stage_known')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assessment_person_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_assessment_programme_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment')),
    sa.UniqueConstraint('programme_id', 'stage', 'object', 'person_id', name=op.f('uq_assessment_programme_id_stage_object_person_id'))
    )
    op.create_index(op.f('ix_assessment_person_id'), 'assessment', ['person_id'], unique=False)


def downgrade() -> None:
    for name in ('assessment', 'evaluation_plan', 'round_analysis', 'response', 'draft', 'invitation', 'link_salt', 'round_questionnaire'):
        op.drop_table(name)
    if op.get_bind().dialect.name != 'sqlite':
        op.execute('drop trigger questionnaire_append_only on questionnaire')
    op.drop_table('questionnaire')
    with op.batch_alter_table('monitoring_round') as table:
        table.drop_constraint(op.f('ck_monitoring_round_mode_known'), type_='check')
        table.drop_constraint(op.f('fk_monitoring_round_baseline_id'), type_='foreignkey')
        table.drop_column('baseline_id')
        table.drop_column('mode')
