package io.customerkey.availability.key;

import io.customerkey.availability.key.KeyUse.Operation;
import io.customerkey.availability.policy.KnownPolicy;
import io.customerkey.availability.policy.PolicyAuthority;
import io.customerkey.availability.policy.TrustedRecord;
import io.customerkey.availability.rules.AvailabilityRule;
import io.customerkey.availability.rules.Decision;
import io.customerkey.availability.rules.Decision.Ground;
import io.customerkey.availability.rules.Evidence;
import io.customerkey.availability.store.AvailabilityKeyStore;
import io.customerkey.availability.store.GenerationStore;
import io.customerkey.availability.store.PolicyStore;
import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The uses of availability keys. Each is one transaction that holds the policy's row: decide, open,
 * write the use down, commit; only then the answer. A denial or suspension that was acknowledged
 * before a use began is always seen by it.
 */
@Singleton
public final class PolicyKeyCopies {
  private final KeyCabinet cabinet;
  private final PolicyAuthority authority;
  private final PolicyStore policies;
  private final GenerationStore generations;
  private final AvailabilityKeyStore keys;
  private final KeyUseJournal journal;
  private final Pool pool;
  private final Clock clock;
  private final RandomGenerator random;

  PolicyKeyCopies(
      KeyCabinet cabinet,
      PolicyAuthority authority,
      PolicyStore policies,
      GenerationStore generations,
      AvailabilityKeyStore keys,
      KeyUseJournal journal,
      Pool pool,
      Clock clock,
      RandomGenerator random) {
    this.cabinet = cabinet;
    this.authority = authority;
    this.policies = policies;
    this.generations = generations;
    this.keys = keys;
    this.journal = journal;
    this.pool = pool;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Wraps a new policy key at provisioning.
   *
   * @param owned the availability key and whose it must be
   * @param payload closed by then
   * @return the copy
   */
  public Uni<Bytes> wrap(KeyOwnership owned, SlotPayload payload) {
    return pool.withTransaction(transaction ->
            lock(transaction, owned)
                .chain(() -> key(transaction, owned))
                .chain(key -> cabinet.wrap(key, payload))
                .call(() -> journal.write(transaction, wrapped(owned))))
        .eventually(payload::close)
        .invoke(journal::committed);
  }

  /**
   * Opens a record's copy and compares its check value.
   *
   * @param record shown by the caller
   * @return done; fails with KEY_MATERIAL_FAULT where the copy is wrong
   */
  public Uni<Void> prove(TrustedRecord record) {
    return pool.withTransaction(transaction ->
            lock(transaction, owned(record))
                .chain(() -> generations.find(transaction, record.policy(), record.generation()))
                .invoke(generation -> generation.requireNotOlder(record))
                .chain(() -> open(transaction, record))
                .invoke(PolicyKey::close)
                .chain(() -> depend(transaction, record))
                .chain(() -> journal.write(transaction, proven(record))))
        .invoke(journal::committed);
  }

  /**
   * Opens a record's copy for a purpose, if the rule allows it now.
   *
   * @param request whose right was checked before
   * @return the policy key, the caller's to close; the use is written down and committed
   */
  public Uni<PolicyKey> unwrap(UnwrapRequest request) {
    TrustedRecord record = request.record();
    return pool.withTransaction(transaction ->
            lock(transaction, owned(record))
                .chain(known -> decide(transaction, known, request))
                .chain(ground -> answer(transaction, request, ground)))
        .invoke(journal::committed);
  }

  private Uni<PolicyKey> answer(SqlConnection transaction, UnwrapRequest request, Ground ground) {
    return open(transaction, request.record())
        .chain(policyKey ->
            depend(transaction, request.record())
                .chain(() -> journal.write(transaction, unwrapped(request, ground)))
                .onFailure()
                .invoke(policyKey::close)
                .replaceWith(policyKey));
  }

  private Uni<Ground> decide(SqlConnection transaction, KnownPolicy known, UnwrapRequest request) {
    TrustedRecord record = request.record();
    return generations
        .find(transaction, record.policy(), record.generation())
        .map(generation -> {
          generation.requireNotOlder(record);
          Decision decision =
              AvailabilityRule.decide(
                  request.action(),
                  Evidence.read(request.evidence(), record.customerKeys()),
                  authority.facts(record, known, generation));
          return switch (decision) {
            case Decision.Serve serve -> serve.ground();
            case Decision.Refuse refuse -> throw refusal(refuse, request);
          };
        });
  }

  private Uni<PolicyKey> open(SqlConnection transaction, TrustedRecord record) {
    return key(transaction, owned(record))
        .chain(key -> cabinet.unwrap(key, record.copy(), record.slot(), record.checkValue()));
  }

  /** From now on the record is the least that counts, and its key is not taken back. */
  private Uni<Void> depend(SqlConnection transaction, TrustedRecord record) {
    return generations
        .raise(transaction, record)
        .chain(() -> keys.markInRecord(transaction, owned(record).ref(), clock.instant()));
  }

  private Uni<KnownPolicy> lock(SqlConnection transaction, KeyOwnership owned) {
    return policies
        .lock(transaction, owned.policy())
        .map(found -> found.orElseThrow(PolicyKeyCopies::notFound))
        .invoke(known -> Ownership.require(known.tenant().equals(owned.tenant())));
  }

  private Uni<SealedAvailabilityKey> key(SqlConnection transaction, KeyOwnership owned) {
    return keys.find(transaction, owned.ref())
        .map(found -> found.orElseThrow(PolicyKeyCopies::notFound))
        .invoke(key -> Ownership.require(Ownership.same(key, owned)));
  }

  private static KeyOwnership owned(TrustedRecord record) {
    return new KeyOwnership(
        new KeyRef(record.availabilityKey(), record.version()), record.tenant(), record.policy());
  }

  private KeyUse wrapped(KeyOwnership owned) {
    return use(
        owned,
        Optional.empty(),
        Operation.WRAP,
        Purpose.PURPOSE_UNSPECIFIED,
        "",
        Optional.empty(),
        "a new policy key was wrapped");
  }

  private KeyUse proven(TrustedRecord record) {
    return use(
        owned(record),
        Optional.of(record.generation()),
        Operation.PROVE,
        Purpose.PURPOSE_UNSPECIFIED,
        "",
        Optional.empty(),
        "a policy record was proven");
  }

  private KeyUse unwrapped(UnwrapRequest request, Ground ground) {
    return use(
        owned(request.record()),
        Optional.of(request.record().generation()),
        Operation.UNWRAP,
        request.purpose(),
        request.subject(),
        request.verdict(),
        ground.sentence() + ": " + Evidence.sentence(request.evidence()));
  }

  private KeyUse use(
      KeyOwnership owned,
      Optional<GenerationId> generation,
      Operation operation,
      Purpose purpose,
      String subject,
      Optional<VerdictId> verdict,
      String reason) {
    return new KeyUse(
        Id128.random(random),
        owned.tenant(),
        owned.policy(),
        generation,
        owned.ref(),
        operation,
        purpose,
        subject,
        verdict,
        reason,
        clock.instant());
  }

  private static CustomerKeyException refusal(Decision.Refuse refuse, UnwrapRequest request) {
    CustomerKeyException refusal =
        CustomerKeyException.of(refuse.reason(), refuse.why())
            .with("policy", request.record().policy().toString());
    return request.verdict().isPresent()
        ? refusal.with("verdict", request.verdict().get().toString())
        : refusal;
  }

  private static CustomerKeyException notFound() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_NOT_FOUND, "no such availability key");
  }
}
