-- When a contact was last told something because somebody asked for it.
ALTER TABLE contact ADD COLUMN tested timestamptz;
