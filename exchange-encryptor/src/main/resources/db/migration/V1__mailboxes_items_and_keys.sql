-- The actual state: what protects each mailbox now, and the encrypted items.
-- References are real: what is named by a foreign key cannot go while anything depends on it.

CREATE TABLE policy_generation (
  policy uuid NOT NULL,
  generation uuid NOT NULL,
  tenant uuid NOT NULL,
  state text NOT NULL DEFAULT 'ACTIVE',
  policy_version uuid NOT NULL,
  record_incarnation bigint NOT NULL,
  record_counter bigint NOT NULL,
  record bytea NOT NULL,
  CONSTRAINT policy_generation_pk PRIMARY KEY (policy, generation, tenant),
  CONSTRAINT policy_generation_state_known CHECK (state IN ('ACTIVE', 'DRAINING', 'RETIRED'))
);
COMMENT ON TABLE policy_generation IS 'One policy key and the newest signed record of it that was seen here';
COMMENT ON COLUMN policy_generation.state IS 'DRAINING takes no new references, RETIRED has none';
COMMENT ON COLUMN policy_generation.record IS 'customerkey.common.v1.SignedStatement, as it came';

CREATE TABLE mailbox (
  mailbox uuid CONSTRAINT mailbox_pk PRIMARY KEY,
  tenant uuid NOT NULL,
  assignment_version bigint NOT NULL,
  current_key uuid NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT mailbox_tenant_uq UNIQUE (mailbox, tenant),
  CONSTRAINT mailbox_assignment_version_positive CHECK (assignment_version > 0)
);
COMMENT ON COLUMN mailbox.assignment_version IS 'The newest assignment that every key of the mailbox follows';

CREATE TABLE mailbox_key_version (
  key_version uuid CONSTRAINT mailbox_key_version_pk PRIMARY KEY,
  mailbox uuid NOT NULL,
  tenant uuid NOT NULL,
  policy uuid NOT NULL,
  generation uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  row_version uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT mailbox_key_version_mailbox_uq UNIQUE (mailbox, key_version),
  CONSTRAINT mailbox_key_version_mailbox_fk FOREIGN KEY (mailbox, tenant)
    REFERENCES mailbox (mailbox, tenant) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT mailbox_key_version_generation_fk FOREIGN KEY (policy, generation, tenant)
    REFERENCES policy_generation (policy, generation, tenant) ON DELETE RESTRICT,
  CONSTRAINT mailbox_key_version_wrapped_length CHECK (octet_length(wrapped_key) = 60)
);
COMMENT ON COLUMN mailbox_key_version.row_version IS 'Random; changes with every replacement of the wrapped key, which compares it';

ALTER TABLE mailbox ADD CONSTRAINT mailbox_current_key_fk
  FOREIGN KEY (mailbox, current_key) REFERENCES mailbox_key_version (mailbox, key_version)
  ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX mailbox_key_version_generation_ix ON mailbox_key_version (policy, generation);
CREATE INDEX mailbox_tenant_ix ON mailbox (tenant);

CREATE TABLE content_stream (
  stream uuid CONSTRAINT content_stream_pk PRIMARY KEY,
  mailbox uuid NOT NULL,
  item uuid NOT NULL,
  version bigint NOT NULL,
  published boolean NOT NULL DEFAULT false,
  alive timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT content_stream_version_uq UNIQUE (mailbox, item, version),
  CONSTRAINT content_stream_item_uq UNIQUE (stream, mailbox, item, version),
  CONSTRAINT content_stream_mailbox_fk FOREIGN KEY (mailbox) REFERENCES mailbox (mailbox) ON DELETE RESTRICT,
  CONSTRAINT content_stream_version_positive CHECK (version > 0)
);
COMMENT ON TABLE content_stream IS 'The segments of one upload; published: of the item that its row names';
COMMENT ON COLUMN content_stream.alive IS 'Kept new by the instance that uploads; an old one that is not published is swept';
CREATE INDEX content_stream_staged_ix ON content_stream (alive) WHERE NOT published;

CREATE TABLE item_segment (
  stream uuid NOT NULL,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT item_segment_pk PRIMARY KEY (stream, number),
  CONSTRAINT item_segment_stream_fk FOREIGN KEY (stream) REFERENCES content_stream (stream) ON DELETE CASCADE,
  CONSTRAINT item_segment_number_range CHECK (number BETWEEN 0 AND 150),
  CONSTRAINT item_segment_length CHECK (octet_length(bytes) BETWEEN 17 AND 1048576)
);
ALTER TABLE item_segment ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE item (
  mailbox uuid NOT NULL,
  item uuid NOT NULL,
  kind smallint NOT NULL,
  key_version uuid NOT NULL,
  header bytea NOT NULL,
  stream uuid NOT NULL,
  content_length bigint NOT NULL,
  content_version bigint NOT NULL,
  properties bytea NOT NULL,
  properties_version bigint NOT NULL,
  stored timestamptz NOT NULL,
  CONSTRAINT item_pk PRIMARY KEY (mailbox, item),
  CONSTRAINT item_stream_uq UNIQUE (stream),
  CONSTRAINT item_key_version_fk FOREIGN KEY (mailbox, key_version)
    REFERENCES mailbox_key_version (mailbox, key_version) ON DELETE RESTRICT,
  CONSTRAINT item_stream_fk FOREIGN KEY (stream, mailbox, item, content_version)
    REFERENCES content_stream (stream, mailbox, item, version) ON DELETE RESTRICT,
  CONSTRAINT item_kind_known CHECK (kind BETWEEN 1 AND 7),
  CONSTRAINT item_header_length CHECK (octet_length(header) = 24),
  CONSTRAINT item_content_length_range CHECK (content_length BETWEEN 0 AND 157286400),
  CONSTRAINT item_properties_length CHECK (octet_length(properties) BETWEEN 56 AND 1048648)
);
COMMENT ON COLUMN item.properties IS 'The second stream (kind 255): its one or two segments in a row';
ALTER TABLE item ALTER COLUMN properties SET STORAGE EXTERNAL;
CREATE INDEX item_key_version_ix ON item (key_version);

CREATE TABLE outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT outbox_event_uq UNIQUE,
  topic text NOT NULL, type text NOT NULL, key bytea NOT NULL, payload bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now());

CREATE TABLE incarnation (
  singleton boolean CONSTRAINT incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT incarnation_one CHECK (singleton),
  incarnation bigint NOT NULL, counter bigint NOT NULL);
INSERT INTO incarnation (incarnation, counter) VALUES (1, 0);
