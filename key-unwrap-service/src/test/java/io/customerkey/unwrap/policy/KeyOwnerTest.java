package io.customerkey.unwrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import org.junit.jupiter.api.Test;

final class KeyOwnerTest {
  private static final TenantId TENANT = new TenantId(new Id128(1, 2));

  @Test
  void isReadBackAsItIsWritten() {
    assertThat(KeyOwner.parse(KeyOwner.of(TENANT).toString())).isEqualTo(KeyOwner.of(TENANT));
    assertThat(KeyOwner.parse("provider")).isEqualTo(KeyOwner.PROVIDER);
    assertThat(KeyOwner.PROVIDER).hasToString("provider");
  }

  @Test
  void isTheProviderOnlyWhereThePolicyIsProviderManaged() {
    assertThat(KeyOwner.of(TENANT, true)).isEqualTo(KeyOwner.PROVIDER);
    assertThat(KeyOwner.of(TENANT, false)).isEqualTo(KeyOwner.of(TENANT));
  }

  @Test
  void isNobodyElse() {
    for (String text : new String[] {"", "Provider", "operator"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> KeyOwner.parse(text));
    }
  }
}
