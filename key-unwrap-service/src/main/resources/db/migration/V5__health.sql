-- The state of each policy as its tenant is told it, every change of it, and how often vaults were asked.

ALTER TABLE policy ADD COLUMN availability_used timestamptz;

-- A change of state is a verdict of its own, that no request asked for.
ALTER TABLE verdict ALTER COLUMN purpose DROP NOT NULL;
ALTER TABLE verdict DROP CONSTRAINT verdict_decision_known;
ALTER TABLE verdict ADD CONSTRAINT verdict_decision_known
  CHECK (decision IN ('SERVED', 'AVAILABILITY_KEY', 'REFUSED', 'STATE_CHANGED'));

-- One row for each policy whose customer keys were asked. pair_id to availability_seen: what the state was derived from; where that has changed, or
-- review has come, it is derived anew.
CREATE TABLE policy_health (
  policy_id uuid CONSTRAINT policy_health_pk PRIMARY KEY
    CONSTRAINT policy_health_policy_fk REFERENCES policy ON DELETE CASCADE,
  tenant_id uuid NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  verdict_id uuid NOT NULL,
  number bigint NOT NULL CONSTRAINT policy_health_number_ck CHECK (number >= 1),
  pair_id uuid NOT NULL,
  revision bigint NOT NULL,
  settings_incarnation bigint NOT NULL,
  settings_counter bigint NOT NULL,
  availability_seen timestamptz,
  review timestamptz NOT NULL);

CREATE TABLE health_change (
  policy_id uuid NOT NULL,
  number bigint NOT NULL,
  tenant_id uuid NOT NULL,
  from_state text NOT NULL,
  to_state text NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  verdict_id uuid NOT NULL,
  changed timestamptz NOT NULL,
  CONSTRAINT health_change_pk PRIMARY KEY (policy_id, number));

CREATE INDEX health_change_changed_ix ON health_change (changed);

-- Calls to vaults by day (UTC), for their price.
CREATE TABLE vault_calls (
  key_id text NOT NULL,
  operation text NOT NULL,
  day date NOT NULL,
  calls bigint NOT NULL CONSTRAINT vault_calls_positive CHECK (calls >= 1),
  CONSTRAINT vault_calls_pk PRIMARY KEY (key_id, operation, day));

CREATE INDEX vault_calls_day_ix ON vault_calls (day);
