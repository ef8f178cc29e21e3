-- The kill switch: suspended until then; 9999-12-31T23:59:59Z: until resumed.
ALTER TABLE policy ADD COLUMN suspended_until timestamptz;

-- Acts of the provider's operators concern no tenant.
ALTER TABLE audit ALTER COLUMN tenant_id DROP NOT NULL;
