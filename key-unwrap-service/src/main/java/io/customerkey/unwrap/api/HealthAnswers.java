package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.protocol.unwrap.v1.CustomerKeyVersion;
import io.customerkey.protocol.unwrap.v1.GetPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.GetVerdictResponse;
import io.customerkey.protocol.unwrap.v1.ListHealthChangesResponse;
import io.customerkey.protocol.unwrap.v1.ListPolicyHealthResponse;
import io.customerkey.protocol.unwrap.v1.VaultCallCount;
import io.customerkey.unwrap.events.Protocol;
import io.customerkey.unwrap.health.HealthChange;
import io.customerkey.unwrap.health.RecordedHealth;
import io.customerkey.unwrap.health.Reports;
import io.customerkey.unwrap.health.VaultUsage;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.HealthReason;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.VerdictEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** States, their changes and verdicts as answers. */
final class HealthAnswers {
  private HealthAnswers() {}

  static GetPolicyHealthResponse report(Reports.Report report) {
    RecordedHealth health = report.health();
    var response =
        GetPolicyHealthResponse.newBuilder()
            .setHealth(Protocol.health(health.state()))
            .setReason(health.reason().name())
            .setDetail(health.detail())
            .setSince(Protocol.time(health.since()))
            .addAllLastAttempts(report.attempts().stream().map(Answers::evidence).toList())
            .setEpoch(report.epoch())
            .setDarkBoundMillis((int) report.darkBound().toMillis())
            .setCached(report.cached())
            .addAllKeys(report.record().keys().stream().map(HealthAnswers::key).toList())
            .setUsage(usage(report.usage()));
    health.until().map(Protocol::time).ifPresent(response::setUntil);
    health.verdict().map(Protocol::id).ifPresent(response::setVerdictId);
    report.lastSuccess().map(Protocol::time).ifPresent(response::setLastSuccess);
    report.cacheExpires().map(Protocol::time).ifPresent(response::setCacheExpires);
    return response.build();
  }

  private static CustomerKeyVersion key(CustomerKeyCopy copy) {
    return CustomerKeyVersion.newBuilder()
        .setKeyId(copy.key().toString())
        .setKeyBits(copy.bits())
        .build();
  }

  private static io.customerkey.protocol.unwrap.v1.VaultUsage usage(VaultUsage usage) {
    return io.customerkey.protocol.unwrap.v1.VaultUsage.newBuilder()
        .setMonth(usage.month().toString())
        .addAllCalls(usage.lines().stream().map(HealthAnswers::calls).toList())
        .setKeyPrice(usage.keys().toPlainString())
        .setTotalPrice(usage.total().toPlainString())
        .build();
  }

  private static VaultCallCount calls(VaultUsage.Line line) {
    return VaultCallCount.newBuilder()
        .setKeyId(line.calls().key())
        .setKeyBits(line.bits())
        .setOperation(line.calls().operation())
        .setCalls(line.calls().calls())
        .setPrice(line.price().toPlainString())
        .build();
  }

  static ListPolicyHealthResponse states(Map<PolicyId, RecordedHealth> states) {
    var response = ListPolicyHealthResponse.newBuilder();
    states.forEach((policy, health) -> response.addPolicies(recorded(policy, health)));
    return response.build();
  }

  private static io.customerkey.protocol.unwrap.v1.RecordedHealth recorded(
      PolicyId policy, RecordedHealth health) {
    var message =
        io.customerkey.protocol.unwrap.v1.RecordedHealth.newBuilder()
            .setPolicyId(Protocol.id(policy))
            .setHealth(Protocol.health(health.state()))
            .setReason(health.reason().name())
            .setDetail(health.detail())
            .setSince(Protocol.time(health.since()));
    health.until().map(Protocol::time).ifPresent(message::setUntil);
    health.verdict().map(Protocol::id).ifPresent(message::setVerdictId);
    return message.build();
  }

  static ListHealthChangesResponse changes(List<HealthChange> changes) {
    return ListHealthChangesResponse.newBuilder()
        .addAllChanges(changes.stream().map(Protocol::change).toList())
        .build();
  }

  static GetVerdictResponse verdict(VerdictEntry entry, List<AttemptView> attempts) {
    var response =
        GetVerdictResponse.newBuilder()
            .setVerdictId(Protocol.id(entry.id()))
            .setPolicyId(Protocol.id(entry.ref().policy()))
            .setGenerationId(Protocol.id(entry.ref().generation()))
            .addAllAttempts(attempts.stream().map(Answers::evidence).toList())
            .setDecision(entry.decision().name().toLowerCase(Locale.ROOT))
            .setRule(entry.rule())
            .setExplanation(explanation(entry))
            .setDecided(Protocol.time(entry.decided()));
    entry.purpose().map(Protocol::purpose).ifPresent(response::setPurpose);
    return response.build();
  }

  private static String explanation(VerdictEntry entry) {
    return switch (entry.decision()) {
      case SERVED, AVAILABILITY_KEY, REFUSED -> Decision.Rule.valueOf(entry.rule()).sentence();
      case STATE_CHANGED -> HealthReason.valueOf(entry.rule()).sentence();
    };
  }
}
