package io.customerkey.unwrap.house;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.customerkey.unwrap.verdict.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two vaults that answer as a test says, at once or when it says so. Wrapping is the identity with
 * a mask of its key, so what one key wrapped no other opens to the same bytes. Each call is kept.
 */
public final class ScriptedVault implements CustomerVault {
  private final Map<KeyUri, Outcome> script = new HashMap<>();
  private final List<KeyUri> calls = new ArrayList<>();
  private final List<Duration> timeouts = new ArrayList<>();
  private final List<KeyUri> aborted = new ArrayList<>();
  private final Map<KeyUri, Runnable> held = new HashMap<>();
  private final Clock clock;
  private Runnable before = () -> {};
  private boolean holding;

  ScriptedVault(Clock clock) {
    this.clock = clock;
  }

  public void answers(KeyUri key, Outcome outcome) {
    script.put(key, outcome);
  }

  /** From now on no call is answered before it is released. */
  public void hold() {
    holding = true;
  }

  /** The held call at that key is answered now. */
  public void release(KeyUri key) {
    Objects.requireNonNull(held.remove(key), "nobody waits for that key").run();
  }

  /** Keys of held calls that were cancelled. */
  public List<KeyUri> aborted() {
    return aborted;
  }

  /** Runs before every answer. */
  public void meanwhile(Runnable action) {
    before = action;
  }

  public List<KeyUri> calls() {
    return calls;
  }

  /** How long each call might take, in their order. */
  public List<Duration> timeouts() {
    return timeouts;
  }

  @Override
  public Uni<VaultAnswer<KeyFacts>> describe(VaultRequest request) {
    throw new UnsupportedOperationException("not part of the script");
  }

  @Override
  public Uni<VaultAnswer<Bytes>> wrap(VaultRequest request, SecretBytes plain) {
    return answer(request, masked(request.key(), plain.toByteArray()).bytes());
  }

  @Override
  public Uni<VaultAnswer<SecretBytes>> unwrap(VaultRequest request, Bytes wrapped) {
    byte[] plain = masked(request.key(), wrapped.toByteArray()).bytes().toByteArray();
    return answer(request, SecretBytes.takeOwnershipOf(plain));
  }

  record Masked(Bytes bytes) {}

  static Masked masked(KeyUri key, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= (byte) key.hashCode();
    }
    return new Masked(Bytes.takeOwnershipOf(bytes));
  }

  private <T> Uni<VaultAnswer<T>> answer(VaultRequest request, T value) {
    return Uni.createFrom()
        .emitter(emitter -> {
          before.run();
          calls.add(request.key());
          timeouts.add(request.timeout());
          if (!holding) {
            emitter.complete(answerNow(request, value));
            return;
          }
          held.put(request.key(), () -> emitter.complete(answerNow(request, value)));
          emitter.onTermination(() -> {
            if (held.remove(request.key()) != null) {
              aborted.add(request.key());
            }
          });
        });
  }

  private <T> VaultAnswer<T> answerNow(VaultRequest request, T value) {
    var evidence =
        new Evidence(
            request.key(),
            request.requestId(),
            0,
            "",
            "",
            Stage.RESPONSE,
            clock.instant(),
            clock.instant());
    return switch (script.getOrDefault(request.key(), Outcome.OK)) {
      case OK -> new VaultAnswer.Ok<>(value, evidence);
      case DENIED -> new VaultAnswer.Denied<>(DenialReason.KEY_DISABLED, evidence);
      case UNAVAILABLE ->
          new VaultAnswer.Unavailable<>(UnavailableReason.UNREACHABLE, Optional.empty(), evidence);
      case FAULT -> new VaultAnswer.Fault<>(FaultReason.REQUEST_REFUSED, evidence);
    };
  }
}
