-- Most names are sealed under the key version of their file; only those that are not name another. So a new file locks
-- the row of its key version once.
ALTER TABLE file ALTER COLUMN path_key_version DROP NOT NULL;
COMMENT ON COLUMN file.path_key_version IS 'NULL: the file''s own key version';
