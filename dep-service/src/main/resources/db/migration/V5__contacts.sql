-- Whom a tenant wants to be told, and what each was told. salt: with this service's webhook key, which no database holds, it makes the contact's secret.

CREATE TABLE contact (
  contact_id uuid CONSTRAINT contact_pk PRIMARY KEY,
  tenant_id uuid NOT NULL CONSTRAINT contact_tenant_fk REFERENCES tenant ON DELETE RESTRICT,
  url text NOT NULL CONSTRAINT contact_url_ck CHECK (char_length(url) BETWEEN 1 AND 2048),
  salt bytea NOT NULL CONSTRAINT contact_salt_ck CHECK (octet_length(salt) = 16),
  created timestamptz NOT NULL,
  created_by text NOT NULL
);
CREATE INDEX contact_tenant_ix ON contact (tenant_id, contact_id);

-- One row for each contact and change. state: 1 PENDING, 2 DELIVERED, 3 DEAD. Of a policy's pending ones only the first is sent to a contact.
CREATE TABLE contact_delivery (
  delivery_id uuid CONSTRAINT contact_delivery_pk PRIMARY KEY DEFAULT gen_random_uuid(),
  sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT contact_delivery_sequence_uq UNIQUE,
  contact_id uuid NOT NULL CONSTRAINT contact_delivery_contact_fk REFERENCES contact ON DELETE CASCADE,
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  number bigint NOT NULL,
  body text NOT NULL,
  state smallint NOT NULL DEFAULT 1 CONSTRAINT contact_delivery_state_ck CHECK (state IN (1, 2, 3)),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt timestamptz NOT NULL,
  created timestamptz NOT NULL,
  finished timestamptz,
  status integer,
  error text,
  CONSTRAINT contact_delivery_once_uq UNIQUE (contact_id, policy_id, number),
  CONSTRAINT contact_delivery_finished_ck CHECK ((state = 1) = (finished IS NULL))
);
CREATE INDEX contact_delivery_pending_ix ON contact_delivery (contact_id, policy_id, sequence) WHERE state = 1;
CREATE INDEX contact_delivery_newest_ix ON contact_delivery (tenant_id, created DESC, delivery_id DESC);
CREATE INDEX contact_delivery_created_ix ON contact_delivery (created);
