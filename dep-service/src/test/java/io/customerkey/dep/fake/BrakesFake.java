package io.customerkey.dep.fake;

import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Brake;
import io.customerkey.dep.policy.Brakes;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One brake that is on until somebody rules. */
@Mock
@ApplicationScoped
public class BrakesFake implements Brakes {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

  @Override
  public Uni<List<Brake>> list(RequestId request) {
    return Uni.createFrom().item(List.of(brake(true, Optional.empty(), Optional.empty())));
  }

  @Override
  public Uni<Brake> rule(String cause, Ruling ruling, Actor operator) {
    return Uni.createFrom()
        .item(() -> {
          if (!cause.equals("network_rule")) {
            throw CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_NOT_FOUND, "no brake of that cause was ever on")
                .with("field", "cause");
          }
          return brake(false, Optional.of(ruling.name()), Optional.of(operator.subject()));
        });
  }

  private static Brake brake(boolean on, Optional<String> ruling, Optional<String> by) {
    return new Brake(
        "network_rule",
        on,
        Optional.of(TIME),
        on ? Optional.of(TIME.plusSeconds(900)) : Optional.empty(),
        6,
        7,
        ruling,
        by,
        ruling.map(ruled -> TIME.plusSeconds(3600)));
  }
}
