package io.customerkey.servicekit.statement;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.Timestamp;
import io.customerkey.crypto.statement.StatementJudgement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.crypto.statement.TrustAnchors;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.SignedStatement;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.statement.v1.PolicyRecord;
import io.customerkey.protocol.statement.v1.PolicySettings;
import io.customerkey.protocol.statement.v1.RewrapOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Believes a statement only if a trust anchor of this service's own configuration signed it, may
 * sign its type and was valid when it was created (formats §2).
 */
@ApplicationScoped
public class StatementVerifier {
  private final TrustAnchors anchors;
  private final Clock clock;

  StatementVerifier(@ConfigProperty(name = "customerkey.trust-anchors") Path anchors, Clock clock) {
    this.anchors = TrustAnchorFile.read(anchors);
    this.clock = clock;
  }

  /**
   * @throws CustomerKeyException RECORD_NOT_TRUSTED
   */
  public Verified<PolicyRecord> policyRecord(SignedStatement statement) {
    return verify(
        statement, StatementType.POLICY_RECORD, PolicyRecord.parser(), PolicyRecord::getCreated);
  }

  /**
   * @throws CustomerKeyException RECORD_NOT_TRUSTED
   */
  public Verified<PolicySettings> policySettings(SignedStatement statement) {
    return verify(
        statement,
        StatementType.POLICY_SETTINGS,
        PolicySettings.parser(),
        PolicySettings::getCreated);
  }

  /**
   * @throws CustomerKeyException ORDER_INVALID where it is not trusted or not valid now
   */
  public Verified<RewrapOrder> rewrapOrder(SignedStatement statement) {
    Verified<RewrapOrder> order;
    Instant expires;
    try {
      order =
          verify(
              statement, StatementType.ORDER_REWRAP, RewrapOrder.parser(), RewrapOrder::getCreated);
      expires = instant(order.payload().getExpires());
    } catch (CustomerKeyException e) {
      throw invalidOrder("the order is not trusted: " + e.getMessage());
    }
    if (!clock.instant().isBefore(expires)) {
      throw invalidOrder("the order has expired");
    }
    return order;
  }

  private <T extends MessageLite> Verified<T> verify(
      SignedStatement proto, StatementType type, Parser<T> parser, Function<T, Timestamp> created) {
    io.customerkey.crypto.statement.SignedStatement statement = Statements.fromProto(proto);
    if (statement.type() != type) {
      throw Statements.untrusted("expected a " + type.typeName());
    }
    T payload;
    try {
      payload = parser.parseFrom(proto.getPayload());
    } catch (InvalidProtocolBufferException e) {
      throw Statements.untrusted("the statement's payload is malformed");
    }
    return switch (anchors.judge(statement, instant(created.apply(payload)))) {
      case StatementJudgement.Trusted trusted -> new Verified<>(payload, proto, trusted.hash());
      case StatementJudgement.Refused refused ->
          throw Statements.untrusted("the statement is not trusted: " + refused.reason());
    };
  }

  private static Instant instant(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException e) {
      throw Statements.untrusted("the statement names a time that cannot be");
    }
  }

  private static CustomerKeyException invalidOrder(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_ORDER_INVALID, message);
  }
}
