"""What the kinds of events and of media are called."""

from collections.abc import Mapping

from models import Audience, EventKind, EventState, MediaKind, Text

EVENT_KINDS: Mapping[str, Text] = {
    EventKind.SEMINAR: Text(en="seminar", ru="семинар"),
    EventKind.ROUND_TABLE: Text(en="round table", ru="круглый стол"),
    EventKind.PRESENTATION: Text(en="presentation", ru="презентация"),
    EventKind.MEETING: Text(en="meeting", ru="встреча"),
    EventKind.OTHER: Text(en="other", ru="другое"),
}
EVENT_STATES: Mapping[str, Text] = {
    EventState.PLANNED: Text(en="planned", ru="запланировано"),
    EventState.HELD: Text(en="held", ru="проведено"),
    EventState.CANCELLED: Text(en="cancelled", ru="отменено"),
}
AUDIENCES: Mapping[str, Text] = {
    Audience.RESIDENTS: Text(en="residents", ru="жители"),
    Audience.DEPUTIES: Text(en="deputies", ru="депутаты"),
    Audience.ADMINISTRATION: Text(en="administration", ru="администрация"),
    Audience.MEDIA: Text(en="media", ru="СМИ"),
}
MEDIA_KINDS: Mapping[str, Text] = {
    MediaKind.NEWSPAPER: Text(en="newspaper", ru="газета"),
    MediaKind.TELEVISION: Text(en="television", ru="телевидение"),
    MediaKind.RADIO: Text(en="radio", ru="радио"),
    MediaKind.SITE: Text(en="site", ru="сайт"),
    MediaKind.SOCIAL: Text(en="social network", ru="социальная сеть"),
}
