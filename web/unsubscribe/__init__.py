"""A person does without reminders or news: one click, from a mail program's own button (RFC 8058)
or from a page. No question is asked, nobody signs in, and looking changes nothing."""

from web.unsubscribe.routes import router

__all__ = ["router"]
