package io.customerkey.encryptor.objectkey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.item.MailboxKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKindTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Site", "two words", "site;", "a_b"})
  void refusesANounThatIsNotOneWord(String noun) {
    assertThatThrownBy(() ->
            new ObjectKind<>(
                KeyKind.SITE,
                Workload.SHAREPOINT,
                noun,
                (key, tenant, site, version) -> MailboxKey.takeOwnershipOf(key, version)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
