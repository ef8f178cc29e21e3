-- Onboarding: approvers, validations, which tenants may have policies of their own, and what the daily look at their keys found.

-- profile: 1 standard, 2 strict. next_posture: when the keys of the tenant's policies are looked at next.
ALTER TABLE tenant
  ADD COLUMN enabled timestamptz,
  ADD COLUMN enabled_by text,
  ADD COLUMN validation_id uuid,
  ADD COLUMN profile smallint NOT NULL DEFAULT 1 CONSTRAINT tenant_profile_ck CHECK (profile IN (1, 2)),
  ADD COLUMN next_posture timestamptz,
  ADD CONSTRAINT tenant_enabled_ck CHECK ((enabled IS NULL) = (next_posture IS NULL));

-- Who has policies of their own was onboarded before there were validations.
UPDATE tenant t SET enabled = now(), next_posture = now()
WHERE EXISTS (SELECT FROM policy p WHERE p.tenant_id = t.tenant_id AND p.provider_directory_id IS NULL);
CREATE INDEX tenant_posture_ix ON tenant (next_posture) WHERE next_posture IS NOT NULL;

CREATE TABLE approver (
  tenant_id uuid NOT NULL CONSTRAINT approver_tenant_fk REFERENCES tenant ON DELETE RESTRICT,
  subject text NOT NULL CONSTRAINT approver_subject_ck CHECK (char_length(subject) BETWEEN 1 AND 256),
  added timestamptz NOT NULL,
  added_by text NOT NULL,
  CONSTRAINT approver_pk PRIMARY KEY (tenant_id, subject)
);

-- checks: an array of {id, slot, result, observed, advice}. Never changed.
CREATE TABLE validation (
  validation_id uuid CONSTRAINT validation_pk PRIMARY KEY,
  tenant_id uuid NOT NULL CONSTRAINT validation_tenant_fk REFERENCES tenant ON DELETE RESTRICT,
  at timestamptz NOT NULL,
  requested_by text NOT NULL,
  profile smallint NOT NULL CONSTRAINT validation_profile_ck CHECK (profile IN (1, 2)),
  key_one text NOT NULL,
  key_other text NOT NULL,
  checks jsonb NOT NULL
);
CREATE INDEX validation_newest_ix ON validation (tenant_id, at DESC, validation_id DESC);

-- What is not as it must be, of keys in use. key_id is empty where it is about the tenant.
CREATE TABLE finding (
  tenant_id uuid NOT NULL CONSTRAINT finding_tenant_fk REFERENCES tenant ON DELETE RESTRICT,
  key_id text NOT NULL,
  check_id text NOT NULL,
  observed text NOT NULL,
  advice text NOT NULL,
  found timestamptz NOT NULL,
  seen timestamptz NOT NULL,
  CONSTRAINT finding_pk PRIMARY KEY (tenant_id, key_id, check_id)
);
