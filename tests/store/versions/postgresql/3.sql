-- A store of version 3 on PostgreSQL.
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
    grade INTEGER DEFAULT '3' NOT NULL,
    is_first BOOLEAN DEFAULT false NOT NULL,
    is_last BOOLEAN DEFAULT false NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (trainee, item, at)
);
CREATE INDEX answer_article ON answer (article, type);
CREATE INDEX answer_day ON answer (trainee, topic, at);
CREATE INDEX answer_first ON answer (is_first, is_scored, item, version, option, is_right, trainee);
CREATE INDEX answer_item ON answer (item, version);
CREATE INDEX answer_last ON answer (is_last, is_scored, trainee, topic, is_right);
CREATE INDEX answer_score ON answer (is_first, is_scored, trainee, is_right);
CREATE INDEX answer_time ON answer (at);
CREATE TABLE card (
    trainee VARCHAR(32) NOT NULL,
    article VARCHAR COLLATE "C" NOT NULL,
    type VARCHAR NOT NULL,
    stability FLOAT NOT NULL,
    difficulty FLOAT NOT NULL,
    due VARCHAR(32) NOT NULL,
    reviewed VARCHAR(32) NOT NULL,
    article_sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (trainee, article, type)
);
CREATE INDEX card_due ON card (due);
CREATE TABLE clock (
    seen VARCHAR(32) NOT NULL
);
CREATE TABLE exam (
    id VARCHAR(32) NOT NULL,
    trainee VARCHAR(32) NOT NULL,
    topic VARCHAR COLLATE "C" NOT NULL,
    lang VARCHAR(8) NOT NULL,
    form VARCHAR(1) NOT NULL,
    at VARCHAR(32) NOT NULL,
    "right" INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    pass_mark INTEGER NOT NULL,
    marks TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX exam_trainee ON exam (trainee, at);
CREATE TABLE forgotten (
    source VARCHAR COLLATE "C" NOT NULL,
    id VARCHAR COLLATE "C" NOT NULL,
    UNIQUE (source, id)
);
CREATE TABLE gap (
    kind VARCHAR NOT NULL,
    subject VARCHAR COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    score FLOAT NOT NULL,
    evidence TEXT NOT NULL,
    found VARCHAR(32) NOT NULL,
    closed VARCHAR(32),
    reason TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (kind, subject)
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
INSERT INTO "answer" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'a',FALSE,TRUE,'2026-10-02T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de',1,TRUE,FALSE);
INSERT INTO "answer" VALUES(2,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'b',TRUE,TRUE,'2026-10-03T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de',3,FALSE,TRUE);
INSERT INTO "answer" VALUES(3,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','q-1',1,'b',TRUE,TRUE,'2026-10-04T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de',3,TRUE,TRUE);
INSERT INTO "card" VALUES('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','drucker-offline','cause',2.3,5.0,'2026-10-07T08:00:00.000000Z','2026-10-04T08:00:00.000000Z','');
INSERT INTO "exam" VALUES('e1','bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','printing','de','A','2026-10-04T08:00:00.000000Z',1,1,80,'[["q-1", 1, true]]');
INSERT INTO "forgotten" VALUES('desk','2');
INSERT INTO "gap" VALUES('ticket','desk:1','Drucker streikt',1.0,'[]','2026-10-04T08:00:00.000000Z',NULL,'');
INSERT INTO "link" VALUES('drucker-offline','desk','1');
INSERT INTO "person" VALUES('desk','1',TRUE,'Änne Süß','aenne@example.com','','','','','aenne@example.com');
INSERT INTO "schema_version" VALUES(3);
INSERT INTO "ticket" VALUES('desk','1','resolved','Drucker streikt','','','2026-10-01T08:00:00.000000+00:00',NULL,NULL,'9ade8d10efae944e1c279882fe2f4c3536e8b70815d5fd4eebe61b15ea37084b','','{"source":"desk","id":"1","subject":"Drucker streikt","state":"resolved","created":"2026-10-01T08:00:00+00:00","updated":null,"resolved":null,"queue":null,"category":null,"tags":[],"priority":null,"language":null,"owner":null,"requester":{"name":"Änne Süß","email":"aenne@example.com"},"resolution":null,"links":[],"custom":{},"messages":[{"id":"1","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Drucker tut nichts.","attachments":[]},{"id":"2","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Neu starten.","attachments":[]}]}','[null,null]');
