-- What key-unwrap-service keeps. Wrapped copies only; no plain key is ever written.

CREATE TABLE policy (
  policy_id uuid CONSTRAINT policy_pk PRIMARY KEY,
  tenant_id uuid NOT NULL,
  epoch bigint NOT NULL DEFAULT 0 CONSTRAINT policy_epoch_positive CHECK (epoch >= 0),
  cause text NOT NULL DEFAULT 'DROP_CACHES'
    CONSTRAINT policy_cause_known CHECK (cause IN ('DENIED', 'RESTORED', 'DROP_CACHES', 'SUSPENDED')),
  settings_incarnation bigint NOT NULL DEFAULT 0,
  settings_counter bigint NOT NULL DEFAULT 0,
  settings_payload bytea,
  settings_signers text[],
  settings_signatures bytea,
  fallback boolean NOT NULL DEFAULT false,
  suspended_until timestamptz,
  changed timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE INDEX policy_changed_ix ON policy (changed);

CREATE TABLE key_pair (
  pair_id uuid CONSTRAINT key_pair_pk PRIMARY KEY,
  key_one text NOT NULL,
  key_other text NOT NULL,
  attempts bigint NOT NULL DEFAULT 0,
  one_last text,
  one_denials integer NOT NULL DEFAULT 0,
  one_first_denied timestamptz,
  one_last_denied timestamptz,
  one_unreachable_since timestamptz,
  other_last text,
  other_denials integer NOT NULL DEFAULT 0,
  other_first_denied timestamptz,
  other_last_denied timestamptz,
  other_unreachable_since timestamptz,
  success_number bigint,
  success_began timestamptz,
  last_denial bigint NOT NULL DEFAULT 0,
  newest_began timestamptz,
  denied_since timestamptz,
  revision bigint NOT NULL DEFAULT 0,
  changed timestamptz NOT NULL DEFAULT clock_timestamp(),
  prober uuid,
  prober_until timestamptz NOT NULL DEFAULT '-infinity',
  CONSTRAINT key_pair_sorted CHECK (key_one COLLATE "C" <= key_other COLLATE "C"));

CREATE INDEX key_pair_changed_ix ON key_pair (changed);

CREATE TABLE policy_record (
  generation_id uuid CONSTRAINT policy_record_pk PRIMARY KEY,
  policy_id uuid NOT NULL CONSTRAINT policy_record_policy_fk REFERENCES policy ON DELETE RESTRICT,
  tenant_id uuid NOT NULL,
  pair_id uuid NOT NULL CONSTRAINT policy_record_pair_fk REFERENCES key_pair ON DELETE RESTRICT,
  incarnation bigint NOT NULL,
  counter bigint NOT NULL,
  payload bytea NOT NULL,
  signers text[] NOT NULL,
  signatures bytea NOT NULL,
  saved timestamptz NOT NULL DEFAULT clock_timestamp());

CREATE INDEX policy_record_pair_ix ON policy_record (pair_id);
CREATE INDEX policy_record_policy_ix ON policy_record (policy_id);

CREATE TABLE verdict (
  verdict_id uuid CONSTRAINT verdict_pk PRIMARY KEY,
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  generation_id uuid NOT NULL,
  purpose text NOT NULL,
  decision text NOT NULL
    CONSTRAINT verdict_decision_known CHECK (decision IN ('SERVED', 'AVAILABILITY_KEY', 'REFUSED')),
  rule text NOT NULL,
  decided timestamptz NOT NULL);

CREATE INDEX verdict_generation_ix ON verdict (generation_id, decided);

CREATE TABLE vault_attempt (
  attempt_id uuid CONSTRAINT vault_attempt_pk PRIMARY KEY,
  verdict_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  generation_id uuid NOT NULL,
  pair_id uuid CONSTRAINT vault_attempt_pair_fk REFERENCES key_pair ON DELETE RESTRICT,
  number bigint NOT NULL,
  key_id text NOT NULL,
  operation text NOT NULL,
  purpose text,
  subject text NOT NULL,
  started timestamptz NOT NULL,
  ended timestamptz,
  outcome text,
  reason text,
  http_status integer,
  error_code text,
  server_request_id text,
  stage text,
  CONSTRAINT vault_attempt_completed CHECK ((ended IS NULL) = (outcome IS NULL)));

CREATE INDEX vault_attempt_verdict_ix ON vault_attempt (verdict_id);
CREATE INDEX vault_attempt_generation_ix ON vault_attempt (generation_id, started);

CREATE TABLE vault_claim (
  host text NOT NULL,
  key_name text NOT NULL,
  tenant_id uuid NOT NULL,
  claimed timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT vault_claim_pk PRIMARY KEY (host, key_name));

CREATE TABLE order_proof (
  order_id uuid CONSTRAINT order_proof_pk PRIMARY KEY,
  proven timestamptz NOT NULL DEFAULT now());

CREATE TABLE denial_notice (
  generation_id uuid CONSTRAINT denial_notice_pk PRIMARY KEY,
  policy_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  denied boolean NOT NULL,
  since timestamptz NOT NULL,
  epoch bigint NOT NULL,
  acknowledged boolean NOT NULL DEFAULT false);

CREATE INDEX denial_notice_open_ix ON denial_notice (epoch) WHERE NOT acknowledged;

CREATE TABLE instance (
  instance_id uuid CONSTRAINT instance_pk PRIMARY KEY,
  service text NOT NULL,
  attached_to uuid,
  leases_end timestamptz NOT NULL);

CREATE TABLE drop_acknowledgement (
  instance_id uuid NOT NULL
    CONSTRAINT drop_acknowledgement_instance_fk REFERENCES instance ON DELETE CASCADE,
  policy_id uuid NOT NULL,
  epoch bigint NOT NULL,
  CONSTRAINT drop_acknowledgement_pk PRIMARY KEY (instance_id, policy_id));

CREATE TABLE outbox (
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  event_id uuid NOT NULL CONSTRAINT outbox_event_uq UNIQUE,
  topic text NOT NULL, type text NOT NULL, key bytea NOT NULL, payload bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now());

CREATE TABLE incarnation (
  singleton boolean CONSTRAINT incarnation_pk PRIMARY KEY DEFAULT true CONSTRAINT incarnation_one CHECK (singleton),
  incarnation bigint NOT NULL, counter bigint NOT NULL);

INSERT INTO incarnation (incarnation, counter) VALUES (1, 0);
