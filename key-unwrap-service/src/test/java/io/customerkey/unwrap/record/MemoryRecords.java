package io.customerkey.unwrap.record;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.RewrapOrder;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.EpochRaised;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records in memory; believes exactly those it was given. Statements are told apart by being the
 * same object's bytes.
 */
public final class MemoryRecords implements RecordStore, StatementReader {
  private final List<PolicyRecord> believed;
  private final List<PolicyRecord> saved = new ArrayList<>();
  private int verified;
  private int loads;
  private boolean cutOff;

  /**
   * @param kept believed, and stored already
   */
  public MemoryRecords(List<PolicyRecord> kept) {
    this.believed = new ArrayList<>(kept);
    this.saved.addAll(kept);
  }

  void believe(PolicyRecord record) {
    believed.add(record);
  }

  /**
   * @return how often everything was read
   */
  public int loads() {
    return loads;
  }

  /** The next record cannot be saved. */
  void cutOff() {
    cutOff = true;
  }

  int verified() {
    return verified;
  }

  List<PolicyRecord> saved() {
    return saved;
  }

  @Override
  public Uni<Void> save(PolicyRecord record) {
    return Uni.createFrom()
        .voidItem()
        .invoke(() -> {
          if (cutOff) {
            cutOff = false;
            throw new IllegalStateException("the connection was dropped");
          }
          saved.add(record);
        });
  }

  @Override
  public Uni<EpochRaised> save(PolicySettings settings) {
    return Uni.createFrom()
        .item(
            new EpochRaised(
                settings.tenant(), settings.policy(), 0, EpochRaised.Cause.DROP_CACHES));
  }

  @Override
  public Uni<Optional<SignedStatement>> find(PolicyId policy, GenerationId generation) {
    return Uni.createFrom()
        .item(
            saved.stream()
                .filter(record -> record.ref().generation().equals(generation))
                .map(PolicyRecord::statement)
                .reduce((first, second) -> second));
  }

  @Override
  public Uni<List<SignedStatement>> all() {
    loads++;
    return Uni.createFrom().item(saved.stream().map(PolicyRecord::statement).toList());
  }

  @Override
  public PolicyRecord record(SignedStatement statement) {
    verified++;
    return believed.stream()
        .filter(record -> record.statement().equals(statement))
        .findFirst()
        .orElseThrow(() -> RefusedException.of(Reason.RECORD_NOT_TRUSTED, "nobody signed this"));
  }

  @Override
  public PolicySettings settings(SignedStatement statement) {
    throw RefusedException.of(Reason.RECORD_NOT_TRUSTED, "nobody signed these");
  }

  @Override
  public RewrapOrder order(SignedStatement statement) {
    throw new UnsupportedOperationException("records only");
  }
}
