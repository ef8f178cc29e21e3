package io.customerkey.unwrap.policykey;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.verdict.Pairs;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VaultRefusalsTest {
  @Test
  void tellsKeyCauseAndTheVaultsOwnCode() {
    VaultAnswer<String> denied =
        new VaultAnswer.Denied<>(DenialReason.KEY_DELETED, evidence("KeyNotFound"));

    assertThat(VaultRefusals.of(denied, "keys[1]"))
        .hasMessage("the vault denies keys[1]: key_deleted (KeyNotFound)");
  }

  @Test
  void tellsTheCauseAloneWhereTheVaultSaidNothing() {
    VaultAnswer<String> unavailable =
        new VaultAnswer.Unavailable<>(
            UnavailableReason.UNREACHABLE, Optional.empty(), evidence(""));

    assertThat(VaultRefusals.of(unavailable, "keys[0]"))
        .hasMessage("the vault of keys[0] does not answer: unreachable");
  }

  private static Evidence evidence(String code) {
    return new Evidence(
        Pairs.A,
        new ClientRequestId("8a8a8a8a-0000-0000-0000-000000000001"),
        0,
        code,
        "",
        Stage.RESPONSE,
        Pairs.START,
        Pairs.START);
  }
}
