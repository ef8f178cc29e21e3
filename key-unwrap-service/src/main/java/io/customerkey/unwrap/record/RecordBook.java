package io.customerkey.unwrap.record;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.alert.Alert;
import io.customerkey.unwrap.alert.Alerts;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.PolicyState;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The newest believed record of every generation, in memory and behind it in the database: what is
 * here is durable. A signature is verified once for each distinct statement. A stored statement
 * that is not believed counts as absent, and operators are called.
 */
public final class RecordBook {
  private final KnownRecords records = new KnownRecords();
  private final Set<SignedStatement> disbelieved = ConcurrentHashMap.newKeySet();
  private final RecordStore store;
  private final StatementReader reader;
  private final VerdictBoard board;
  private final Alerts alerts;

  /**
   * @param store behind this book
   * @param reader believes statements
   * @param board learns settings
   * @param alerts hears of stored statements that are not believed
   */
  public RecordBook(RecordStore store, StatementReader reader, VerdictBoard board, Alerts alerts) {
    this.store = store;
    this.reader = reader;
    this.board = board;
    this.alerts = alerts;
  }

  /**
   * @return nothing, once everything kept has been read; what is believed again is known
   */
  public Uni<Void> load() {
    return store.all().invoke(this::learn).replaceWithVoid();
  }

  /**
   * @param stored statements as they are in the database; what is not believed is passed over
   */
  public void learn(List<SignedStatement> stored) {
    if (stored.isEmpty()) {
      return;
    }
    Set<StatementHash> known =
        records.all().stream().map(PolicyRecord::hash).collect(Collectors.toSet());
    stored.stream().filter(statement -> !known.contains(statement.hash())).forEach(this::believed);
  }

  /** The newest record of a stored one's generation; empty for settings and for the unbelieved. */
  private Optional<PolicyRecord> believed(SignedStatement stored) {
    if (disbelieved.contains(stored)) {
      return Optional.empty();
    }
    try {
      if (stored.type() == StatementType.POLICY_SETTINGS) {
        board.settle(reader.settings(stored));
        return Optional.empty();
      }
      return Optional.of(records.keep(reader.record(stored)));
    } catch (RefusedException refused) {
      disbelieved.add(stored);
      alerts.raise(
          Alert.RECORD_NOT_TRUSTED,
          "stored " + stored.type() + " " + stored.hash() + ": " + refused.message());
      return Optional.empty();
    }
  }

  /**
   * @return all records known here
   */
  public Collection<PolicyRecord> known() {
    return records.all();
  }

  /**
   * The record that a request needs, without any I/O.
   *
   * @param ref the policy key
   * @param callers sequence of the caller's record
   * @return the newest known record; empty if it is unknown here or the caller's is newer
   * @throws RefusedException CALLER_NOT_ALLOWED if the generation is another policy's or tenant's
   */
  public Optional<PolicyRecord> at(PolicyRef ref, Sequence callers) {
    return records.at(ref, callers);
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @return its newest record that is known here
   * @throws RefusedException NOT_FOUND
   */
  public PolicyRecord newest(TenantId tenant, PolicyId policy) {
    return records
        .newest(tenant, policy)
        .orElseThrow(() ->
            RefusedException.of(Reason.NOT_FOUND, "the policy is not known here")
                .with("field", "policy_id"));
  }

  /**
   * The record that a request needs.
   *
   * @param ref the policy key
   * @param callers sequence of the caller's record
   * @param shown the record that came with the request, if one did
   * @return the newest record; fails with RECORD_NEEDED or RECORD_NOT_TRUSTED
   */
  public Uni<PolicyRecord> require(
      PolicyRef ref, Sequence callers, Optional<SignedStatement> shown) {
    if (shown.isPresent()) {
      return Uni.createFrom()
          .deferred(() -> accept(shown.get()))
          .invoke(record -> KnownRecords.requireSame(record, ref));
    }
    Optional<PolicyRecord> known = at(ref, callers);
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return stored(ref)
        .map(kept -> kept.filter(record -> !callers.isAfter(record.sequence())))
        .map(kept -> kept.orElseThrow(() -> needed(ref)))
        .invoke(record -> KnownRecords.requireSame(record, ref));
  }

  /**
   * @param statement a record that somebody showed
   * @return the newest record of its generation, durable; fails with RECORD_NOT_TRUSTED
   */
  public Uni<PolicyRecord> accept(SignedStatement statement) {
    Optional<PolicyRecord> same = records.byHash(statement.hash());
    if (same.isPresent()) {
      return Uni.createFrom().item(same.get());
    }
    PolicyRecord shown = reader.record(statement);
    return stored(shown.ref())
        .map(held -> records.judged(shown))
        .call(record ->
            record.hash().equals(shown.hash()) ? store.save(shown) : Uni.createFrom().voidItem())
        .map(records::keep);
  }

  /**
   * A suspension or a purge holds here at once, before it is durable: it takes rights away only.
   *
   * @param statement settings that somebody showed
   * @return the settings, once they, or newer ones, are durable; fails with RECORD_NOT_TRUSTED
   */
  public Uni<PolicySettings> settle(SignedStatement statement) {
    PolicySettings settings = reader.settings(statement);
    Standing known = board.standing(settings.policy());
    boolean stops = settings.suspendedUntil().isPresent() || settings.state() == PolicyState.PURGED;
    boolean news =
        known.settings().map(held -> settings.sequence().isAfter(held.sequence())).orElse(true);
    if (!news && !stops) {
      return Uni.createFrom().item(settings);
    }
    if (stops) {
      board.settle(settings);
    }
    return store
        .save(settings)
        .invoke(epoch -> {
          board.settle(settings);
          board.raise(epoch);
        })
        .replaceWith(settings);
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @return the newest record of any of its generations, also if only another instance has seen it;
   *     fails with NOT_FOUND
   */
  public Uni<PolicyRecord> find(TenantId tenant, PolicyId policy) {
    return Uni.createFrom()
        .item(() -> newest(tenant, policy))
        .onFailure(RefusedException.class)
        .recoverWithUni(() -> load().map(loaded -> newest(tenant, policy)));
  }

  private Uni<Optional<PolicyRecord>> stored(PolicyRef ref) {
    return store.find(ref.policy(), ref.generation()).map(kept -> kept.flatMap(this::believed));
  }

  private static RefusedException needed(PolicyRef ref) {
    return RefusedException.of(Reason.RECORD_NEEDED, "the policy's record is not known here")
        .with("policy", ref.policy().toString())
        .with("generation", ref.generation().toString());
  }
}
