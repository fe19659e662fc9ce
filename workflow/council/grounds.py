from models import Text

GROUNDS = {
    "own_district": Text(en="own district", ru="свой округ"),
    "own_group": Text(en="member of the initiative group", ru="член инициативной группы"),
    "same_organisation": Text(en="the same organisation", ru="та же организация"),
    "declared_relation": Text(en="a declared relation", ru="заявленная связь"),
    "declared": Text(en="declared by hand", ru="заявленный конфликт"),
    "recused": Text(en="recused", ru="самоотвод"),
    "set_aside": Text(en="review set aside", ru="экспертиза отведена"),
    "released": Text(en="released", ru="освобождён(а) от экспертизы"),
}
"""Why a member of the council may not review a proposal, by the code of the ground."""
