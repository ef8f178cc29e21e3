package io.customerkey.crypto.statement;

import java.util.Optional;

/** Every type of signed statement. The names are signed, so they never change. */
public enum StatementType {
  /** What a policy generation is and its wrapped copies; by dep-service. */
  POLICY_RECORD("customerkey.policy-record.v1"),
  /** State and settings of a policy; by dep-service. */
  POLICY_SETTINGS("customerkey.policy-settings.v1"),
  /** An order to move keys to another policy or generation; by dep-service. */
  ORDER_REWRAP("customerkey.order-rewrap.v1"),
  /** An order to recover with the availability key, with the tenant's approvals; by dep-service. */
  ORDER_RECOVER("customerkey.order-recover.v1"),
  /** An order to purge, with the tenant's approvals; by dep-service. */
  ORDER_PURGE("customerkey.order-purge.v1"),
  /** A key is destroyed for good; by availability-key-vault. */
  TOMBSTONE("customerkey.tombstone.v1"),
  /** Proof of a purge; by availability-key-vault. */
  RECEIPT("customerkey.receipt.v1"),
  /** A position in a log that must not go back. */
  CHECKPOINT("customerkey.checkpoint.v1");

  private final String typeName;

  StatementType(String typeName) {
    this.typeName = typeName;
  }

  /** {@return as signed and as written in messages and trust anchors} */
  public String typeName() {
    return typeName;
  }

  /**
   * {@return the type; empty for a name nobody has}
   *
   * @param typeName as written in a message
   */
  public static Optional<StatementType> parse(String typeName) {
    for (var type : values()) {
      if (type.typeName.equals(typeName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
