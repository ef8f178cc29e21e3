package io.customerkey.dep.contact;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.Put;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The contacts. */
public interface Contacts {
  /**
   * The same id with the same URL again is the same act; fails with CONFLICT where the id has
   * another URL, NOT_FOUND for the tenant, LIMIT_EXCEEDED.
   */
  Uni<Put<Contact>> add(Contact contact, Actor actor);

  /** In order of id; fails with NOT_FOUND, field {@code tenant}. */
  Uni<List<Contact>> list(TenantId tenant);

  /**
   * The contact, which may be told something now because somebody asks for it: at most once in
   * {@link Contact#TEST_PAUSE}, whichever instance is asked; fails with NOT_FOUND, field {@code
   * contact}, or OVERLOADED.
   */
  Uni<Contact> toTest(TenantId tenant, ContactId id);

  /** With everything it was or was to be told; fails with NOT_FOUND, field {@code contact}. */
  Uni<Void> remove(TenantId tenant, ContactId id, Actor actor);
}
