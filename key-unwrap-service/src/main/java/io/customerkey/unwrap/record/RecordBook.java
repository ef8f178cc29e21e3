package io.customerkey.unwrap.record;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.crypto.statement.StatementType;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest believed record of every generation, in memory and behind it in the database. A
 * signature is verified once for each distinct statement; a newer sequence takes the place of an
 * older one; the same sequence with other bytes, another policy key under the same generation, or a
 * chain that begins anew is not trusted.
 */
public final class RecordBook {
  private final ConcurrentHashMap<GenerationId, PolicyRecord> newest = new ConcurrentHashMap<>();
  private final RecordStore store;
  private final StatementReader reader;
  private final VerdictBoard board;

  /**
   * @param store behind this book
   * @param reader believes statements
   * @param board learns settings
   */
  public RecordBook(RecordStore store, StatementReader reader, VerdictBoard board) {
    this.store = store;
    this.reader = reader;
    this.board = board;
  }

  /**
   * @return nothing, once everything kept has been read and believed again
   */
  public Uni<Void> load() {
    return store.all().invoke(this::restore).replaceWithVoid();
  }

  private void restore(List<SignedStatement> kept) {
    for (SignedStatement statement : kept) {
      if (statement.type() == StatementType.POLICY_SETTINGS) {
        board.settle(reader.settings(statement));
      } else {
        keep(reader.record(statement));
      }
    }
  }

  /**
   * @return all records known here
   */
  public Collection<PolicyRecord> known() {
    return List.copyOf(newest.values());
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
    PolicyRecord known = newest.get(ref.generation());
    if (known == null) {
      return Optional.empty();
    }
    requireSame(known, ref);
    return callers.isAfter(known.sequence()) ? Optional.empty() : Optional.of(known);
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
          .invoke(record -> requireSame(record, ref));
    }
    Optional<PolicyRecord> known = at(ref, callers);
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return store
        .find(ref.policy(), ref.generation())
        .map(kept -> kept.map(statement -> keep(reader.record(statement))))
        .map(kept -> kept.filter(record -> !callers.isAfter(record.sequence())))
        .map(kept -> kept.orElseThrow(() -> needed(ref)))
        .invoke(record -> requireSame(record, ref));
  }

  /**
   * @param statement a record that somebody showed
   * @return the newest record of its generation, durable; fails with RECORD_NOT_TRUSTED
   */
  public Uni<PolicyRecord> accept(SignedStatement statement) {
    Optional<PolicyRecord> same = byHash(statement.hash());
    if (same.isPresent()) {
      return Uni.createFrom().item(same.get());
    }
    PolicyRecord shown = reader.record(statement);
    return store
        .find(shown.ref().policy(), shown.ref().generation())
        .invoke(kept -> kept.ifPresent(held -> keep(reader.record(held))))
        .map(kept -> keep(shown))
        .call(record ->
            record.hash().equals(shown.hash()) ? store.save(shown) : Uni.createFrom().voidItem());
  }

  /**
   * @param statement settings that somebody showed
   * @return nothing, once they are durable; fails with RECORD_NOT_TRUSTED
   */
  public Uni<Void> settle(SignedStatement statement) {
    PolicySettings settings = reader.settings(statement);
    Standing known = board.standing(settings.policy());
    boolean news =
        known.settings().map(held -> settings.sequence().isAfter(held.sequence())).orElse(true);
    return news
        ? store.save(settings).invoke(() -> board.settle(settings))
        : Uni.createFrom().voidItem();
  }

  private Optional<PolicyRecord> byHash(StatementHash hash) {
    return newest.values().stream().filter(record -> record.hash().equals(hash)).findFirst();
  }

  /** Keeps a believed record if it is the newest, and answers the newest. */
  private PolicyRecord keep(PolicyRecord offered) {
    PolicyRecord kept =
        newest.compute(
            offered.ref().generation(),
            (generation, held) -> held == null ? offered : newer(held, offered));
    return Objects.requireNonNull(kept);
  }

  private static PolicyRecord newer(PolicyRecord held, PolicyRecord offered) {
    if (held.hash().equals(offered.hash())) {
      return held;
    }
    if (!held.ref().equals(offered.ref()) || !held.checkValue().equals(offered.checkValue())) {
      throw untrusted("the generation has another policy key");
    }
    int order = offered.sequence().compareTo(held.sequence());
    if (order == 0) {
      throw untrusted("two records have the same sequence");
    }
    if (order > 0 && offered.previous().bytes().equals(ZEROS)) {
      throw untrusted("the chain of records begins anew");
    }
    return order > 0 ? offered : held;
  }

  private static final Bytes ZEROS = StatementHash.NONE.bytes();

  private static void requireSame(PolicyRecord record, PolicyRef ref) {
    if (!record.ref().equals(ref)) {
      throw RefusedException.of(
          Reason.CALLER_NOT_ALLOWED, "the generation is another policy's or another tenant's");
    }
  }

  private static RefusedException needed(PolicyRef ref) {
    return RefusedException.of(Reason.RECORD_NEEDED, "the policy's record is not known here")
        .with("policy", ref.policy().toString())
        .with("generation", ref.generation().toString());
  }

  private static RefusedException untrusted(String message) {
    return RefusedException.of(Reason.RECORD_NOT_TRUSTED, message);
  }
}
