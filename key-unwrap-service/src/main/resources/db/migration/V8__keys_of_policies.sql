-- The key versions that a policy's records name, each until a newer record names others: what they are asked costs its tenant.
CREATE TABLE policy_key_version (
  generation_id uuid NOT NULL,
  key_id text NOT NULL,
  policy_id uuid NOT NULL
    CONSTRAINT policy_key_version_policy_fk REFERENCES policy ON DELETE CASCADE,
  bits integer NOT NULL CONSTRAINT policy_key_version_bits_positive CHECK (bits > 0),
  left_at timestamptz,
  CONSTRAINT policy_key_version_pk PRIMARY KEY (generation_id, key_id));

CREATE INDEX policy_key_version_policy_ix ON policy_key_version (policy_id);
CREATE INDEX policy_key_version_left_ix ON policy_key_version (left_at) WHERE left_at IS NOT NULL;
