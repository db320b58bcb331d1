-- A store of version 1 on PostgreSQL.
CREATE TABLE answer (
    id SERIAL NOT NULL,
    trainee VARCHAR(32) NOT NULL,
    item VARCHAR COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    option VARCHAR NOT NULL,
    is_right BOOLEAN NOT NULL,
    is_scored BOOLEAN NOT NULL,
    at VARCHAR(32) NOT NULL,
    seconds FLOAT NOT NULL,
    article VARCHAR COLLATE "C" NOT NULL,
    type VARCHAR NOT NULL,
    topic VARCHAR COLLATE "C" NOT NULL,
    lang VARCHAR(8) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (trainee, item, at)
);
CREATE INDEX answer_article ON answer (article, type);
CREATE INDEX answer_item ON answer (item, version);
CREATE TABLE forgotten (
    source VARCHAR COLLATE "C" NOT NULL,
    id VARCHAR COLLATE "C" NOT NULL,
    UNIQUE (source, id)
);
CREATE TABLE link (
    article VARCHAR COLLATE "C" NOT NULL,
    source VARCHAR COLLATE "C" NOT NULL,
    ticket VARCHAR COLLATE "C" NOT NULL,
    PRIMARY KEY (article, source, ticket)
);
CREATE INDEX link_ticket ON link (source, ticket);
CREATE TABLE person (
    source VARCHAR COLLATE "C" NOT NULL,
    ticket VARCHAR COLLATE "C" NOT NULL,
    is_requester BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    organisation TEXT NOT NULL,
    address TEXT NOT NULL,
    customer_number TEXT NOT NULL,
    email_folded TEXT NOT NULL
);
CREATE INDEX person_email ON person (email_folded);
CREATE INDEX person_ticket ON person (source, ticket);
CREATE TABLE schema_version (
    version INTEGER NOT NULL
);
CREATE TABLE ticket (
    source VARCHAR COLLATE "C" NOT NULL,
    id VARCHAR COLLATE "C" NOT NULL,
    state VARCHAR NOT NULL,
    subject TEXT NOT NULL,
    queue TEXT NOT NULL,
    language VARCHAR NOT NULL,
    created VARCHAR,
    updated VARCHAR,
    resolved VARCHAR,
    sha256 VARCHAR(64) NOT NULL,
    superseded TEXT NOT NULL,
    payload TEXT NOT NULL,
    cleaned TEXT NOT NULL,
    PRIMARY KEY (source, id)
);
INSERT INTO "answer" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'a',FALSE,TRUE,'2026-10-02T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
INSERT INTO "answer" VALUES(2,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'b',TRUE,TRUE,'2026-10-03T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
INSERT INTO "answer" VALUES(3,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','q-1',1,'b',TRUE,TRUE,'2026-10-04T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
INSERT INTO "forgotten" VALUES('desk','2');
INSERT INTO "link" VALUES('drucker-offline','desk','1');
INSERT INTO "person" VALUES('desk','1',TRUE,'Änne Süß','aenne@example.com','','','','','aenne@example.com');
INSERT INTO "schema_version" VALUES(1);
INSERT INTO "ticket" VALUES('desk','1','resolved','Drucker streikt','','','2026-10-01T08:00:00.000000+00:00',NULL,NULL,'9ade8d10efae944e1c279882fe2f4c3536e8b70815d5fd4eebe61b15ea37084b','','{"source":"desk","id":"1","subject":"Drucker streikt","state":"resolved","created":"2026-10-01T08:00:00+00:00","updated":null,"resolved":null,"queue":null,"category":null,"tags":[],"priority":null,"language":null,"owner":null,"requester":{"name":"Änne Süß","email":"aenne@example.com"},"resolution":null,"links":[],"custom":{},"messages":[{"id":"1","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Drucker tut nichts.","attachments":[]},{"id":"2","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Neu starten.","attachments":[]}]}','[null,null]');
