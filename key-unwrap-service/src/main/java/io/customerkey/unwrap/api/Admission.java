package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.Workload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.servicekit.identity.VerifiedToken;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import java.util.Optional;

/**
 * Whether a caller may ask for plain keys for this purpose: its own kind, and the token that grants
 * the purpose. No order opens plain keys: what moves to another policy is rewrapped here and stays
 * wrapped.
 */
final class Admission {
  private static final String WORKLOAD = "workload";

  private Admission() {}

  static Wanted admit(Caller caller, PolicyRef ref, KeyKind kind, Purpose purpose) {
    requireOwnKind(caller, kind);
    switch (purpose.proof()) {
      case TOKEN -> requireToken(caller, ref, purpose);
      case ORDER ->
          throw RefusedException.of(
              Reason.PURPOSE_NOT_ALLOWED, purpose + " opens no plain keys, whatever is ordered");
    }
    return new Wanted(purpose, caller, Optional.empty());
  }

  static void requireOwnKind(Caller caller, KeyKind kind) {
    String owner =
        switch (kind) {
          case MAILBOX -> "exchange-encryptor";
          case SITE -> "sharepoint-encryptor";
          case CHUNK -> "";
        };
    if (!caller.identity().equals(owner)) {
      throw RefusedException.of(
          Reason.CALLER_NOT_ALLOWED, caller.identity() + " holds no keys of this kind");
    }
  }

  static void requireKind(PolicyRecord record, KeyKind kind) {
    Workload workload = kind == KeyKind.MAILBOX ? Workload.EXCHANGE : Workload.SHAREPOINT;
    if (record.workload() != workload) {
      throw RefusedException.argument("kind", "the policy is for " + record.workload());
    }
  }

  private static void requireToken(Caller caller, PolicyRef ref, Purpose purpose) {
    VerifiedToken token = caller.requireToken();
    if (!token.roles().contains(WORKLOAD)
        || token.tenant().filter(ref.tenant()::equals).isEmpty()) {
      throw RefusedException.of(
          Reason.CALLER_NOT_ALLOWED, "the token is not of a workload of this tenant");
    }
    token.requirePurpose(Protocol.purpose(purpose));
  }
}
