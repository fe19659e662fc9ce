"""Calls to other systems, as the Standard Webhooks specification has them."""

import asyncio
import hmac
import secrets
import socket
import ssl
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

import httpx

from workflow.events.event import Event
from workflow.history.chain import canonical_json

TIMEOUT_SECONDS = 15
"""For the whole call, however slowly the other system answers."""
Networks = Sequence[IPv4Network | IPv6Network]
_PREFIX = "whsec_"
_TRANSLATED = [ip_network("64:ff9b::/96"), ip_network("2002::/16")]
"""Public by their look, and lead to IPv4 addresses that may not be."""


class Gone(Exception):
    """The other system wants no more calls."""


class Forbidden(Exception):
    """The address leads to where we do not call."""


@dataclass(frozen=True)
class Request:
    """What one system is told of one event; the same at every attempt."""

    url: str
    secret: str
    id: str
    body: bytes


def new_secret() -> str:
    return _PREFIX + b64encode(secrets.token_bytes(32)).decode()


def request(url: str, secret: str, event: Event) -> Request:
    told = {"type": event.name, "timestamp": event.at.isoformat(), "data": event.data}
    return Request(url, secret, str(event.id), canonical_json(told).encode())


def send(request: Request, sent_at: datetime, inside: Networks = ()) -> str | None:
    """Why the call was not taken, or None. Raises Gone where the other system wants no more.

    `sent_at` is signed: receivers refuse what is not of the last minutes. `inside` are the networks
    in which other systems may be beside the public Internet.
    """
    try:
        status = asyncio.run(_post(request, _headers(request, sent_at), inside))
    except TimeoutError:
        return f"no answer within {TIMEOUT_SECONDS} seconds"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, Forbidden, UnicodeError) as error:
        return str(error) or type(error).__name__
    if status == HTTPStatus.GONE:
        raise Gone(f"answered {status}")
    return None if 200 <= status < 300 else f"answered {status}"


def _headers(request: Request, sent_at: datetime) -> dict[str, str]:
    timestamp = int(sent_at.timestamp())
    signed = f"{request.id}.{timestamp}.".encode() + request.body
    key = b64decode(request.secret.removeprefix(_PREFIX))
    signature = b64encode(hmac.digest(key, signed, sha256)).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "vmeste",
        "Webhook-Id": request.id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": f"v1,{signature}",
    }


async def _post(request: Request, headers: dict[str, str], inside: Networks) -> int:
    """The status of the answer; what else it says is not read."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        url = httpx.URL(request.url)
        # A name may lead elsewhere a moment after it was checked: the address is called that was.
        address = url.copy_with(host=await _address(url, inside))
        client = httpx.AsyncClient(
            verify=ssl.create_default_context(), timeout=None, trust_env=False
        )
        async with (
            client,
            client.stream(
                "POST",
                address,
                content=request.body,
                headers={"Host": url.netloc.decode(), **headers},
                extensions={"sni_hostname": url.host},
                follow_redirects=False,
            ) as answer,
        ):
            return answer.status_code


async def _address(url: httpx.URL, inside: Networks) -> str:
    """Where the name leads. Raises Forbidden unless all it leads to may be called."""
    port = url.port or {"http": 80}.get(url.scheme, 443)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [str(where[0]) for *_, where in found]
    for address in addresses:
        if not _may_be_called(address, inside):
            raise Forbidden(
                f"{address} is not on the public Internet: if it is yours, name its network in "
                "VMESTE_WEBHOOK_NETWORKS"
            )
    return addresses[0]


def _may_be_called(address: str, inside: Networks) -> bool:
    ip = ip_address(address)
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip in network for network in inside):
        return True
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _TRANSLATED)
