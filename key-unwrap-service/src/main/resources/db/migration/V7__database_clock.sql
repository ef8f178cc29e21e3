-- When an attempt was numbered, by this database's clock: wall clocks of instances may be wrong.
ALTER TABLE vault_attempt ADD COLUMN numbered timestamptz;
