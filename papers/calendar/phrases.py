"""What a calendar says around the names of things."""

from models import Text

OWN = Text(ru="Мои сроки: {programmes}", en="My deadlines: {programmes}")
OWN_ALONE = Text(ru="Мои сроки", en="My deadlines")
OF_PROGRAMME = Text(ru="{programme}: сроки и события", en="{programme}: deadlines and events")

DUE = Text(ru="{awaited}: {about}", en="{awaited}: {about}")
LATE = Text(ru="Просрочено. {summary}", en="Late. {summary}")
STATE = Text(ru="Этап: {state}", en="Stage: {state}")
UNTIL = Text(ru="Срок: {moment} ({zone})", en="Due: {moment} ({zone})")
RESPONSIBLE = Text(ru="Кто отвечает: {roles}", en="Responsible: {roles}")
IF_NOTHING = Text(ru="Если ничего не сделать:", en="If nothing is done:")
THEN = Text(ru="{moment} — {step}", en="{moment} – {step}")
LEADS_TO = Text(ru="{step} → {state}", en="{step} → {state}")
STOPPED = Text(
    ru="Сейчас этому мешает правило программы; руководителю об этом сообщено.",
    en="A rule of the programme stands in the way of it now; the coordinator has been told.",
)

MEETING = Text(ru="Заседание экспертного совета", en="Meeting of the expert council")
CANCELLED = Text(ru="Отменено. {summary}", en="Cancelled. {summary}")
EVENT = Text(ru="{kind}: {title}", en="{kind}: {title}")
STAGE = Text(ru="Этап программы: {title}", en="Stage of the programme: {title}")
TOMORROW = Text(ru="Завтра. {summary}", en="Tomorrow. {summary}")
