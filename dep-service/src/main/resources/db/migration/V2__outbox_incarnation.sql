CREATE TABLE outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT outbox_event_uq UNIQUE,
  topic text NOT NULL, type text NOT NULL, key bytea NOT NULL, payload bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now());
CREATE TABLE incarnation (
  singleton boolean CONSTRAINT incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT incarnation_one CHECK (singleton),
  incarnation bigint NOT NULL, counter bigint NOT NULL);
INSERT INTO incarnation (incarnation, counter) VALUES (1, 0);
