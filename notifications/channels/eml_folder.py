from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path


class EmlFolder:
    """Writes each letter as a file that any mail program opens; a repeat writes the same file."""

    paced = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(message["Message-ID"]).strip("<>").split("@")[0]
        written = self.folder / f".{name}.part"
        written.write_bytes(message.as_bytes(policy=SMTP))
        written.replace(self.folder / f"{name}.eml")

    def close(self) -> None:
        pass
