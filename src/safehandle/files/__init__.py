"""What every room needs of a file system: whole outputs, harmless names, and walking without following links."""

from safehandle.files.leftovers import Leftover, is_temporary, remove_leftovers
from safehandle.files.listing import Entry, Kind, LeftOut, Listing
from safehandle.files.names import Fault, Names, fault
from safehandle.files.reopen import Opener, opened
from safehandle.files.walk import survey
from safehandle.files.whole import whole_file, whole_folder

__all__ = [
    "Entry",
    "Fault",
    "Kind",
    "LeftOut",
    "Leftover",
    "Listing",
    "Names",
    "Opener",
    "fault",
    "is_temporary",
    "opened",
    "remove_leftovers",
    "survey",
    "whole_file",
    "whole_folder",
]
