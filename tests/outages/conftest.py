from tests.notifications.conftest import mail_server  # noqa: F401 — a fixture
