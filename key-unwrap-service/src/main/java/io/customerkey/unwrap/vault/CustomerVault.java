package io.customerkey.unwrap.vault;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.smallrye.mutiny.Uni;

/**
 * A customer's key vaults. Laws for every implementation:
 *
 * <ul>
 *   <li>Whatever a vault, a network or a token endpoint does is a {@link VaultAnswer}; the {@code
 *       Uni} fails only for a mistake of the calling code (a key without a version).
 *   <li>An answer nobody knows is {@link VaultAnswer.Unavailable}, never denied and never ok.
 *   <li>Nothing is sent before subscription; each subscription makes one call, never repeated
 *       inside.
 *   <li>Within {@link VaultRequest#timeout()} there is an answer, with the stage that was reached.
 *   <li>Cancelling the subscription aborts the exchange; the vault may have executed it all the
 *       same.
 *   <li>What {@code wrap} made {@code unwrap} opens, by the same key version, to the same bytes.
 *   <li>The version that answered is the version that was asked; any other is a {@link
 *       VaultAnswer.Fault}.
 * </ul>
 */
public interface CustomerVault {
  /** The one algorithm in use: RSA-OAEP with SHA-256 and MGF1-SHA-256 (RFC 8017). */
  String ALGORITHM = "RSA-OAEP-256";

  /**
   * @param request the key; without a version its newest is described
   * @return what the vault says about the key, of the version named in the answer
   */
  Uni<VaultAnswer<KeyFacts>> describe(VaultRequest request);

  /**
   * @param request a key with its version
   * @param plain at most what RSA-OAEP-256 takes (64 bytes here); still the caller's to close,
   *     after the answer
   * @return the wrapped bytes, as long as the modulus
   */
  Uni<VaultAnswer<Bytes>> wrap(VaultRequest request, SecretBytes plain);

  /**
   * @param request a key with its version
   * @param wrapped as long as the modulus
   * @return the plain bytes, the caller's to close; not yet checked to be what the caller hopes for
   */
  Uni<VaultAnswer<SecretBytes>> unwrap(VaultRequest request, Bytes wrapped);
}
