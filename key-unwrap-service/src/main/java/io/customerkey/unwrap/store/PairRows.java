package io.customerkey.unwrap.store;

import static io.customerkey.unwrap.store.Columns.maybeInstant;
import static io.customerkey.unwrap.store.Columns.time;
import static io.customerkey.unwrap.store.Columns.tuple;

import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.verdict.KeyTally;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.SharedPair;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pair's state as a row of {@code key_pair}. */
final class PairRows {
  static final String UPDATE =
      """
      UPDATE key_pair SET
        one_last = $2, one_denials = $3, one_first_denied = $4, one_last_denied = $5,
        one_unreachable_since = $6,
        other_last = $7, other_denials = $8, other_first_denied = $9, other_last_denied = $10,
        other_unreachable_since = $11,
        success_number = $12, success_began = $13, last_denial = $14, newest_began = $15,
        denied_since = $16, braked_since = $17, denial_cause = coalesce($18, denial_cause), revision = revision + 1, changed = clock_timestamp()
      WHERE pair_id = $1
      RETURNING revision\
      """;

  private final KeyUriParser keys;

  PairRows(KeyUriParser keys) {
    this.keys = keys;
  }

  SharedPair read(Row row) {
    Optional<PairState.Success> success =
        maybeInstant(row, "success_began")
            .map(began -> new PairState.Success(row.getLong("success_number"), began));
    var state =
        new PairState(
            tally(row, "key_one", "one_"),
            tally(row, "key_other", "other_"),
            success,
            row.getLong("last_denial"),
            maybeInstant(row, "newest_began"),
            maybeInstant(row, "denied_since"),
            maybeInstant(row, "braked_since"));
    return new SharedPair(state, row.getLong("revision"));
  }

  private KeyTally tally(Row row, String key, String prefix) {
    return new KeyTally(
        keys.parse(row.getString(key)),
        Optional.ofNullable(row.getString(prefix + "last")).map(Outcome::valueOf),
        row.getInteger(prefix + "denials"),
        maybeInstant(row, prefix + "first_denied"),
        maybeInstant(row, prefix + "last_denied"),
        maybeInstant(row, prefix + "unreachable_since"));
  }

  /**
   * @param cause reason of the newest denial, if this is one
   */
  static Tuple update(PairState state, @Nullable String cause) {
    KeyTally one = state.one();
    KeyTally other = state.other();
    return tuple(
        state.id().toUuid(),
        one.last().map(Outcome::name).orElse(null),
        one.denials(),
        time(one.firstDenied()),
        time(one.lastDenied()),
        time(one.unreachableSince()),
        other.last().map(Outcome::name).orElse(null),
        other.denials(),
        time(other.firstDenied()),
        time(other.lastDenied()),
        time(other.unreachableSince()),
        state.success().map(PairState.Success::number).orElse(null),
        time(state.success().map(PairState.Success::began)),
        state.lastDenial(),
        time(state.newestBegan()),
        time(state.deniedSince()),
        time(state.brakedSince()),
        cause);
  }
}
