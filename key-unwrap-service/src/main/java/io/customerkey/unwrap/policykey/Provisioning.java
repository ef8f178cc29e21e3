package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.policy.KeyOwner;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes the policy key of a new generation: checks that both customer keys are fit and their
 * owner's own, wraps the key by each and by the availability key, and opens the customers' copies
 * again. The plain key lives for this call only.
 */
public final class Provisioning {
  private final RecordedVault recorded;
  private final CustomerVault vault;
  private final AvailabilityKeys availability;
  private final Claims claims;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Duration timeout;

  /**
   * What is wanted.
   *
   * @param attempt of dep-service's workflow; the calls to vaults carry it as their verdict
   * @param caller who wants it
   * @param ref the generation to make
   * @param workload of the policy
   * @param owner of both customer keys
   * @param directory of that owner
   * @param keys two, parsed, with or without version
   * @param availabilityKey made before
   */
  public record Order(
      VerdictId attempt,
      Caller caller,
      PolicyRef ref,
      Workload workload,
      KeyOwner owner,
      DirectoryId directory,
      List<KeyUri> keys,
      AvailabilityKeys.KeyVersion availabilityKey) {}

  /**
   * The policy key in three copies.
   *
   * @param first by the first customer key
   * @param second by the second
   * @param availabilityCopy by the availability key
   * @param checkValue of the policy key
   */
  public record Provisioned(
      Copy first, Copy second, Bytes availabilityCopy, CheckValue checkValue) {}

  /**
   * A customer key's copy.
   *
   * @param facts of the key version that wrapped
   * @param wrapped as long as the modulus
   */
  public record Copy(KeyFacts facts, Bytes wrapped) {}

  /**
   * @param recorded writes the attempts
   * @param vault is asked
   * @param availability wraps the third copy
   * @param claims whose a key is
   * @param random makes the policy key
   * @param clocks both clocks
   * @param timeout of one call to a vault
   */
  public Provisioning(
      RecordedVault recorded,
      CustomerVault vault,
      AvailabilityKeys availability,
      Claims claims,
      RandomGenerator random,
      Clocks clocks,
      Duration timeout) {
    this.recorded = recorded;
    this.vault = vault;
    this.availability = availability;
    this.claims = claims;
    this.random = random;
    this.clocks = clocks;
    this.timeout = timeout;
  }

  /**
   * @param order what is wanted
   * @return the copies; fails with the refusal of the first thing that is wrong
   */
  public Uni<Provisioned> provision(Order order) {
    KeyFitness.requireTwoVaults(order.keys());
    VerdictId verdict = order.attempt();
    return Uni.combine()
        .all()
        .unis(fit(order, verdict, 0), fit(order, verdict, 1))
        .asTuple()
        .chain(facts -> wrapAll(order, verdict, facts.getItem1(), facts.getItem2()));
  }

  private Uni<KeyFacts> fit(Order order, VerdictId verdict, int index) {
    KeyUri key = order.keys().get(index);
    String field = KeyFitness.field(index);
    var target = new RecordedVault.Target(key, order.directory(), 0);
    return ask(order, verdict, Operation.DESCRIBE, target, field, vault::describe)
        .invoke(facts -> KeyFitness.require(facts, order.owner(), field, clocks.wall().instant()))
        .call(facts ->
            claims
                .claim(facts.key(), order.owner())
                .invoke(theirs -> KeyFitness.requireClaimed(theirs, field)));
  }

  private Uni<Provisioned> wrapAll(Order order, VerdictId verdict, KeyFacts one, KeyFacts two) {
    PolicyKey key = PolicyKey.generate(random);
    return Uni.combine()
        .all()
        .unis(
            copy(order, verdict, key, one, 0),
            copy(order, verdict, key, two, 1),
            availabilityCopy(order, key))
        .asTuple()
        .map(copies ->
            new Provisioned(
                copies.getItem1(),
                copies.getItem2(),
                copies.getItem3(),
                key.checkValue(order.ref().generation())))
        .onTermination()
        .invoke(key::close);
  }

  private Uni<Copy> copy(Order order, VerdictId verdict, PolicyKey key, KeyFacts facts, int index) {
    Slot slot = PolicyRecord.slot(index);
    String field = KeyFitness.field(index);
    SlotPayload payload = SlotPayload.of(key, context(order, slot));
    return ask(
            order,
            verdict,
            Operation.WRAP,
            target(order, facts),
            field,
            request -> vault.wrap(request, payload.secret()))
        .onTermination()
        .invoke(payload::close)
        .call(wrapped -> opensAgain(order, verdict, key, facts, wrapped, index))
        .map(wrapped -> new Copy(facts, wrapped));
  }

  private Uni<SecretBytes> opensAgain(
      Order order, VerdictId verdict, PolicyKey key, KeyFacts facts, Bytes wrapped, int index) {
    String field = KeyFitness.field(index);
    return ask(
            order,
            verdict,
            Operation.UNWRAP,
            target(order, facts),
            field,
            request -> vault.unwrap(request, wrapped))
        .invoke(plain -> {
          try (var payload = SlotPayload.takeOwnershipOf(plain);
              PolicyKey opened = payload.open(context(order, PolicyRecord.slot(index)))) {
            if (!opened.equals(key)) {
              throw mismatch(field);
            }
          } catch (CryptoRefusedException wrong) {
            throw mismatch(field);
          }
        });
  }

  private Uni<Bytes> availabilityCopy(Order order, PolicyKey key) {
    SlotPayload payload = SlotPayload.of(key, context(order, Slot.AVAILABILITY));
    return availability
        .wrap(order.ref(), order.availabilityKey(), payload, order.caller())
        .onTermination()
        .invoke(payload::close);
  }

  private static RecordedVault.Target target(Order order, KeyFacts facts) {
    return new RecordedVault.Target(facts.key(), order.directory(), facts.bits());
  }

  private <T> Uni<T> ask(
      Order order,
      VerdictId verdict,
      Operation operation,
      RecordedVault.Target target,
      String field,
      Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
    var cause = new Cause(order.ref(), operation, Optional.empty(), "", verdict);
    return recorded
        .call(cause, target, Optional.empty(), timeout, send)
        .map(answer -> {
          if (answer instanceof VaultAnswer.Ok<T> ok) {
            return ok.value();
          }
          throw VaultRefusals.of(answer, field);
        });
  }

  private static SlotContext context(Order order, Slot slot) {
    return new SlotContext(
        order.ref().tenant(),
        order.workload(),
        order.ref().policy(),
        order.ref().generation(),
        slot);
  }

  private static RefusedException mismatch(String field) {
    return RefusedException.of(
            Reason.KEY_MATERIAL_FAULT, "what " + field + " wrapped opens to something else")
        .with("field", field);
  }
}
