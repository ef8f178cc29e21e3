-- Per policy: the tenant's choice for the availability key, and the newest settings as dep-service signed them.
CREATE TABLE policy (
  policy_id uuid CONSTRAINT policy_pk PRIMARY KEY,
  tenant_id uuid NOT NULL,
  -- 1 AUTOMATIC, 2 RECOVERY_ONLY, 3 OFF
  mode smallint NOT NULL DEFAULT 1 CONSTRAINT policy_mode_known CHECK (mode IN (1, 2, 3)),
  settings bytea,
  settings_incarnation bigint,
  settings_counter bigint,
  settings_hash bytea CONSTRAINT policy_settings_hash_size CHECK (octet_length(settings_hash) = 32),
  CONSTRAINT policy_settings_whole
    CHECK (num_nonnulls(settings, settings_incarnation, settings_counter, settings_hash) IN (0, 4)));

-- Per generation of a policy key: the highest record seen, and whether its customer keys are denied.
CREATE TABLE generation (
  policy_id uuid NOT NULL CONSTRAINT generation_policy_fk REFERENCES policy ON DELETE RESTRICT,
  generation_id uuid NOT NULL,
  record_incarnation bigint,
  record_counter bigint,
  record_hash bytea CONSTRAINT generation_record_hash_size CHECK (octet_length(record_hash) = 32),
  denied_since timestamptz,
  denial_epoch bigint CONSTRAINT generation_epoch_positive CHECK (denial_epoch >= 0),
  CONSTRAINT generation_denial_has_epoch CHECK (denied_since IS NULL OR denial_epoch IS NOT NULL),
  CONSTRAINT generation_pk PRIMARY KEY (policy_id, generation_id),
  CONSTRAINT generation_record_whole
    CHECK (num_nonnulls(record_incarnation, record_counter, record_hash) IN (0, 3)));

-- Availability keys, each sealed by the key in the HSM.
CREATE TABLE availability_key (
  availability_key_id uuid NOT NULL,
  version integer NOT NULL CONSTRAINT availability_key_version_positive CHECK (version > 0),
  policy_id uuid NOT NULL CONSTRAINT availability_key_policy_fk REFERENCES policy ON DELETE RESTRICT,
  hsm_key text NOT NULL,
  sealed bytea NOT NULL CONSTRAINT availability_key_sealed_size CHECK (octet_length(sealed) = 60),
  created timestamptz NOT NULL,
  -- since when a signed record depends on it; from then on it is not taken back
  in_record_since timestamptz,
  CONSTRAINT availability_key_pk PRIMARY KEY (availability_key_id, version),
  CONSTRAINT availability_key_one_per_policy UNIQUE (policy_id, version));

-- Keys that are gone for good; a tombstone always wins.
CREATE TABLE tombstone (
  availability_key_id uuid CONSTRAINT tombstone_pk PRIMARY KEY,
  policy_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  -- 1 discarded before any record depended on it
  cause smallint NOT NULL CONSTRAINT tombstone_cause_known CHECK (cause = 1),
  buried timestamptz NOT NULL);

-- Every use of an availability key, written in the transaction that allows it.
CREATE TABLE key_use (
  use_id uuid CONSTRAINT key_use_pk PRIMARY KEY,
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL CONSTRAINT key_use_policy_fk REFERENCES policy ON DELETE RESTRICT,
  generation_id uuid,
  availability_key_id uuid NOT NULL,
  version integer NOT NULL,
  -- 1 wrap, 2 unwrap, 3 prove
  operation smallint NOT NULL CONSTRAINT key_use_operation_known CHECK (operation IN (1, 2, 3)),
  purpose smallint NOT NULL,
  subject text NOT NULL,
  verdict_id uuid,
  reason text NOT NULL,
  used timestamptz NOT NULL);
CREATE INDEX key_use_by_policy ON key_use (policy_id, used);

CREATE TABLE outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT outbox_event_uq UNIQUE,
  topic text NOT NULL,
  type text NOT NULL,
  key bytea NOT NULL,
  payload bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now());

CREATE TABLE incarnation (
  singleton boolean CONSTRAINT incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT incarnation_one CHECK (singleton),
  incarnation bigint NOT NULL,
  counter bigint NOT NULL);
INSERT INTO incarnation (incarnation, counter) VALUES (1, 0);
