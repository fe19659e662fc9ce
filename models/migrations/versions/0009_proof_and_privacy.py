"""Texts apart from the histories that they belong to, so that they can be erased; checkpoints,
consents, a record of who read of whom, saved searches, cases from elsewhere.

The hash of an entry covered its reason; from here on it covers a commitment to it. So every chain is
made anew, this once: no checkpoint had been published by then.
"""

import json
from hashlib import sha256
from secrets import token_hex

import sqlalchemy as sa
from alembic import op

import models.base

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = models.base.UtcDateTime(timezone=True)
GENESIS = '0' * 64
STRUCK = '███'
BATCH = 2_000
APPEND_ONLY = ('checkpoint', 'checkpoint_leaf', 'access')
SEARCHED: tuple[tuple[str, ...], ...] = (('programme_id', 'at', 'id'), ('programme_id', 'kind', 'at', 'id'), ('programme_id', 'action', 'at', 'id'), ('programme_id', 'to_state', 'at', 'id'), ('district_id', 'at', 'id'), ('actor_id', 'at', 'id'))
WHERE_GIVEN: dict[str, tuple[str, ...]] = {'remark': ('programme_id', 'remark', 'at', 'id'), 'flow': ('programme_id', 'flow', 'at', 'id'), 'on_behalf_of_id': ('on_behalf_of_id', 'at', 'id')}
COVERED = ('subject_id', 'sequence', 'action', 'from_state', 'to_state', 'actor_id', 'flow', 'on_behalf_of_id', 'at', 'facts', 'lifecycle_hash', 'previous_hash')
ENTRY = sa.table('history_entry', *(sa.column(name) for name in ('id', *COVERED[:8])), sa.column('at', MOMENT), *(sa.column(name) for name in (*COVERED[9:], 'hash', 'reason', 'commitments')))
TEXT = sa.table('entry_text', *(sa.column(name) for name in ('subject_id', 'sequence', 'name', 'text', 'salt')), sa.column('at', MOMENT))


def upgrade() -> None:
    _tables()
    op.add_column('person', sa.Column('erased_at', MOMENT, nullable=True))
    with op.batch_alter_table('attachment') as table:
        table.add_column(sa.Column('erased_by_id', BIG, nullable=True))
        table.create_foreign_key(op.f('fk_attachment_erased_by_id'), 'subject', ['erased_by_id'], ['id'])
    op.create_index(op.f('ix_attachment_erased_by_id'), 'attachment', ['erased_by_id'])
    op.add_column('subject', sa.Column('checkpointed', sa.Integer(), nullable=False, server_default='0'))
    beyond = sa.text('version > checkpointed')
    op.create_index('ix_subject_beyond_checkpoint', 'subject', ['id'], sqlite_where=beyond, postgresql_where=beyond)
    _drop_guard('history_entry')
    with op.batch_alter_table('history_entry') as table:
        table.drop_index(op.f('ix_history_entry_at'))
        table.drop_index(op.f('ix_history_entry_actor_id_history_entry_at'))
        table.add_column(sa.Column('programme_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('kind', sa.String(length=40), nullable=True))
        table.add_column(sa.Column('district_id', sa.Integer(), nullable=True))
        table.add_column(sa.Column('remark', sa.String(length=20), nullable=True))
        table.add_column(sa.Column('commitments', sa.String(), nullable=True))
    _tell_histories_apart()
    _entry_text()
    _chain_anew(upwards=True)
    with op.batch_alter_table('history_entry') as table:
        for name, type_ in (('programme_id', sa.Integer()), ('kind', sa.String(length=40)), ('commitments', sa.String())):
            table.alter_column(name, existing_type=type_, nullable=False)
        table.drop_column('reason')
        table.create_foreign_key(op.f('fk_history_entry_programme_id'), 'programme', ['programme_id'], ['id'])
        table.create_foreign_key(op.f('fk_history_entry_district_id'), 'district', ['district_id'], ['id'])
        table.create_check_constraint(op.f('ck_history_entry_remark_known'), "remark in ('late', 'overridden', 'by_hand')")
    for columns in SEARCHED:
        op.create_index(op.f('ix_' + '_'.join(f'history_entry_{column}' for column in columns)), 'history_entry', list(columns))
    for given, within in WHERE_GIVEN.items():
        condition = sa.text(f'{given} is not null')
        op.create_index(f'ix_history_entry_{given}', 'history_entry', list(within), sqlite_where=condition, postgresql_where=condition)
    _guard('history_entry')
    _sealed()
    for name in APPEND_ONLY:
        _guard(name)
    _let_strike('entry_text', 'text')
    _let_strike('proposal_version', 'content')
    _drop_guard('template_version')
    _let_mark('template_version', 'text')


def _tell_histories_apart() -> None:
    """Which programme, kind and district each entry is of, and what stands out."""
    for column in ('programme_id', 'kind', 'district_id'):
        op.execute(f'update history_entry set {column} = (select {column} from subject where subject.id = history_entry.subject_id)')
    op.execute("update history_entry set remark = 'late' where facts like '%\"hours_late\"\\:%' and facts not like '%\"hours_late\"\\:0%'")
    op.execute("update history_entry set remark = 'overridden' where action in ('extend', 'prolong', 'reopen', 'set_aside', 'lift_conflict', 'revoke', 'reconsider', 'withhold', 'dismiss', 'withdraw_relation') and actor_id is not null")
    op.execute("update history_entry set remark = 'by_hand' where action in ('promote', 'release') and kind in ('initiative', 'review') and actor_id is not null")


def _chain_anew(*, upwards: bool) -> None:
    """Each chain with the hashes of the formula that holds from here on, or held before."""
    bind = op.get_bind()
    known = 'reason' if upwards else 'commitments'
    columns = [ENTRY.c[name] for name in ('id', *COVERED, known)]
    texts = {} if upwards else {(row.subject_id, row.sequence): row.text for row in bind.execute(sa.select(TEXT).where(TEXT.c.name == 'reason'))}
    rows = bind.execute(sa.select(*columns).order_by(ENTRY.c.subject_id, ENTRY.c.sequence).execution_options(stream_results=True, yield_per=BATCH))
    subject, head, changed, written = None, GENESIS, [], []
    heads: list[dict[str, object]] = []
    for row in rows:
        if row.subject_id != subject:
            subject, head = row.subject_id, GENESIS
            heads.append({'subject': subject, 'head': head})
        entry = {name: getattr(row, name) for name in COVERED} | {'previous_hash': head, 'at': row.at.strftime('%Y-%m-%dT%H:%M:%S.%fZ')}
        if upwards:
            salt = token_hex(16)
            entry['commitments'] = '{}' if row.reason is None else _json({'reason': sha256((salt + row.reason).encode()).hexdigest()})
            if row.reason is not None:
                written.append({'subject_id': row.subject_id, 'sequence': row.sequence, 'name': 'reason', 'text': row.reason, 'salt': salt, 'at': row.at})
        else:
            entry['reason'] = texts.get((row.subject_id, row.sequence))
        head = sha256(_json(entry).encode()).hexdigest()
        heads[-1]['head'] = head
        changed.append({'key': row.id, 'previous': entry['previous_hash'], 'hash': head, 'told': entry['commitments' if upwards else 'reason']})
    update = sa.update(ENTRY).where(ENTRY.c.id == sa.bindparam('key')).values({
        'previous_hash': sa.bindparam('previous'), 'hash': sa.bindparam('hash'), 'commitments' if upwards else 'reason': sa.bindparam('told')})
    for statement, told in ((update, changed), (sa.insert(TEXT), written), (sa.text('update subject set head = :head where id = :subject'), heads)):
        for start in range(0, len(told), BATCH):
            bind.execute(statement, told[start:start + BATCH])


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)


def _entry_text() -> None:
    op.create_table('entry_text',
    sa.Column('id', BIG, nullable=False),
    sa.Column('subject_id', BIG, nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('text', sa.String(length=4000), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=True),
    sa.Column('struck_by_id', BIG, nullable=True),
    sa.CheckConstraint('(salt is null) = (struck_by_id is not null)', name=op.f('ck_entry_text_struck_by_somebody')),
    sa.ForeignKeyConstraint(['struck_by_id'], ['subject.id'], name=op.f('fk_entry_text_struck_by_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_entry_text_subject_id')),
    sa.ForeignKeyConstraint(['subject_id', 'sequence'], ['history_entry.subject_id', 'history_entry.sequence'], name=op.f('fk_entry_text_subject_id_sequence')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_text')),
    sa.UniqueConstraint('subject_id', 'sequence', 'name', name=op.f('uq_entry_text_subject_id_sequence_name'))
    )
    op.create_index(op.f('ix_entry_text_struck_by_id'), 'entry_text', ['struck_by_id'])
    if op.get_bind().dialect.name == 'sqlite':
        _words_in_sqlite()
    else:
        _words_in_postgresql()


def _words_in_sqlite() -> None:
    """Full text whose rows are numbered in the order of time: the second and, within it, the text.
    The beginnings of words are kept as words, so that those that begin so need no gathering."""
    place = "cast(strftime('%s', substr({0}at, 1, 19)) as integer) * 1073741824 + {0}id"
    folded = "replace(replace({0}text, 'ё', 'е'), 'Ё', 'Е')"
    row = f'{place}, {folded}'
    op.execute(f'create view entry_words_source as select {place.format("")} as place, {folded.format("")} as text from entry_text')
    op.execute(
        "create virtual table entry_words using fts5(text, content='entry_words_source', content_rowid='place', detail=none, "
        "prefix='4 5 6 7', tokenize='unicode61 remove_diacritics 0')"
    )
    add = f'insert into entry_words (rowid, text) values ({row.format("new.")});'
    remove = f"insert into entry_words (entry_words, rowid, text) values ('delete', {row.format('old.')});"
    op.execute(f'create trigger entry_words_written after insert on entry_text begin {add} end')
    op.execute(f'create trigger entry_words_struck after update on entry_text begin {remove} {add} end')


def _words_in_postgresql() -> None:
    """The words of a text, with its day and its period of 32 days among them. Letters are named one
    by one where the database's locale may not know them."""
    upper = ''.join(chr(n) for n in range(ord('А'), ord('Я') + 1))
    op.execute(
        'create function entry_words(text text, at timestamptz) returns tsvector language sql immutable parallel safe as $$ '
        'select array_to_tsvector(array_remove(string_to_array(regexp_replace(regexp_replace('
        f"translate(lower($1), '{upper}Ёё', '{upper.lower()}ее'), "
        "'[^0-9a-zA-Z\\u00aa\\u00b5\\u00ba\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff]+', ' ', 'g'), '([^ ]{60})[^ ]+', '\\1', 'g'), ' '), '') "
        "|| array['@' || floor(extract(epoch from $2) / 86400), '@@' || floor(extract(epoch from $2) / 2764800)]) $$"
    )
    op.execute('create index entry_words on entry_text using gin (entry_words(text, at))')


def _sealed() -> None:
    """Hashes of contents become commitments; those of before have an empty salt."""
    _drop_guard('proposal_version')
    with op.batch_alter_table('proposal_version') as table:
        table.add_column(sa.Column('salt', sa.String(length=32), nullable=True))
        table.alter_column('content_hash', new_column_name='commitment', existing_type=sa.String(length=64), existing_nullable=False)
    op.execute("update proposal_version set salt = ''")
    op.add_column('review', sa.Column('salt', sa.String(length=32), nullable=True))
    op.execute("update review set salt = ''")
    op.add_column('creative_report', sa.Column('salt', sa.String(length=32), nullable=True))
    op.execute("update creative_report set salt = ''")


def _guard(table: str) -> None:
    """Refuse to change or remove what is in the table."""
    if op.get_bind().dialect.name == 'sqlite':
        for change in ('update', 'delete'):
            op.execute(
                f'create trigger {table}_no_{change} before {change} on {table} '
                f"begin select raise(abort, '{table} is append-only'); end"
            )
        return
    op.execute(f'create trigger {table}_append_only before update or delete or truncate on {table} for each statement execute function refuse_change()')


def _drop_guard(table: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        for change in ('update', 'delete'):
            op.execute(f'drop trigger if exists {table}_no_{change}')
        return
    op.execute(f'drop trigger if exists {table}_append_only on {table}')


def _let_strike(table: str, column: str) -> None:
    """What is in the table may be struck, which destroys its salt for good, and is else kept as it
    is."""
    found = "instr(new.{0}, '{1}') = 0" if op.get_bind().dialect.name == 'sqlite' else "position('{1}' in new.{0}) = 0"
    _let_change(table, f"new.salt is not null or (old.salt is null and {found.format(column, STRUCK)})")


def _let_mark(table: str, column: str) -> None:
    """What is in the table may be struck, and is else kept as it is."""
    found = "instr(new.{0}, '{1}') = 0" if op.get_bind().dialect.name == 'sqlite' else "position('{1}' in new.{0}) = 0"
    _let_change(table, f"new.{column} is null or {found.format(column, STRUCK)} or new.id <> old.id")


def _let_change(table: str, refused: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':
        op.execute(f"create trigger {table}_no_update before update on {table} when {refused} begin select raise(abort, '{table} is append-only'); end")
        op.execute(f"create trigger {table}_no_delete before delete on {table} begin select raise(abort, '{table} is append-only'); end")
        return
    op.execute(f'create trigger {table}_append_only before delete or truncate on {table} for each statement execute function refuse_change()')
    op.execute(f'create trigger {table}_only_struck before update on {table} for each row when ({refused}) execute function refuse_change()')


def _tables() -> None:
    op.create_table('checkpoint',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('taken_at', MOMENT, nullable=False),
    sa.Column('size', BIG, nullable=False),
    sa.Column('root', sa.String(length=64), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_checkpoint_number_positive')),
    sa.CheckConstraint('size >= 0', name=op.f('ck_checkpoint_size_not_negative')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_checkpoint'))
    )
    op.create_table('checkpoint_leaf',
    sa.Column('position', BIG, autoincrement=False, nullable=False),
    sa.Column('subject_id', BIG, nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_checkpoint_leaf_subject_id')),
    sa.PrimaryKeyConstraint('position', name=op.f('pk_checkpoint_leaf'))
    )
    op.create_index(op.f('ix_checkpoint_leaf_subject_id_checkpoint_leaf_position'), 'checkpoint_leaf', ['subject_id', 'position'])
    op.create_table('checkpoint_node',
    sa.Column('level', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', BIG, autoincrement=False, nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('level', 'position', name=op.f('pk_checkpoint_node'))
    )
    op.create_table('consent',
    sa.Column('id', BIG, nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=True),
    sa.Column('document', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['subject.id'], name=op.f('fk_consent_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consent_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    op.create_index(op.f('ix_consent_person_id'), 'consent', ['person_id'])
    op.create_table('case',
    sa.Column('id', BIG, nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('log', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['subject.id'], name=op.f('fk_case_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case'))
    )
    op.create_table('access',
    sa.Column('id', BIG, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('viewer_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(length=40), nullable=False),
    sa.Column('subject_id', BIG, nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('subject_id is null or person_id is null', name=op.f('ck_access_about_a_subject_or_a_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_access_person_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_access_programme_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['subject.id'], name=op.f('fk_access_subject_id')),
    sa.ForeignKeyConstraint(['viewer_id'], ['person.id'], name=op.f('fk_access_viewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access'))
    )
    for column in ('programme_id', 'subject_id', 'person_id', 'viewer_id'):
        op.create_index(op.f(f'ix_access_{column}_access_at'), 'access', [column, 'at'])
    op.create_table('saved_search',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('asked', sa.JSON(), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=True),
    sa.Column('saved_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_saved_search_programme_id')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['person.id'], name=op.f('fk_saved_search_saved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_search')),
    sa.UniqueConstraint('programme_id', 'name', name=op.f('uq_saved_search_programme_id_name'))
    )


def downgrade() -> None:
    _drop_guard('history_entry')
    for name in (*(f'ix_history_entry_{given}' for given in WHERE_GIVEN), *(op.f('ix_' + '_'.join(f'history_entry_{column}' for column in columns)) for columns in SEARCHED)):
        op.drop_index(name, table_name='history_entry')
    op.add_column('history_entry', sa.Column('reason', sa.String(length=4000), nullable=True))
    _chain_anew(upwards=False)
    with op.batch_alter_table('history_entry') as table:
        table.drop_constraint(op.f('ck_history_entry_remark_known'), type_='check')
        table.drop_constraint(op.f('fk_history_entry_programme_id'), type_='foreignkey')
        table.drop_constraint(op.f('fk_history_entry_district_id'), type_='foreignkey')
        for column in ('programme_id', 'kind', 'district_id', 'remark', 'commitments'):
            table.drop_column(column)
        table.create_index(op.f('ix_history_entry_at'), ['at'])
        table.create_index(op.f('ix_history_entry_actor_id_history_entry_at'), ['actor_id', 'at'])
    sqlite = op.get_bind().dialect.name == 'sqlite'
    if not sqlite:
        op.execute('drop index entry_words')
        op.execute('drop function entry_words')
        for name in ('entry_text', 'proposal_version', 'template_version'):
            op.execute(f'drop trigger {name}_only_struck on {name}')
    else:
        for what in ('trigger entry_words_written', 'trigger entry_words_struck', 'table entry_words', 'view entry_words_source'):
            op.execute(f'drop {what}')
    for name in ('template_version', 'proposal_version', 'entry_text', *APPEND_ONLY):
        _drop_guard(name)
    _guard('template_version')
    for name in ('entry_text', 'saved_search', 'access', 'case', 'consent', 'checkpoint_node', 'checkpoint_leaf', 'checkpoint'):
        op.drop_table(name)
    _guard('history_entry')
    with op.batch_alter_table('proposal_version') as table:
        table.drop_column('salt')
        table.alter_column('commitment', new_column_name='content_hash', existing_type=sa.String(length=64), existing_nullable=False)
    _guard('proposal_version')
    for name in ('review', 'creative_report'):
        with op.batch_alter_table(name) as table:
            table.drop_column('salt')
    op.drop_index(op.f('ix_attachment_erased_by_id'), table_name='attachment')
    with op.batch_alter_table('attachment') as table:
        table.drop_constraint(op.f('fk_attachment_erased_by_id'), type_='foreignkey')
        table.drop_column('erased_by_id')
    op.drop_index('ix_subject_beyond_checkpoint', table_name='subject')
    with op.batch_alter_table('subject') as table:
        table.drop_column('checkpointed')
    with op.batch_alter_table('person') as table:
        table.drop_column('erased_at')
