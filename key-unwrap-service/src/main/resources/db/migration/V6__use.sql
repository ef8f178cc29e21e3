-- When a generation's policy key last served, to the minute: what was used last is warmed first.
ALTER TABLE policy_record ADD COLUMN used timestamptz;
