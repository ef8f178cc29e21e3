-- Deleted items stay recoverable for a while.

ALTER TABLE item
  ADD COLUMN deleted timestamptz,
  ADD COLUMN recoverable_until timestamptz,
  ADD CONSTRAINT item_deleted_recoverable CHECK ((deleted IS NULL) = (recoverable_until IS NULL));
COMMENT ON COLUMN item.deleted IS 'When it was deleted; null: it was not';
COMMENT ON COLUMN item.recoverable_until IS 'Until when it can be restored; from then on it is not there, and the sweep removes it';

CREATE INDEX item_deleted_ix ON item (mailbox, item) WHERE deleted IS NOT NULL;
CREATE INDEX item_recoverable_until_ix ON item (recoverable_until) WHERE recoverable_until IS NOT NULL;
