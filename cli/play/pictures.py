"""What the play has instead of photographs and receipts: drawn, and labelled as samples."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from files.intake import Intake, take_in
from models import Money

SIZE = (1200, 800)


def picture(caption: str) -> bytes:
    """A courtyard that nobody lives in, as PNG: the same for the same caption."""
    random = Random(sha256(caption.encode()).hexdigest())
    image = Image.new("RGB", SIZE, (198 + random.randrange(30), 222, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, *SIZE), fill=(120, 160 + random.randrange(40), 100))
    for n in range(4):
        left, top = 40 + n * 290, 200 + random.randrange(140)
        wall = tuple(150 + random.randrange(80) for _ in range(3))
        draw.rectangle((left, top, left + 230, 560), fill=wall)
        for row in range(top + 30, 520, 70):
            for column in range(left + 25, left + 200, 65):
                lit = random.random() < 0.4
                draw.rectangle(
                    (column, row, column + 35, row + 40),
                    fill=(255, 236, 170) if lit else (90, 105, 125),
                )
    for _ in range(6):
        x, y = random.randrange(60, 1140), random.randrange(600, 720)
        draw.rectangle((x - 6, y - 60, x + 6, y), fill=(110, 80, 60))
        draw.ellipse((x - 45, y - 150, x + 45, y - 40), fill=(60, 120 + random.randrange(50), 70))
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def receipt(code: str, n: int, payee: str, what: str, amount: Money, on: date) -> Intake:
    """The document of an expense."""
    text = (
        "ОБРАЗЕЦ. Чек придуман, чтобы показать программу в работе.\n\n"
        f"Товарный чек {code}/{n} от {on:%d.%m.%Y}\n"
        f"Продавец: {payee}\nТовар, работа: {what}\nСумма: {amount.in_('ru')}\n"
    )
    return take_in(f"чек {code}-{n} (образец).txt", text.encode())
