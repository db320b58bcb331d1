"""Small tickets for the tests of redaction."""

from kbtool.model.ticket import Attachment, Message, Person, Role, State, Ticket, Visibility
from kbtool.redact.apply import apply
from kbtool.redact.known import Known

ANNA = Person(
    name="Anna Großmüller",
    email="anna.grossmueller@holz-nord.example",
    phone="+49 (0)221 4710-815",
    organisation="Holz Nord GmbH",
    address="Lindenstraße 12a, 50667 Köln",
    customer_number="K-4711-22",
)
KOCH = Person(name="Robert Koch", email="r.koch@support.example")
NOBODY = Known()


def ticket(*texts, subject="Hilfe", requester=ANNA, owner=KOCH, language="de", **more):
    """Return a ticket whose first message is the requester's and the others the owner's."""
    messages = tuple(
        Message(
            str(number),
            owner if number > 1 else requester,
            Role.AGENT if number > 1 else Role.CUSTOMER,
            Visibility.PUBLIC,
            None,
            "text",
            text,
            text,
            attachments=more.pop("attachments", ()),
        )
        for number, text in enumerate(texts, start=1)
    )
    return Ticket(
        "rt",
        "1",
        subject,
        State.RESOLVED,
        language=language,
        requester=requester,
        owner=owner,
        messages=messages,
        **more,
    )


def redacted(*texts, known=NOBODY, **more):
    """Return the redacted ticket of these texts."""
    return apply(ticket(*texts, **more), known, key=b"key")


def shown(text, **more):
    """Return what is left of one text in a ticket of Anna and Robert Koch."""
    return redacted(text, **more).ticket.messages[0].text


def attachment(name):
    """Return an attachment of this name."""
    return Attachment(name, "application/pdf", 1)
