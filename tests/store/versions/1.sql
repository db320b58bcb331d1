-- A store of version 1, as the first published schema wrote it.
BEGIN TRANSACTION;
CREATE TABLE answer (
	id INTEGER NOT NULL,
	trainee VARCHAR(32) NOT NULL,
	item VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	option VARCHAR NOT NULL,
	is_right BOOLEAN NOT NULL,
	is_scored BOOLEAN NOT NULL,
	at VARCHAR(32) NOT NULL,
	seconds FLOAT NOT NULL,
	article VARCHAR NOT NULL,
	type VARCHAR NOT NULL,
	topic VARCHAR NOT NULL,
	lang VARCHAR(8) NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (trainee, item, at)
);
INSERT INTO "answer" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'a',0,1,'2026-10-02T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
INSERT INTO "answer" VALUES(2,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','q-1',1,'b',1,1,'2026-10-03T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
INSERT INTO "answer" VALUES(3,'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','q-1',1,'b',1,1,'2026-10-04T08:00:00.000000Z',4.5,'drucker-offline','cause','printing','de');
CREATE TABLE forgotten (
	source VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
	UNIQUE (source, id)
);
INSERT INTO "forgotten" VALUES('desk','2');
CREATE TABLE link (
	article VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	ticket VARCHAR NOT NULL,
	PRIMARY KEY (article, source, ticket)
);
INSERT INTO "link" VALUES('drucker-offline','desk','1');
CREATE TABLE person (
	source VARCHAR NOT NULL,
	ticket VARCHAR NOT NULL,
	is_requester BOOLEAN NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	organisation TEXT NOT NULL,
	address TEXT NOT NULL,
	customer_number TEXT NOT NULL,
	email_folded TEXT NOT NULL
);
INSERT INTO "person" VALUES('desk','1',1,'Änne Süß','aenne@example.com','','','','','aenne@example.com');
CREATE TABLE schema_version (
	version INTEGER NOT NULL
);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE ticket (
	source VARCHAR NOT NULL,
	id VARCHAR NOT NULL,
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
INSERT INTO "ticket" VALUES('desk','1','resolved','Drucker streikt','','','2026-10-01T08:00:00.000000+00:00',NULL,NULL,'9ade8d10efae944e1c279882fe2f4c3536e8b70815d5fd4eebe61b15ea37084b','','{"source":"desk","id":"1","subject":"Drucker streikt","state":"resolved","created":"2026-10-01T08:00:00+00:00","updated":null,"resolved":null,"queue":null,"category":null,"tags":[],"priority":null,"language":null,"owner":null,"requester":{"name":"Änne Süß","email":"aenne@example.com"},"resolution":null,"links":[],"custom":{},"messages":[{"id":"1","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Drucker tut nichts.","attachments":[]},{"id":"2","author":null,"role":"agent","visibility":"internal","at":null,"format":"text","body":"Neu starten.","attachments":[]}]}','[null,null]');
CREATE INDEX person_email ON person (email_folded);
CREATE INDEX person_ticket ON person (source, ticket);
CREATE INDEX link_ticket ON link (source, ticket);
CREATE INDEX answer_item ON answer (item, version);
CREATE INDEX answer_article ON answer (article, type);
COMMIT;
