package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What protects what now, exactly, from the tables themselves. */
public interface ActualState {
  /**
   * @return of an object that has a key here
   */
  Uni<Optional<Protection>> protection(ObjectId object);

  /**
   * @return one entry for each generation that wraps any key of the tenant
   */
  Uni<List<Dependents>> dependents(TenantId tenant);
}
