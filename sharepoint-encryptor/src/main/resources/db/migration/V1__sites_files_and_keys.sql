-- The actual state: what protects each site now, its files, and which chunks belong to them.
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

CREATE TABLE site (
  site uuid CONSTRAINT site_pk PRIMARY KEY,
  tenant uuid NOT NULL,
  assignment_version bigint NOT NULL,
  current_key uuid NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT site_tenant_uq UNIQUE (site, tenant),
  CONSTRAINT site_assignment_version_positive CHECK (assignment_version > 0)
);
COMMENT ON COLUMN site.assignment_version IS 'The newest assignment that every key of the site follows';

CREATE TABLE site_key_version (
  key_version uuid CONSTRAINT site_key_version_pk PRIMARY KEY,
  site uuid NOT NULL,
  tenant uuid NOT NULL,
  policy uuid NOT NULL,
  generation uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  row_version uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT site_key_version_site_uq UNIQUE (site, key_version),
  CONSTRAINT site_key_version_site_fk FOREIGN KEY (site, tenant)
    REFERENCES site (site, tenant) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT site_key_version_generation_fk FOREIGN KEY (policy, generation, tenant)
    REFERENCES policy_generation (policy, generation, tenant) ON DELETE RESTRICT,
  CONSTRAINT site_key_version_wrapped_length CHECK (octet_length(wrapped_key) = 60)
);
COMMENT ON COLUMN site_key_version.row_version IS 'Random; changes with every replacement of the wrapped key, which compares it';

ALTER TABLE site ADD CONSTRAINT site_current_key_fk
  FOREIGN KEY (site, current_key) REFERENCES site_key_version (site, key_version)
  ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

CREATE INDEX site_key_version_generation_ix ON site_key_version (policy, generation);
CREATE INDEX site_tenant_ix ON site (tenant);

CREATE TABLE content (
  content uuid CONSTRAINT content_pk PRIMARY KEY,
  site uuid NOT NULL,
  state text NOT NULL,
  alive timestamptz NOT NULL DEFAULT now(),
  due timestamptz,
  CONSTRAINT content_state_known CHECK (state IN ('STAGED', 'STORED', 'GARBAGE')),
  CONSTRAINT content_due_with_garbage CHECK ((state = 'GARBAGE') = (due IS NOT NULL))
);
COMMENT ON TABLE content IS 'The chunks of one upload. STORED: of the file that names it; GARBAGE: to be removed';
COMMENT ON COLUMN content.alive IS 'Kept new by the instance that uploads; an old one that is STAGED is swept';
COMMENT ON COLUMN content.due IS 'When the chunks may be removed; readers may still be in the middle of them until then';
CREATE INDEX content_staged_ix ON content (alive) WHERE state = 'STAGED';
CREATE INDEX content_garbage_ix ON content (due) WHERE state = 'GARBAGE';

CREATE TABLE chunk (
  chunk uuid CONSTRAINT chunk_pk PRIMARY KEY,
  content uuid,
  claimed timestamptz,
  CONSTRAINT chunk_content_fk FOREIGN KEY (content) REFERENCES content (content) ON DELETE RESTRICT,
  CONSTRAINT chunk_owned_or_claimed CHECK ((content IS NULL) = (claimed IS NOT NULL))
);
COMMENT ON TABLE chunk IS 'Which chunks of the blob store belong to what; their order, lengths and keys are in the manifest';
COMMENT ON COLUMN chunk.claimed IS 'When the sweep found it as nobody''s and took its id, so that nobody can record it any more';
CREATE INDEX chunk_content_ix ON chunk (content);
CREATE INDEX chunk_claimed_ix ON chunk (claimed) WHERE content IS NULL;

CREATE TABLE file (
  site uuid NOT NULL,
  file uuid NOT NULL,
  key_version uuid NOT NULL,
  content uuid NOT NULL,
  number bigint NOT NULL,
  manifest bytea NOT NULL,
  content_length bigint NOT NULL,
  chunk_count integer NOT NULL,
  media_type text NOT NULL,
  path bytea NOT NULL,
  path_key_version uuid NOT NULL,
  path_version bigint NOT NULL,
  stored timestamptz NOT NULL,
  deleted timestamptz,
  CONSTRAINT file_pk PRIMARY KEY (site, file),
  CONSTRAINT file_content_uq UNIQUE (content),
  CONSTRAINT file_key_version_fk FOREIGN KEY (site, key_version)
    REFERENCES site_key_version (site, key_version) ON DELETE RESTRICT,
  CONSTRAINT file_path_key_version_fk FOREIGN KEY (site, path_key_version)
    REFERENCES site_key_version (site, key_version) ON DELETE RESTRICT,
  CONSTRAINT file_content_fk FOREIGN KEY (content) REFERENCES content (content) ON DELETE RESTRICT,
  CONSTRAINT file_number_positive CHECK (number > 0),
  CONSTRAINT file_path_version_positive CHECK (path_version > 0),
  CONSTRAINT file_content_length_range CHECK (content_length BETWEEN 0 AND 268435456000),
  CONSTRAINT file_chunk_count_range CHECK (chunk_count BETWEEN 0 AND 65536),
  CONSTRAINT file_media_type_length CHECK (length(media_type) BETWEEN 1 AND 255),
  CONSTRAINT file_path_length CHECK (octet_length(path) BETWEEN 37 AND 1060)
);
COMMENT ON COLUMN file.number IS 'The version that its manifest is sealed as';
COMMENT ON COLUMN file.path IS 'CKN1, bound to path_version';
COMMENT ON COLUMN file.manifest IS 'CKM1';
COMMENT ON COLUMN file.deleted IS 'When; it can be restored until the retention time is over';
ALTER TABLE file ALTER COLUMN manifest SET STORAGE EXTERNAL;
CREATE INDEX file_key_version_ix ON file (key_version);
CREATE INDEX file_deleted_ix ON file (deleted) WHERE deleted IS NOT NULL;

CREATE TABLE outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT outbox_event_uq UNIQUE,
  topic text NOT NULL, type text NOT NULL, key bytea NOT NULL, payload bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now());

CREATE TABLE incarnation (
  singleton boolean CONSTRAINT incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT incarnation_one CHECK (singleton),
  incarnation bigint NOT NULL, counter bigint NOT NULL);
INSERT INTO incarnation (incarnation, counter) VALUES (1, 0);
