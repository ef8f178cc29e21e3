package io.customerkey.servicekit.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.crypto.statement.TrustAnchor;
import io.customerkey.crypto.statement.TrustAnchors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The trust anchors in a file of the service's own configuration: {@code [{"keyId", "publicKey"
 * (base64 of 32 bytes), "types", "notBefore", "notAfter", "revoked"}]}.
 */
final class TrustAnchorFile {
  private static final long LONGEST_FILE = 1 << 20;

  private TrustAnchorFile() {}

  /** Start-up stops with a message that names the file where it is not as it should be. */
  static TrustAnchors read(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalStateException("customerkey.trust-anchors: " + file + " is over 1 MiB");
      }
      List<TrustAnchor> anchors = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(Files.readAllBytes(file))) {
        anchors.add(anchor(node));
      }
      return TrustAnchors.of(anchors);
    } catch (IOException e) {
      throw new UncheckedIOException("customerkey.trust-anchors: cannot read " + file, e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("customerkey.trust-anchors: " + file + " is malformed", e);
    }
  }

  private static TrustAnchor anchor(JsonNode node) {
    Set<StatementType> types = new HashSet<>();
    for (JsonNode type : node.required("types")) {
      types.add(
          StatementType.parse(type.asText())
              .orElseThrow(() -> new IllegalArgumentException("unknown type " + type.asText())));
    }
    return new TrustAnchor(
        new SigningKeyId(node.required("keyId").asText()),
        Bytes.takeOwnershipOf(Base64.getDecoder().decode(node.required("publicKey").asText())),
        types,
        Instant.parse(node.required("notBefore").asText()),
        Instant.parse(node.required("notAfter").asText()),
        node.path("revoked").asBoolean(false));
  }
}
