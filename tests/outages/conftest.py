from tests.notifications.conftest import mail_server, start_mail_server  # noqa: F401 — fixtures
