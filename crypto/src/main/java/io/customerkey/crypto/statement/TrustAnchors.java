package io.customerkey.crypto.statement;

import io.customerkey.crypto.statement.StatementJudgement.Reason;
import io.customerkey.crypto.statement.StatementJudgement.Refused;
import io.customerkey.crypto.statement.StatementJudgement.Trusted;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys a service believes, and the judgement over a statement: it is trusted if at least one of
 * its signatures is right and by an anchor that may sign the type, was valid when the statement was
 * created, and is not revoked. Safe for use by many threads.
 */
public final class TrustAnchors {
  private final Map<SigningKeyId, Entry> anchors;

  private record Entry(TrustAnchor anchor, PublicKey key) {}

  private TrustAnchors(Map<SigningKeyId, Entry> anchors) {
    this.anchors = anchors;
  }

  /**
   * {@return the set}
   *
   * @param anchors each with its own key id
   * @throws IllegalArgumentException if two have the same key id
   */
  public static TrustAnchors of(Collection<TrustAnchor> anchors) {
    Map<SigningKeyId, Entry> byKeyId = new HashMap<>();
    for (TrustAnchor anchor : anchors) {
      try {
        var entry = new Entry(anchor, Ed25519.publicKey(anchor.publicKey()));
        if (byKeyId.put(anchor.keyId(), entry) != null) {
          throw new IllegalArgumentException("two trust anchors are named " + anchor.keyId());
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Ed25519 refused a key it had accepted", e);
      }
    }
    return new TrustAnchors(Map.copyOf(byKeyId));
  }

  /**
   * {@return whether it is believed}
   *
   * @param statement as received
   * @param created when it was made, as its payload says
   */
  public StatementJudgement judge(SignedStatement statement, Instant created) {
    byte[] signed = statement.signedBytes();
    Reason closest = Reason.UNSIGNED;
    for (StatementSignature signature : statement.signatures()) {
      Entry entry = anchors.get(signature.keyId());
      Reason reason;
      if (entry == null) {
        reason = Reason.UNKNOWN_SIGNER;
      } else if (!entry.anchor().types().contains(statement.type())) {
        reason = Reason.TYPE_NOT_ALLOWED;
      } else if (entry.anchor().revoked()) {
        reason = Reason.REVOKED;
      } else if (!entry.anchor().validAt(created)) {
        reason = Reason.OUTSIDE_VALIDITY;
      } else if (!Ed25519.verify(entry.key(), signed, signature.signature().toByteArray())) {
        reason = Reason.SIGNATURE_WRONG;
      } else {
        return new Trusted(signature.keyId(), statement.hash());
      }
      closest = reason.compareTo(closest) > 0 ? reason : closest;
    }
    return new Refused(closest);
  }
}
