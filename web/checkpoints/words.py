"""What the page says."""

from models import Text

TITLE = Text(ru="Отпечатки историй", en="Checkpoints of the histories")
WHAT = Text(
    ru="Всё, что происходит с инициативами, заявками и деньгами, записывается в истории. Каждый "
    "день с них снимается отпечаток: одно число, корень, в котором учтена каждая запись. Он "
    "отправляется внешним специалистам и публикуется здесь. После этого прошлое нельзя переписать "
    "незаметно никому, даже администратору базы данных.",
    en="Everything that happens to initiatives, proposals and money is written into histories. "
    "Every day a checkpoint of them is taken: one number, the root, to which every entry counts. "
    "It goes to the outside evaluators and is published here. From then on nobody can rewrite the "
    "past unseen, not even the database's administrator.",
)
NONE = Text(ru="Отпечатков ещё нет.", en="No checkpoint was taken yet.")
LABEL = Text(ru="Отпечаток {number}", en="Checkpoint {number}")
SIZE = Text(ru="листьев в дереве: {size}", en="leaves in the tree: {size}")
ROOT = Text(ru="Корень", en="Root")
MORE = Text(
    ru="Более ранних: {left}. Они есть в общем списке.",
    en="Earlier ones: {left}. They are in the whole list.",
)
LIST = Text(ru="Весь список, для программ (JSON)", en="The whole list, for programs (JSON)")
CHECK = Text(ru="Как проверить", en="How to check")
STEPS = (
    Text(
        ru="Сравните корень с письмом того дня у внешнего специалиста и с копиями этого списка, "
        "которые сохранили другие. Они должны совпадать.",
        en="Compare the root with an outside evaluator's letter of that day, and with copies of "
        "this list that others kept. They must be the same.",
    ),
    Text(
        ru="Попросите у фонда доказательство по инициативе: файл proof.json. Персональных данных "
        "в нём нет.",
        en="Ask the foundation for the proof of an initiative: a file, proof.json. It has no "
        "personal data.",
    ),
    Text(
        ru="Проверьте файл на своём компьютере. Нужны только Python и файл vmeste_verify.py из "
        "исходного кода программы; сеть и база данных не нужны:",
        en="Check the file on your own computer. It takes Python and the file vmeste_verify.py of "
        "the program's source, no network and no database:",
    ),
)
COMMAND = "python vmeste_verify.py proof.json checkpoints.json"
AFTER = Text(
    ru="checkpoints.json — список с этой страницы; вместо него можно указать корень из письма.",
    en="checkpoints.json is the list on this page; a root out of a letter will do instead.",
)
OTHER_LANGUAGE = Text(ru="In English", en="По-русски")
