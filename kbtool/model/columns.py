"""The fields that a column of a CSV file can be mapped to."""

TICKET_COLUMNS = frozenset(
    "id subject state created updated resolved queue category tags priority language resolution accepted links "
    "requester requester_email requester_phone requester_organisation requester_address "
    "requester_customer_number "
    "owner owner_email "
    "body author author_email answer answer_author answer_author_email answer_at".split()
)
MESSAGE_COLUMNS = frozenset("ticket id author author_email role visibility at body".split())
