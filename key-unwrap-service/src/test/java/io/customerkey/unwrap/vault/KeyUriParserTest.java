package io.customerkey.unwrap.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyUriParserTest {
  private static final String VERSION = "0123456789abcdef0123456789abcdef";

  private final KeyUriParser parser =
      new KeyUriParser(Set.of(new VaultHost("localhost:8443"), new VaultHost("vault.test:1")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://contoso.vault.azure.net/keys/ck",
        "https://contoso-1.vault.azure.cn/keys/ck",
        "https://con.managedhsm.azure.net/keys/Root-Key-1",
        "https://contoso.vault.azure.net/keys/ck/" + VERSION,
        "https://localhost:8443/keys/ck",
      })
  void readsBackWhatItAccepts(String id) {
    assertThat(parser.parse(id)).hasToString(id);
  }

  @Test
  void lowersTheCaseOfTheHost() {
    assertThat(parser.parse("https://Contoso.Vault.Azure.NET/keys/Ck"))
        .hasToString("https://contoso.vault.azure.net/keys/Ck");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://contoso.vault.azure.net/keys/ck",
        "https://contoso.vault.azure.net:443/keys/ck",
        "https://user@contoso.vault.azure.net/keys/ck",
        "https://contoso.vault.azure.net/keys/ck?x=1",
        "https://contoso.vault.azure.net/keys/ck#x",
        "https://contoso.vault.azure.net/keys/ck/",
        "https://contoso.vault.azure.net/keys/ck/latest",
        "https://contoso.vault.azure.net/keys/ck/" + VERSION + "/x",
        "https://contoso.vault.azure.net/keys/../ck",
        "https://contoso.vault.azure.net/keys/%63k",
        "https://contoso.vault.azure.net//keys/ck",
        "https://contoso.vault.azure.net/secrets/ck",
        "https://contoso.vault.azure.net/keys/",
        "https://contoso.vault.azure.net/keys/k\u00e9y",
        "https://c\u03bfntoso.vault.azure.net/keys/ck",
        "https://vault.azure.net/keys/ck",
        "https://a.b.vault.azure.net/keys/ck",
        "https://contoso.vault.azure.net.evil.example/keys/ck",
        "https://contoso.vault.azure.net./keys/ck",
        "https://evil.example/keys/ck",
        "https://localhost/keys/ck",
        "https://localhost:8444/keys/ck",
        "https://localhost:84430/keys/ck",
        "https://127.0.0.1:8443/keys/ck",
        "https://vault.test:1.vault.azure.net/keys/ck",
      })
  void refusesEverythingElse(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> parser.parse(id));
  }

  @Test
  void refusesWhatIsTooLong() {
    String id = "https://contoso.vault.azure.net/keys/" + "k".repeat(128);

    assertThatIllegalArgumentException().isThrownBy(() -> parser.parse(id));
  }

  @Test
  void takesNamesOfTwoCasesForOneKey() {
    KeyUri one = parser.parse("https://contoso.vault.azure.net/keys/Ck");
    KeyUri other = parser.parse("https://contoso.vault.azure.net/keys/cK/" + VERSION);

    assertThat(one.host()).isEqualTo(other.host());
    assertThat(one.claimedName()).isEqualTo(other.claimedName());
  }
}
