"""Where somebody who is asked answers: behind the personal link of their letter or slip, without an
account, a cookie or a script. Looking changes nothing, and no address, header or log says what was
answered."""

from web.answers.routes import router

__all__ = ["router"]
