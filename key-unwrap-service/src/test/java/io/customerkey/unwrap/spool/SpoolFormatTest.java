package io.customerkey.unwrap.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.customerkey.crypto.id.AttemptId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Completion;
import io.customerkey.unwrap.attempt.Intent;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.vault.ClientRequestId;
import io.customerkey.unwrap.vault.Evidence;
import io.customerkey.unwrap.vault.KeyUriParser;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.Pair;
import io.customerkey.unwrap.verdict.Pairs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpoolFormatTest {
  private static final String BEGUN =
      "{\"v\":1,\"attempt\":\"00000000-0000-0001-0000-000000000002\""
          + ",\"verdict\":\"00000000-0000-0003-0000-000000000004\""
          + ",\"tenant\":\"00000000-0000-0005-0000-000000000006\""
          + ",\"policy\":\"00000000-0000-0007-0000-000000000008\""
          + ",\"generation\":\"00000000-0000-0009-0000-00000000000a\""
          + ",\"operation\":\"UNWRAP\",\"subject\":\"mail\""
          + ",\"key\":\"https://a.vault.azure.net/keys/ck/0123456789abcdef0123456789abcdef\""
          + ",\"began\":\"2026-11-22T12:00:00Z\",\"purpose\":\"USER_READ\""
          + ",\"one\":\"https://a.vault.azure.net/keys/ck/0123456789abcdef0123456789abcdef\""
          + ",\"other\":\"https://b.vault.azure.net/keys/ck/0123456789abcdef0123456789abcdef\""
          + ",\"judged\":true";

  private final SpoolFormat format =
      new SpoolFormat(new KeyUriParser(Set.of(Pairs.A.host(), Pairs.B.host())));

  @Test
  void writesWhatIsAboutToBeDone() {
    var begun = new SpoolEntry.Begun(intent());

    assertThat(new String(format.write(begun), StandardCharsets.UTF_8)).isEqualTo(BEGUN + "}");
    assertThat(format.read(format.write(begun))).isEqualTo(begun);
  }

  @Test
  void writesWhatBecameOfItWithoutItsNumber() {
    var evidence =
        new Evidence(
            Pairs.A,
            new ClientRequestId(intent().id().toString()),
            403,
            "Forbidden/KeyDisabled",
            "theirs",
            Stage.RESPONSE,
            Pairs.START,
            Pairs.START.plusMillis(40));
    var numbered = new Completion(intent(), 7, Outcome.DENIED, "key_disabled", evidence);
    var written = new Completion(intent(), 0, Outcome.DENIED, "key_disabled", evidence);

    byte[] bytes = format.write(new SpoolEntry.Ended(numbered));

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(
            BEGUN
                + ",\"outcome\":\"DENIED\",\"reason\":\"key_disabled\",\"status\":403"
                + ",\"code\":\"Forbidden/KeyDisabled\",\"server\":\"theirs\""
                + ",\"stage\":\"RESPONSE\",\"started\":\"2026-11-22T12:00:00Z\""
                + ",\"ended\":\"2026-11-22T12:00:00.040Z\"}");
    assertThat(format.read(bytes)).isEqualTo(new SpoolEntry.Ended(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"v\":2}", "{\"v\":1}", "{\"v\":1,\"attempt\":3}"})
  void refusesWhatIsNoEntry(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Intent intent() {
    var ref =
        new PolicyRef(
            new TenantId(new Id128(5, 6)),
            new PolicyId(new Id128(7, 8)),
            new GenerationId(new Id128(9, 10)));
    var cause =
        new Cause(
            ref,
            Operation.UNWRAP,
            Optional.of(Purpose.USER_READ),
            "mail",
            new VerdictId(new Id128(3, 4)));
    return new Intent(
        new AttemptId(new Id128(1, 2)),
        cause,
        Pairs.A,
        Optional.of(Pair.of(Pairs.A, Pairs.B)),
        Pairs.START);
  }
}
