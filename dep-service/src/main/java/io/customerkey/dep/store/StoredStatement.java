package io.customerkey.dep.store;

import com.google.protobuf.InvalidProtocolBufferException;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.servicekit.statement.Statements;

/**
 * A signed statement in a column: the message {@code SignedStatement}, whose payload stays byte for
 * byte.
 */
final class StoredStatement {
  private StoredStatement() {}

  static byte[] write(SignedStatement statement) {
    return Statements.toProto(statement).toByteArray();
  }

  static SignedStatement read(byte[] stored) {
    try {
      return Statements.fromProto(
          io.customerkey.protocol.common.v1.SignedStatement.parseFrom(stored));
    } catch (InvalidProtocolBufferException e) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, "a stored statement is damaged");
    }
  }
}
