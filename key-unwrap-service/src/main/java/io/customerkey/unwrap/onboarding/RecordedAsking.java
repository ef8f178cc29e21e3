package io.customerkey.unwrap.onboarding;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks with every attempt written down, as of no policy: it teaches no verdict about any pair.
 *
 * @param recorded writes the attempts
 * @param tenant owner
 * @param directory of the vaults
 * @param validation the attempts carry it as their verdict
 * @param timeout of one call
 */
public record RecordedAsking(
    RecordedVault recorded,
    TenantId tenant,
    DirectoryId directory,
    VerdictId validation,
    Duration timeout)
    implements Asking {
  /** Stands where an attempt's policy and generation stand, for a key that is only looked at. */
  private static final Id128 NONE = new Id128(0, 0);

  @Override
  public <T> Uni<VaultAnswer<T>> ask(
      Operation operation, KeyUri key, Function<VaultRequest, Uni<VaultAnswer<T>>> send) {
    var nothing = new PolicyRef(tenant, new PolicyId(NONE), new GenerationId(NONE));
    return recorded.call(
        new Cause(nothing, operation, Optional.empty(), "", validation),
        new RecordedVault.Target(key, directory, 0),
        Optional.empty(),
        timeout,
        send);
  }
}
