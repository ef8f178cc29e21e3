package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.OrderId;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.vault.KeyUri;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What is remembered for ever: whose a key is, and which orders' targets were proven. */
public interface Claims {
  /**
   * @param key a key; its version does not matter
   * @param owner who names it as theirs
   * @return whether it is theirs now: it was claimed by nobody, or by them
   */
  Uni<Boolean> claim(KeyUri key, KeyOwner owner);

  /**
   * @param key a key; its version does not matter
   * @return whose it is, if anybody has claimed it
   */
  Uni<Optional<KeyOwner>> owner(KeyUri key);

  /**
   * @param order an order
   * @return whether every copy of its target was opened once for it
   */
  Uni<Boolean> isProven(OrderId order);

  /**
   * @param order whose target's copies were all opened just now
   * @return nothing, once that is durable
   */
  Uni<Void> proven(OrderId order);
}
