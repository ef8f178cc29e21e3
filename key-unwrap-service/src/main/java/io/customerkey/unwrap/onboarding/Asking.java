package io.customerkey.unwrap.onboarding;

import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** How a vault is asked: with its attempt written down, or from a tool that keeps nothing. */
public interface Asking {
  /**
   * @param operation what is asked
   * @param key which key
   * @param send makes the call
   * @param <T> what the vault gives
   * @return its answer
   */
  <T> Uni<VaultAnswer<T>> ask(
      Operation operation, KeyUri key, Function<VaultRequest, Uni<VaultAnswer<T>>> send);
}
