package io.customerkey.unwrap.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.protocol.event.v1.PolicyChanged;
import io.customerkey.servicekit.statement.Statements;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.house.MemoryAlerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.RewrapOrder;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.record.RecordStore;
import io.customerkey.unwrap.record.StatementReader;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.customerkey.unwrap.verdict.Pairs;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PolicyEventsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final byte PURGED = 1;

  private final House house = new House();
  private final PolicyEvents events =
      new PolicyEvents(
          new RecordBook(new StoreThatIsAway(), new Reader(), house.board, new MemoryAlerts()));
  private volatile boolean away = true;

  @AfterEach
  void storeIsBack() {
    away = false;
  }

  @Test
  void hearsASuspensionAlsoBehindSettingsThatCannotBeWritten() {
    events.changed(suspensionOf(1)).await().atMost(SOON);
    events.changed(suspensionOf(2)).await().atMost(SOON);

    assertThat(house.board.standing(policy(2)).isSuspended(house.clocks.now())).isTrue();
  }

  @Test
  void hearsAPurgeBeforeItIsDurable() {
    events.changed(settings((byte) 3, PURGED)).await().atMost(SOON);

    assertThat(house.board.standing(policy(3)).isPurged()).isTrue();
  }

  private static byte[] suspensionOf(int policy) {
    return settings((byte) policy);
  }

  private static byte[] settings(byte... payload) {
    var statement =
        new SignedStatement(StatementType.POLICY_SETTINGS, Bytes.copyOf(payload), List.of());
    return PolicyChanged.newBuilder()
        .setSettings(Statements.toProto(statement))
        .build()
        .toByteArray();
  }

  private static PolicyId policy(int number) {
    return new PolicyId(new Id128(1, number));
  }

  /** Every statement suspends the policy that it names, or purges it where it says more. */
  private static final class Reader implements StatementReader {
    @Override
    public PolicySettings settings(SignedStatement statement) {
      boolean purges = statement.payload().size() > 1;
      return new PolicySettings(
          new TenantId(new Id128(1, 1)),
          policy(statement.payload().toByteArray()[0]),
          new Sequence(1, 1),
          purges ? PolicyState.PURGED : PolicyState.ACTIVE,
          Map.of(),
          /* strict= */ false,
          /* fallback= */ false,
          PolicySettings.DEFAULT_GRACE,
          PolicySettings.DEFAULT_PROBE_INTERVAL,
          purges ? Optional.empty() : Optional.of(Pairs.START.plusSeconds(60)),
          statement);
    }

    @Override
    public PolicyRecord record(SignedStatement statement) {
      throw new UnsupportedOperationException("settings only");
    }

    @Override
    public RewrapOrder order(SignedStatement statement) {
      throw new UnsupportedOperationException("settings only");
    }
  }

  private final class StoreThatIsAway implements RecordStore {
    @Override
    public Uni<EpochRaised> save(PolicySettings settings) {
      var raised =
          new EpochRaised(settings.tenant(), settings.policy(), 0, EpochRaised.Cause.SUSPENDED);
      return away
          ? Uni.createFrom().failure(new IOException("no route"))
          : Uni.createFrom().item(raised);
    }

    @Override
    public Uni<Void> save(PolicyRecord record) {
      throw new UnsupportedOperationException("settings only");
    }

    @Override
    public Uni<Optional<SignedStatement>> find(PolicyId policy, GenerationId generation) {
      throw new UnsupportedOperationException("settings only");
    }

    @Override
    public Uni<List<SignedStatement>> all() {
      throw new UnsupportedOperationException("settings only");
    }
  }
}
