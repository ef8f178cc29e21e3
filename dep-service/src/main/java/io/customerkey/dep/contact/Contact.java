package io.customerkey.dep.contact;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.TenantId;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody whom a tenant wants to be told.
 *
 * @param id of the contact
 * @param tenant owner
 * @param url where it is told
 * @param salt 16 random bytes that make its secret its own
 * @param created when it was added
 * @param createdBy subject of the admin
 */
public record Contact(
    ContactId id, TenantId tenant, WebhookUrl url, Bytes salt, Instant created, String createdBy) {
  /** How many a tenant may have. */
  public static final int MOST = 10;

  /** Between two tests of one of them. */
  public static final Duration TEST_PAUSE = Duration.ofSeconds(10);
}
