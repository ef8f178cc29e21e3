-- While the brake is on a confirmed denial waits: since when it lasts without interruption.
ALTER TABLE key_pair ADD COLUMN braked_since timestamptz;
-- Reason of the pair's newest denial.
ALTER TABLE key_pair ADD COLUMN denial_cause text;

-- Tenants of one directory are related: they count once. Absent in records kept before it was written down.
ALTER TABLE policy_record ADD COLUMN directory_id uuid;

-- The brake of each cause of denial, and how the operators ruled last.
CREATE TABLE brake (
  cause text CONSTRAINT brake_pk PRIMARY KEY,
  engaged timestamptz NOT NULL,
  until timestamptz NOT NULL,
  ruled_until timestamptz NOT NULL,
  tenants integer NOT NULL,
  ruling text CONSTRAINT brake_ruling_known CHECK (ruling IN ('CONFIRMED', 'RELEASED')),
  ruled_by text,
  ruled timestamptz);

-- An instance that probes says so every few seconds; the pairs are shared out over those that do.
ALTER TABLE instance ADD COLUMN probes_until timestamptz NOT NULL DEFAULT '-infinity';
