package io.customerkey.crypto.id;

import java.util.UUID;

/**
 * What all typed ids have in common. Other modules add their own kinds the same way: a record over
 * {@link Id128}.
 */
public interface Identifier {
  /** {@return the bits} */
  Id128 value();

  /** {@return the 16 bytes, for a format or a message} */
  default byte[] toByteArray() {
    return value().toByteArray();
  }

  /** {@return the same bits, for a database column} */
  default UUID toUuid() {
    return value().toUuid();
  }
}
