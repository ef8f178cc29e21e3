package io.customerkey.availability.key;

import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.availability.policy.Wire;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.KeyKind;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import io.customerkey.servicekit.identity.VerifiedToken;
import java.util.Optional;

/**
 * Whether somebody has the right to a purpose for a record's tenant (key-unwrap rules §6). Purposes
 * of workloads need the workload's own token, forwarded; the encryptors' own purposes need an order
 * of dep-service. The caller's word counts for neither.
 */
public final class PurposeRight {
  private static final String WORKLOAD = "workload";

  private PurposeRight() {}

  /**
   * @param purpose as stated
   * @param record whose copy is wanted
   * @param token forwarded with the call
   * @param order verified and valid now
   * @throws CustomerKeyException CALLER_NOT_ALLOWED, PURPOSE_NOT_ALLOWED or ORDER_INVALID
   */
  public static void require(
      Purpose purpose,
      TrustedRecord record,
      Optional<VerifiedToken> token,
      Optional<RewrapOrder> order) {
    switch (purpose) {
      case PURPOSE_USER_READ,
          PURPOSE_USER_WRITE,
          PURPOSE_MAIL_DELIVERY,
          PURPOSE_SEARCH_INDEX,
          PURPOSE_EDISCOVERY,
          PURPOSE_ANTIMALWARE ->
          requireToken(purpose, record, token);
      case PURPOSE_MAILBOX_MOVE ->
          throw CustomerKeyException.of(
              FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
              "only an order to move opens content for a move, and there is none yet");
      case PURPOSE_REENCRYPTION -> requireOrder(record, order);
      case PURPOSE_RECOVERY -> throw invalid("a recovery order is needed");
      case PURPOSE_UNSPECIFIED, UNRECOGNIZED ->
          throw CustomerKeyException.invalid("purpose", "must be stated");
    }
  }

  private static void requireToken(
      Purpose purpose, TrustedRecord record, Optional<VerifiedToken> forwarded) {
    VerifiedToken token =
        forwarded.orElseThrow(() -> notAllowed("the purpose needs the workload's token"));
    if (!token.requireTenant().equals(record.tenant())) {
      throw notAllowed("the token is of another tenant");
    }
    if (!token.roles().contains(WORKLOAD)) {
      throw notAllowed("the token is not a workload's");
    }
    token.requirePurpose(purpose);
  }

  private static void requireOrder(TrustedRecord record, Optional<RewrapOrder> shown) {
    RewrapOrder order = shown.orElseThrow(() -> invalid("the purpose needs an order"));
    boolean source =
        order.getSourcePolicyId().equals(Wire.bytes(record.policy()))
            && order.getSourceGenerationId().equals(Wire.bytes(record.generation()));
    boolean target =
        order.getTargetPolicyId().equals(Wire.bytes(record.policy()))
            && order.getTargetGenerationId().equals(Wire.bytes(record.generation()));
    KeyKind kind =
        switch (record.slot().workload()) {
          case EXCHANGE -> KeyKind.KEY_KIND_MAILBOX;
          case SHAREPOINT -> KeyKind.KEY_KIND_SITE;
        };
    if (!order.getTenantId().equals(Wire.bytes(record.tenant()))
        || !(source || target)
        || order.getKeyKind() != kind) {
      throw invalid("the order is for something else");
    }
  }

  private static CustomerKeyException notAllowed(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, message);
  }

  private static CustomerKeyException invalid(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_ORDER_INVALID, message);
  }
}
