-- A purge drops what is cached of a policy, once.
ALTER TABLE policy ADD COLUMN purged boolean NOT NULL DEFAULT false;
ALTER TABLE policy DROP CONSTRAINT policy_cause_known;
ALTER TABLE policy ADD CONSTRAINT policy_cause_known
  CHECK (cause IN ('DENIED', 'RESTORED', 'DROP_CACHES', 'SUSPENDED', 'PURGED'));
