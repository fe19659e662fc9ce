from ipaddress import ip_network
from pathlib import Path

import pytest

from config.clock import now
from config.settings import Settings


def test_the_embedded_installation_keeps_everything_in_its_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "MAIL_URL", "FILES_URL"):
        monkeypatch.delenv(f"VMESTE_{name}", raising=False)
    monkeypatch.setenv("VMESTE_HOME", str(tmp_path))

    settings = Settings()

    assert settings.database_url == f"sqlite:///{tmp_path}/vmeste.db"
    assert settings.mail_url == f"file:{tmp_path}/mail"
    assert settings.files_url == f"file://{tmp_path}/files"


def test_attached_files_are_kept_where_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMESTE_FILES_URL", "s3://bucket/prefix")

    assert Settings().files_url == "s3://bucket/prefix"


def test_networks_of_webhooks_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().webhook_networks == ()
    monkeypatch.setenv("VMESTE_WEBHOOK_NETWORKS", "10.1.0.0/16, fd00::/8")
    networks = Settings().webhook_networks
    assert networks == (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))

    monkeypatch.setenv("VMESTE_WEBHOOK_NETWORKS", "10.1.0.1/16")
    with pytest.raises(ValueError, match="webhook_networks"):
        Settings()


def test_the_clock_knows_its_zone() -> None:
    assert now().utcoffset() is not None


def test_the_public_address_ends_without_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMESTE_WEB_URL", "https://vmeste.example.org/")

    assert Settings().web_url == "https://vmeste.example.org"
