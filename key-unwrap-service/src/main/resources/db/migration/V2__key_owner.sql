-- A customer key belongs to a tenant, by its id, or to the provider itself.

ALTER TABLE vault_claim RENAME COLUMN tenant_id TO owner;
ALTER TABLE vault_claim ALTER COLUMN owner TYPE text USING owner::text;
