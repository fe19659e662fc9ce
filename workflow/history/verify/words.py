"""What is said of a history that is not as it was."""

from models import Text

LOST_SUBJECT = Text(
    en="the history has lost its subject", ru="история есть, а того, о чём она, больше нет"
)
NO_HISTORY = Text(en="it has no history at all", ru="истории нет вовсе")
UNCHAINED = Text(
    en="it does not follow from the entry before it", ru="запись не продолжает предыдущую"
)
CHANGED = Text(
    en="its content was changed after it was written", ru="содержание записи изменили после неё"
)
ELSEWHERE = Text(
    en="it is filed under another programme, kind or district than its subject",
    ru="программа, вид или округ записи не те, что у её предмета",
)
REMARKED_OTHERWISE = Text(
    en="what stands out about it (late, overridden, by hand) is not what follows from it",
    ru="пометка (с опозданием, отступление, вручную) не та, что следует из самой записи",
)
LIFECYCLE_LOST = Text(
    en="the lifecycle it was made under is not kept",
    ru="жизненный цикл, по которому она сделана, не сохранился",
)
LIFECYCLE_CHANGED = Text(en="its content was changed", ru="содержание изменили")
NO_SUCH_MOVE = Text(en="the lifecycle has no such move", ru="в жизненном цикле нет такого перехода")
LEADS_ELSEWHERE = Text(
    en="the lifecycle leads elsewhere", ru="по жизненному циклу переход ведёт в другое состояние"
)
NOT_AT_ITS_END = Text(
    en="the subject does not stand where its history ends",
    ru="предмет не в том состоянии, в котором кончается его история",
)
NOT_AT_ITS_LEAF = Text(
    en="the subject does not say how far the checkpoints go",
    ru="у предмета неверно записано, докуда доходят отпечатки",
)
FORGOTTEN = Text(
    en="the history has no entry with this text", ru="в истории нет записи с этим текстом"
)
NO_VERSION_FOR = Text(
    en="versions of a proposal are kept for what is no initiative",
    ru="хранятся версии заявки, а инициативы нет",
)
NO_LEAF_PATH = Text(
    en="the tree lacks what proves this leaf", ru="в дереве нет того, что доказывает этот лист"
)


def missing(sequence: int) -> Text:
    return Text(en=f"entry {sequence} is missing", ru=f"нет записи {sequence}")


def cut_off(checkpoint: int, sequence: int) -> Text:
    return Text(
        en=f"it is missing: checkpoint {checkpoint} commits to the history up to entry {sequence}",
        ru=f"записи нет, а отпечаток {checkpoint} охватывает историю до записи {sequence}",
    )


def rewritten(checkpoint: int) -> Text:
    return Text(
        en=f"it is not the entry that checkpoint {checkpoint} commits to",
        ru=f"это не та запись, которую охватывает отпечаток {checkpoint}",
    )


def text_changed(name: str) -> Text:
    return Text(
        en=f"the text “{name}” was changed after it was written",
        ru=f"текст «{name}» изменили после записи",
    )


def text_gone(name: str) -> Text:
    return Text(en=f"the text “{name}” is gone", ru=f"текст «{name}» исчез")


def text_added(name: str) -> Text:
    return Text(
        en=f"the text “{name}” was added after it was written",
        ru=f"текст «{name}» добавили после записи",
    )


def text_not_struck(name: str) -> Text:
    return Text(
        en=f"the text “{name}” was struck out, and no erasure says so",
        ru=f"текст «{name}» вычеркнут, а об удалении ничего не записано",
    )


def version_changed(number: int) -> Text:
    return Text(
        en=f"version {number} of the proposal was changed after it was kept",
        ru=f"версию {number} заявки изменили после записи",
    )


def version_gone(number: int) -> Text:
    return Text(
        en=f"version {number} of the proposal is gone", ru=f"версия {number} заявки исчезла"
    )


def version_added(number: int) -> Text:
    return Text(
        en=f"version {number} of the proposal is not in the history",
        ru=f"версии {number} заявки нет в истории",
    )


def version_not_struck(number: int) -> Text:
    return Text(
        en=f"version {number} of the proposal was struck out, and no erasure says so",
        ru=f"версия {number} заявки вычеркнута, а об удалении ничего не записано",
    )


CHECKPOINT_MISSING = Text(en="it is missing", ru="его нет")
SHRUNK = Text(
    en="it has fewer leaves than the one before", ru="в нём меньше листьев, чем в предыдущем"
)
EARLIER = Text(en="it is not later than the one before", ru="он не позже предыдущего")
WRONG_ROOT = Text(
    en="its root does not follow from the leaves", ru="его корень не следует из листьев"
)
UNCOMMITTED = Text(
    en="no checkpoint commits to this leaf and those after it",
    ru="ни один отпечаток не охватывает этот лист и следующие",
)
LEAF_MISSING = Text(en="it is missing", ru="его нет")
NODE_WRONG = Text(
    en="it does not follow from the leaves below it", ru="он не следует из листьев под ним"
)
NODE_ADDED = Text(en="the tree has no such node", ru="в дереве нет такого узла")
UNPUBLISHED = Text(en="it was published, and is not here", ru="он был опубликован, а здесь его нет")
OTHER_ROOT = Text(
    en="another root was published: what it commits to was rewritten since",
    ru="опубликован другой корень: с тех пор переписано то, что он охватывает",
)
OTHER_FIGURES = Text(
    en="it was published with another size or moment",
    ru="он был опубликован с другим размером или временем",
)
