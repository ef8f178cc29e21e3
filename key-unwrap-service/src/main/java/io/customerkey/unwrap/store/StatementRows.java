package io.customerkey.unwrap.store;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSignature;
import io.customerkey.crypto.statement.StatementType;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * A signed statement as three columns: payload, names of the signers, their signatures one after
 * the other.
 */
final class StatementRows {
  private StatementRows() {}

  static Buffer payload(SignedStatement statement) {
    return Columns.bytes(statement.payload());
  }

  static String[] signers(SignedStatement statement) {
    return statement.signatures().stream()
        .map(signature -> signature.keyId().value())
        .toArray(String[]::new);
  }

  static Buffer signatures(SignedStatement statement) {
    Buffer joined = Buffer.buffer();
    statement
        .signatures()
        .forEach(signature -> joined.appendBytes(signature.signature().toByteArray()));
    return joined;
  }

  static SignedStatement read(Row row, StatementType type, String prefix) {
    String[] signers = row.getArrayOfStrings(prefix + "signers");
    Bytes joined = Columns.bytes(row, prefix + "signatures");
    List<StatementSignature> signatures = new ArrayList<>(signers.length);
    for (int i = 0; i < signers.length; i++) {
      int from = i * StatementSignature.SIZE;
      signatures.add(
          new StatementSignature(
              new SigningKeyId(signers[i]), joined.slice(from, from + StatementSignature.SIZE)));
    }
    return new SignedStatement(type, Columns.bytes(row, prefix + "payload"), signatures);
  }
}
