"""A survey as it is while people answer, and the links by which they do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from config.secret import secret
from models import Draft, Invitation, LinkSalt, MonitoringRound, Response, RoundQuestionnaire, Text
from models.database import reading, transaction
from tests.make import NOON, Competition
from workflow.monitoring.questionnaires.reading import read_questionnaire
from workflow.monitoring.questionnaires.versions import store_questionnaire
from workflow.monitoring.rounds.answers.drafts import draft_of
from workflow.monitoring.rounds.links import answer_token
from workflow.programme.lookup import lifecycle_version

QUESTIONS = """\
questionnaire: residents
title: {ru: Анкета жителя, en: Questionnaire for residents}
introduction: {ru: Город хочет знать., en: The city wants to know.}
thanks: {ru: Ответы помогут округу.}
items:
  - name: link
    label: {ru: Связь с городом, en: The link with the city}
    items:
      - name: trust
        type: select_one
        appearance: likert
        required: true
        label: {ru: Доверяете ли Вы городу?, en: Do you trust the city?}
        options:
          - {code: "1", label: {ru: Совсем нет, en: Not at all}}
          - {code: "2", label: {ru: Скорее да, en: Rather}, favourable: true}
          - {code: "9", label: {ru: Затрудняюсь ответить, en: Hard to say}, no_answer: true}
      - name: ways
        type: select_multiple
        label: {ru: Как Вы обращались?, en: How did you turn to it?}
        options:
          - {code: phone, label: {ru: По телефону, en: By telephone}}
          - {code: letter, label: {ru: Письмом, en: By letter}}
  - name: part
    label: {ru: Ваше участие, en: Your part}
    items:
      - {name: aside, type: note, label: {ru: Вспомните полгода., en: Think of half a year.}}
      - name: took_part
        type: select_one
        required: true
        label: {ru: Участвовали ли Вы?, en: Did you take part?}
        options:
          - {code: "yes", label: {ru: Да, en: "Yes"}, favourable: true}
          - {code: "no", label: {ru: Нет, en: "No"}}
      - name: times
        type: integer
        relevant: ${took_part} = 'yes'
        required: true
        constraint: . <= 200
        label: {ru: Сколько раз?, en: How many times?}
        hint: {ru: За полгода., en: In half a year.}
      - {name: share, type: decimal, label: {ru: Какую часть?, en: Which part?}}
      - {name: since, type: date, label: {ru: С какого дня?, en: Since which day?}}
  - name: why_not
    relevant: ${took_part} = 'no'
    label: {ru: Что помешало, en: What was in the way}
    items:
      - {name: obstacle, type: text, label: {ru: Что именно?, en: What was it?}}
  - name: comment
    type: text
    appearance: multiline
    label: {ru: Что ещё сказать?}
"""
"""Of three pages or four, with a question of each type; the last one is in Russian alone."""
_NUMBERS = count(1)


@dataclass(frozen=True)
class Survey:
    round_id: int
    people: Mapping[str, Any]

    def link(self, name: str | None = "leader", **whom: Any) -> str:
        """Invite somebody of the competition by name, or by a slip."""
        if name is not None:
            whom["person_id"] = self.people[name].id
        with transaction() as session:
            invitation = Invitation(round_id=self.round_id, questionnaire="residents", **whom)
            session.add(invitation)
        return f"/answer/{answer_token(invitation.id, secret())}"

    def set(self, **columns: Any) -> None:
        with transaction() as session:
            for name, value in columns.items():
                setattr(session.get_one(MonitoringRound, self.round_id), name, value)

    def answers(self) -> list[dict[str, Any]]:
        """What was handed in."""
        with reading() as session:
            ours = select(Response.answers).where(Response.round_id == self.round_id)
            return [json.loads(answers) for answers in session.scalars(ours)]

    def drafts(self) -> list[dict[str, Any]]:
        """What was put aside."""
        with reading() as session:
            ours = (
                select(Draft.invitation_id)
                .join(Invitation)
                .where(Invitation.round_id == self.round_id)
            )
            return [dict(draft_of(session, id_, secret=secret())) for id_ in session.scalars(ours)]


def survey(competition: Competition, questions: str = QUESTIONS, **given: Any) -> Survey:
    """Open since yesterday, for a week. How a round comes to be open is no matter of pages."""
    document = read_questionnaire(questions, "residents.yaml")
    fields: dict[str, Any] = {
        "code": f"round-{next(_NUMBERS)}",
        "title": Text(ru="Замер «до»", en="Baseline"),
        "mode": "anonymous",
        "state": "open",
        "opens_at": NOON - timedelta(days=1),
        "closes_at": NOON + timedelta(days=6),
    }
    with transaction() as session:
        programme = session.merge(competition.programme)
        stored = store_questionnaire(session, programme, document, now=NOON)
        asked = RoundQuestionnaire(code="residents", ordinal=1, questionnaire_id=stored.id)
        round_ = MonitoringRound(
            programme_id=programme.id,
            changed_at=NOON,
            lifecycle_version=lifecycle_version(session, programme, "monitoring_round"),
            asked=[asked],
            **fields | given,
        )
        session.add(round_)
        session.merge(LinkSalt(programme_id=programme.id, salt="5a" * 32))
    return Survey(round_.id, competition.people)
