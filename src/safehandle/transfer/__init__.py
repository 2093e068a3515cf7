"""Deliveries over SFTP or a folder: sent and fetched whole or not at all, with papers that both sides sign."""

from safehandle.transfer import manifest, papers, receipt, slip, wire
from safehandle.transfer.address import Address
from safehandle.transfer.attempts import Patience
from safehandle.transfer.checking import CheckedDelivery, check_delivery, check_receipt
from safehandle.transfer.deliver import Delivered, Parcel, Sender, Verification, join
from safehandle.transfer.fetch import Fetched, Fetcher, read_papers, read_small
from safehandle.transfer.links.link import Deadlines, Route
from safehandle.transfer.meter import Meter
from safehandle.transfer.methods import method_for, methods
from safehandle.transfer.moving import Incoming, Moved, Outgoing, from_bytes, from_entry
from safehandle.transfer.papers import Papers
from safehandle.transfer.receipt import Receipt
from safehandle.transfer.server import Access, HostKey, Server, fingerprint
from safehandle.transfer.slip import Party, Sealing, Slip, SlipApproval, SlipFile
from safehandle.transfer.transport import Method, Remote, Target

__all__ = [
    "Access",
    "Address",
    "CheckedDelivery",
    "Deadlines",
    "Delivered",
    "Fetched",
    "Fetcher",
    "HostKey",
    "Incoming",
    "Meter",
    "Method",
    "Moved",
    "Outgoing",
    "Papers",
    "Parcel",
    "Party",
    "Patience",
    "Receipt",
    "Remote",
    "Route",
    "Sealing",
    "Sender",
    "Server",
    "Slip",
    "SlipApproval",
    "SlipFile",
    "Target",
    "Verification",
    "check_delivery",
    "check_receipt",
    "fingerprint",
    "from_bytes",
    "from_entry",
    "join",
    "manifest",
    "method_for",
    "methods",
    "papers",
    "read_papers",
    "read_small",
    "receipt",
    "slip",
    "wire",
]
