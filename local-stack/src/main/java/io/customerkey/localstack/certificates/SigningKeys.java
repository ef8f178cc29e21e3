package io.customerkey.localstack.certificates;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PrivateFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that signs tokens (EC P-256) and the one with which dep-service signs statements
 * (Ed25519), with the trust anchors that name it.
 */
public final class SigningKeys {
  private static final int RAW_ED25519 = 32;
  private static final int WEBHOOK_KEY = 32;
  private static final Duration ANCHOR_LIFE = Duration.ofDays(3650);

  private final DataFolder folder;

  private SigningKeys(DataFolder folder) {
    this.folder = folder;
  }

  /** Makes the keys at first start, leaves them alone later. */
  public static SigningKeys open(DataFolder folder, Clock clock) {
    SigningKeys keys = new SigningKeys(folder);
    if (!Files.exists(keys.tokenPublicKey())) {
      KeyPair pair = Authority.newKeyPair();
      PrivateFiles.write(folder.secret("token.key"), Pem.of(pair.getPrivate()));
      PrivateFiles.write(keys.tokenPublicKey(), Pem.of(pair.getPublic()));
    }
    if (!Files.exists(keys.trustAnchors())) {
      keys.makeStatementKey(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
    PrivateFiles.readOrWrite(
        keys.webhookKey(), () -> HexFormat.of().formatHex(Entropy.bytes(WEBHOOK_KEY)));
    return keys;
  }

  /** The private key that signs tokens. */
  public PrivateKey tokenKey() {
    return Pem.privateKey(PrivateFiles.read(folder.secret("token.key")), "EC");
  }

  /** The public key tokens are verified with, PEM. */
  public Path tokenPublicKey() {
    return folder.secret("token.pub.pem");
  }

  /** dep-service's Ed25519 private key, PKCS#8 PEM. */
  public Path statementKey() {
    return folder.secret("statement.key");
  }

  /** The id under which the trust anchors name {@link #statementKey()}. */
  public String statementKeyId() {
    return PrivateFiles.read(folder.secret("statement.key-id"));
  }

  /** JSON: which key may sign which type of statement. */
  public Path trustAnchors() {
    return folder.secret("trust-anchors.json");
  }

  /** What the secrets of dep-service's contacts are derived from, 64 hexadecimal digits. */
  public Path webhookKey() {
    return folder.secret("webhook.key");
  }

  private void makeStatementKey(Instant now) {
    KeyPair pair;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    String id = "dep-" + Entropy.hexId().substring(0, 8);
    PrivateFiles.write(statementKey(), Pem.of(pair.getPrivate()));
    PrivateFiles.write(folder.secret("statement.key-id"), id);
    JsonObject anchor =
        new JsonObject()
            .put("keyId", id)
            .put("publicKey", Base64.getEncoder().encodeToString(raw(pair.getPublic())))
            .put(
                "types",
                new JsonArray()
                    .add("customerkey.policy-record.v1")
                    .add("customerkey.policy-settings.v1")
                    .add("customerkey.order-rewrap.v1")
                    .add("customerkey.order-recover.v1")
                    .add("customerkey.order-purge.v1"))
            .put("notBefore", now.minus(Duration.ofMinutes(5)).toString())
            .put("notAfter", now.plus(ANCHOR_LIFE).toString())
            .put("revoked", false);
    PrivateFiles.write(trustAnchors(), new JsonArray().add(anchor).encodePrettily());
  }

  /** RFC 8410: the SubjectPublicKeyInfo of Ed25519 ends with the 32 raw bytes. */
  private static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519, encoded.length);
  }
}
