package io.customerkey.unwrap.onboarding;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Looks at two keys as their vaults show them: described, and used once to wrap and unwrap bytes
 * that nobody needs. Whatever a vault does is a {@link Check}.
 */
public final class KeyValidation {
  private static final int PROBE_BYTES = 32;

  private final CustomerVault vault;
  private final Function<KeyUri, Uni<Optional<KeyOwner>>> claims;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * What is to be looked at.
   *
   * @param owner who must own both keys
   * @param directory of that owner
   * @param keys two, parsed, with or without version
   * @param strict what the strict profile demands
   */
  public record Order(KeyOwner owner, DirectoryId directory, List<KeyUri> keys, boolean strict) {
    /** Copies the keys. */
    public Order {
      keys = List.copyOf(keys);
    }
  }

  /**
   * @param vault is asked
   * @param claims tells who has claimed a key
   * @param random makes the bytes that are wrapped
   * @param clock of the keys' validity
   */
  public KeyValidation(
      CustomerVault vault,
      Function<KeyUri, Uni<Optional<KeyOwner>>> claims,
      RandomGenerator random,
      Clock clock) {
    this.vault = vault;
    this.claims = claims;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @param order what is to be looked at
   * @param asking how
   * @return every check, of both keys first; fails only where an attempt cannot be written down
   */
  public Uni<List<Check>> validate(Order order, Asking asking) {
    Check vaults = KeyChecks.twoVaults(order.keys().get(0), order.keys().get(1));
    return Uni.combine()
        .all()
        .unis(one(order, asking, 1), one(order, asking, 2))
        .asTuple()
        .map(both ->
            Stream.of(List.of(vaults), both.getItem1(), both.getItem2())
                .flatMap(List::stream)
                .toList());
  }

  private Uni<List<Check>> one(Order order, Asking asking, int slot) {
    KeyUri key = order.keys().get(slot - 1);
    return asking
        .ask(Operation.DESCRIBE, key, vault::describe)
        .chain(answer -> {
          List<Check> checks = new ArrayList<>();
          checks.add(AnswerChecks.directory(slot, order.directory().toString(), answer));
          checks.add(AnswerChecks.of(Check.Id.PERMISSION_GET, slot, answer));
          return answer instanceof VaultAnswer.Ok<KeyFacts> described
              ? described(order, asking, slot, described.value(), checks)
              : undescribed(asking, slot, key, checks);
        });
  }

  private Uni<List<Check>> described(
      Order order, Asking asking, int slot, KeyFacts facts, List<Check> checks) {
    return claims
        .apply(facts.key())
        .invoke(claimed -> checks.add(KeyChecks.claim(claimed, order.owner(), slot)))
        .chain(claimed -> roundTrip(asking, slot, facts.key()))
        .map(used -> {
          checks.addAll(KeyChecks.of(facts, order.owner(), slot, order.strict(), clock.instant()));
          checks.addAll(used);
          return List.copyOf(checks);
        });
  }

  /** A key that may be used but not described can still be tried, if its version is known. */
  private Uni<List<Check>> undescribed(Asking asking, int slot, KeyUri key, List<Check> checks) {
    for (Check.Id id :
        List.of(
            Check.Id.OWNER_TAG,
            Check.Id.KEY_TYPE,
            Check.Id.KEY_SIZE,
            Check.Id.KEY_ENABLED,
            Check.Id.KEY_EXPIRY,
            Check.Id.KEY_NOT_BEFORE,
            Check.Id.RECOVERY_LEVEL)) {
      checks.add(Check.unknown(id, slot, "the key could not be described"));
    }
    Uni<List<Check>> used =
        key.version().isPresent()
            ? roundTrip(asking, slot, key)
            : Uni.createFrom()
                .item(
                    List.of(
                        unversioned(Check.Id.PERMISSION_WRAP_KEY, slot),
                        unversioned(Check.Id.PERMISSION_UNWRAP_KEY, slot)));
    return used.map(more -> Stream.of(checks, more).flatMap(List::stream).toList());
  }

  private static Check unversioned(Check.Id id, int slot) {
    return Check.unknown(id, slot, "which version is the newest could not be seen");
  }

  private Uni<List<Check>> roundTrip(Asking asking, int slot, KeyUri key) {
    SecretBytes plain = SecretBytes.random(PROBE_BYTES, random);
    return asking
        .ask(Operation.WRAP, key, request -> vault.wrap(request, plain))
        .chain(answer -> {
          Check wraps = AnswerChecks.of(Check.Id.PERMISSION_WRAP_KEY, slot, answer);
          return answer instanceof VaultAnswer.Ok<Bytes> wrapped
              ? unwraps(asking, slot, key, wrapped.value(), plain)
                  .map(unwraps -> List.of(wraps, unwraps))
              : Uni.createFrom()
                  .item(
                      List.of(
                          wraps,
                          Check.unknown(
                              Check.Id.PERMISSION_UNWRAP_KEY,
                              slot,
                              "nothing was wrapped to be opened")));
        })
        .onTermination()
        .invoke(plain::close);
  }

  private Uni<Check> unwraps(
      Asking asking, int slot, KeyUri key, Bytes wrapped, SecretBytes plain) {
    return asking
        .ask(Operation.UNWRAP, key, request -> vault.unwrap(request, wrapped))
        .map(answer -> {
          if (answer instanceof VaultAnswer.Ok<SecretBytes> opened) {
            try (SecretBytes secret = opened.value()) {
              return Check.of(
                  secret.equals(plain),
                  Check.Id.PERMISSION_UNWRAP_KEY,
                  slot,
                  secret.equals(plain) ? "works" : "what was wrapped opens to something else",
                  "tell the operator: the vault answers another key");
            }
          }
          return AnswerChecks.of(Check.Id.PERMISSION_UNWRAP_KEY, slot, answer);
        });
  }
}
