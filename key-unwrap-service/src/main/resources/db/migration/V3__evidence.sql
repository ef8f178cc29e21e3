-- Each verdict names the pair of key versions that it was about: the attempts behind it may be another policy's on the same pair.
ALTER TABLE verdict ADD COLUMN pair_id uuid;
UPDATE verdict v SET pair_id = r.pair_id FROM policy_record r WHERE r.generation_id = v.generation_id;
UPDATE verdict SET pair_id = '00000000-0000-0000-0000-000000000000' WHERE pair_id IS NULL;
ALTER TABLE verdict ALTER COLUMN pair_id SET NOT NULL;

CREATE INDEX vault_attempt_pair_ix ON vault_attempt (pair_id, key_id, started);
DROP INDEX vault_attempt_generation_ix;

-- What is older than its retention period is deleted in this order.
CREATE INDEX vault_attempt_started_ix ON vault_attempt (started);
CREATE INDEX verdict_decided_ix ON verdict (decided);
