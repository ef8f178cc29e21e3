package io.customerkey.servicekit.statement;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSignature;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Signature;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.List;

/** Signed statements between their form on the wire and that of {@code crypto}. */
public final class Statements {
  private Statements() {}

  /** To the wire. */
  public static SignedStatement toProto(io.customerkey.crypto.statement.SignedStatement statement) {
    SignedStatement.Builder proto =
        SignedStatement.newBuilder()
            .setType(statement.type().typeName())
            .setPayload(ByteString.copyFrom(statement.payload().asByteBuffer()));
    for (StatementSignature signature : statement.signatures()) {
      proto.addSignatures(
          Signature.newBuilder()
              .setKeyId(signature.keyId().value())
              .setSignature(ByteString.copyFrom(signature.signature().asByteBuffer())));
    }
    return proto.build();
  }

  /**
   * From the wire. Says nothing about trust.
   *
   * @throws CustomerKeyException RECORD_NOT_TRUSTED for what is not even well formed
   */
  public static io.customerkey.crypto.statement.SignedStatement fromProto(SignedStatement proto) {
    try {
      StatementType type =
          StatementType.parse(proto.getType())
              .orElseThrow(() -> untrusted("the statement's type is unknown"));
      List<StatementSignature> signatures =
          proto.getSignaturesList().stream()
              .map(signature ->
                  new StatementSignature(
                      new SigningKeyId(signature.getKeyId()), bytes(signature.getSignature())))
              .toList();
      return new io.customerkey.crypto.statement.SignedStatement(
          type, bytes(proto.getPayload()), signatures);
    } catch (CryptoRefusedException | IllegalArgumentException e) {
      throw untrusted("the statement is malformed");
    }
  }

  private static Bytes bytes(ByteString value) {
    return Bytes.takeOwnershipOf(value.toByteArray());
  }

  static CustomerKeyException untrusted(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED, message);
  }
}
