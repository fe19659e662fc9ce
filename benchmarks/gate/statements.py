"""The SQL of the decision written by hand, on our own schema."""

ALL = {
    "read": """
        select subject.state, subject.version, subject.head, subject.changed_at,
            subject.programme_id, subject.district_id, initiative.leader_id, initiative.summary,
            initiative.requested, lifecycle_version.content_hash
        from subject join initiative on initiative.id = subject.id
        join lifecycle_version on lifecycle_version.id = subject.lifecycle_version_id
        where subject.id = %s for update of subject""",
    "roles": """
        select role, district_id from role_assignment
        where person_id = %s and programme_id = %s
            and since <= %s and (until is null or until >= %s)""",
    "enrolment": """
        select subject.state from subject join enrolment on enrolment.id = subject.id
        where programme_id = %s and district_id = %s""",
    "group": "select count(*) from initiative_group where initiative_id = %s",
    "problems": """
        select distinct district_id from problem
        join initiative_problem on initiative_problem.problem_id = problem.id
        where initiative_id = %s""",
    "budget": "select sum(planned) from budget_line where initiative_id = %s",
    "milestones": "select planned_on from milestone where initiative_id = %s",
    "reviews": "select id from review where initiative_id = %s order by id",
    "append": """
        insert into history_entry (programme_id, kind, district_id, subject_id, sequence, action,
            from_state, to_state, actor_id, flow, on_behalf_of_id, at, facts, commitments,
            lifecycle_hash, previous_hash, hash)
        values (%s, 'initiative', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
    "advance": """
        update subject set state = %s, version = %s, head = %s, changed_at = %s
        where id = %s and version = %s""",
    "open": "select id, due_at from deadline where subject_id = %s and closed_at is null",
    "close": "update deadline set outcome = %s, closed_at = %s, acts_at = null where id = %s",
    "open_one": """
        insert into deadline (subject_id, name, opened_by, opened_at, due_at, acts_at, step)
        values (%s, %s, %s, %s, %s, %s, 0)""",
    "coordinators": """
        select person_id from role_assignment
        where programme_id = %s and role = 'coordinator'
            and (district_id is null or district_id = %s)
            and since <= %s and (until is null or until >= %s)""",
    "queue": """
        insert into outbox_message (key, programme_id, recipient_id, subject_id, sequence, template,
            category, queued_at, next_attempt_at, attempts)
        values (%s, %s, %s, %s, %s, %s, 'obligation', %s, %s, 0)""",
}
