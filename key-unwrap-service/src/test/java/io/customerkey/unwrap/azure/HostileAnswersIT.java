package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The genuine SDK against servers that answer what no vault and no login would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAnswersIT {
  private static final DirectoryId DIRECTORY = VaultsOfTheStack.directory(1);
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final Bytes WRAPPED = Bytes.takeOwnershipOf(new byte[256]);

  private VaultsOfTheStack stack;
  private RawServer server;
  private KeyUri key;

  @BeforeAll
  void start(@TempDir Path folder) {
    stack = new VaultsOfTheStack(folder);
    stack.createVault(DIRECTORY);
    server = new RawServer(stack.certificates());
    key = stack.parse("https://" + server.authority() + "/keys/ck/" + VERSION);
  }

  @AfterAll
  void stop() {
    server.close();
    stack.close();
  }

  @Nested
  class OfAVault {
    private final CustomerVault azure = stack.freshAdapter();

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{}",
          "[]",
          "null",
          "not json",
          "<html>",
          "{\"value\":\"AAAA\"}",
          "{\"kid\":7,\"value\":[]}",
          "{\"kid\":[[],{}],\"value\":{\"a\":[]}} {",
          "{\"kid\":\"",
          "{\"kid\":null,\"value\":null}",
          "{\"error\":{\"code\":\"Forbidden\",\"innererror\":{\"code\":\"KeyDisabled\"}}}"
        })
    void aSuccessThatCannotBeReadIsUnknownAndCounted(String body) {
      int before = stack.unknownAnswers();
      server.answer(200, body);
      assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
      assertThat(stack.unknownAnswers()).isEqualTo(before + 1);
      assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerOfTheAskedKeyIsTaken() {
      server.answer(200, answer(key.toString(), 64));
      assertThat(unwrap()).isInstanceOf(VaultAnswer.Ok.class);
      assertThat(server.arrived().join())
          .contains("POST /keys/ck/" + VERSION + "/unwrapkey?")
          .containsIgnoringCase("x-ms-client-request-id: test-")
          .contains("RSA-OAEP-256");
    }

    @ParameterizedTest
    @CsvSource({
      "/keys/ck/ffffffffffffffffffffffffffffffff",
      "/keys/other/0123456789abcdef0123456789abcdef",
      "/keys/ck",
      "/keys/ck/0123456789abcdef0123456789abcdef/"
    })
    void anAnswerOfAnotherKeyIsAFault(String path) {
      server.answer(200, answer("https://" + server.authority() + path, 64));
      assertFault(unwrap(), FaultReason.OTHER_KEY_ANSWERED);
      server.answer(200, answer("https://vault.example" + path, 64));
      assertFault(unwrap(), FaultReason.OTHER_KEY_ANSWERED);
    }

    @Test
    void aKeyLargerThanTheModulusAllowsIsAFault() {
      server.answer(200, answer(key.toString(), 256 - 66 + 1));
      assertFault(unwrap(), FaultReason.ANSWER_TOO_LARGE);
    }

    @Test
    void aWrappedKeyOfAnOddLengthIsUnknown() {
      server.answer(200, answer(key.toString(), 255));
      VaultAnswer<Bytes> answer =
          azure.wrap(request(), SecretBytes.takeOwnershipOf(new byte[64])).await().indefinitely();
      assertUnavailable(answer, UnavailableReason.UNKNOWN_ANSWER);
    }

    @Test
    void aLargeAnswerIsRefusedByItsDeclaredLength() {
      server.behave(socket -> socket.write(RawServer.head(200, 16 << 20)));
      assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
    }

    @Test
    void anEndlessAnswerIsBrokenOff() throws Exception {
      AtomicLong sent = new AtomicLong();
      server.behave(socket -> {
        socket.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
        pour(socket, sent);
      });
      assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
      server.closed().get(10, TimeUnit.SECONDS);
      assertThat(sent.get()).isLessThan(8 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409})
    void aRefusalThatIsNotAVaultsIsUnknown(int status) {
      server.answer(status, "<html>your key is disabled</html>");
      assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
    }

    @Test
    void anOversizedRefusalIsUnknown() {
      server.behave(socket -> socket.write(RawServer.head(403, 1 << 20)));
      assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
    }

    @Test
    void aRefusalCutOffIsUnreachable() {
      server.behave(socket -> {
        socket.write(RawServer.head(403, 1000) + "{\"error\":{\"code\":\"Forbidden\"");
        socket.close();
      });
      assertUnavailable(unwrap(), UnavailableReason.UNREACHABLE);
    }

    @Test
    void aStalledBodyIsUnreachableInTime() {
      server.answer(503, "");
      unwrap();
      server.behave(socket -> socket.write(RawServer.head(200, 1000) + "{"));
      VaultAnswer<SecretBytes> answer =
          azure
              .unwrap(stack.request(key, DIRECTORY, Duration.ofMillis(500)), WRAPPED)
              .await()
              .atMost(Duration.ofSeconds(3));
      assertUnavailable(answer, UnavailableReason.UNREACHABLE);
      assertThat(answer.evidence().stage()).isEqualTo(Stage.RESPONSE);
    }

    @Test
    void aRedirectIsNotFollowed() {
      try (RawServer other = new RawServer(stack.certificates())) {
        other.answer(200, answer(key.toString(), 64));
        server.answer(307, "", "Location: https://" + other.authority() + "/keys/ck/" + VERSION);
        assertUnavailable(unwrap(), UnavailableReason.UNKNOWN_ANSWER);
        assertThat(other.requests()).isZero();
      }
    }

    @Test
    void aChallengeIsReadAndNotObeyed() {
      try (RawServer elsewhere = new RawServer(stack.certificates())) {
        server.answer(
            401,
            "",
            "WWW-Authenticate: Bearer authorization=\"https://"
                + elsewhere.authority()
                + "/"
                + VaultsOfTheStack.directory(2)
                + "\", resource=\"https://evil.example\"");
        assertThat(unwrap()).isInstanceOf(VaultAnswer.Denied.class);
        assertThat(elsewhere.requests()).isZero();
        assertThat(server.requests()).isEqualTo(1);
      }
    }

    @Test
    void aClosedConnectionIsUnreachableAndNothingIsRepeated() {
      server.behave(NetSocket::close);
      assertUnavailable(unwrap(), UnavailableReason.UNREACHABLE);
      assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aCancelledCallClosesTheExchange() throws Exception {
      server.behave(socket -> {});
      Cancellable call = azure.unwrap(request(), WRAPPED).subscribe().with(_ -> {});
      server.arrived().get(10, TimeUnit.SECONDS);
      assertThat(server.closed()).isNotDone();
      call.cancel();
      server.closed().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anUntrustedCertificateIsUnreachable() {
      server.answer(200, answer(key.toString(), 64));
      CustomerVault strict =
          stack.adapter(URI.create("https://" + server.authority()), stack.certificates().trust());
      assertUnavailable(
          strict.unwrap(request(), WRAPPED).await().indefinitely(), UnavailableReason.UNREACHABLE);
      assertThat(server.requests()).isZero();
    }

    private VaultAnswer<SecretBytes> unwrap() {
      return azure.unwrap(request(), WRAPPED).await().atMost(Duration.ofSeconds(20));
    }
  }

  @Nested
  class OfALogin {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "200 | ",
          "200 | {}",
          "200 | <html>sign in</html>",
          "200 | {\"token_type\":\"Bearer\",\"expires_in\":3600}",
          "200 | {\"token_type\":\"Bearer\",\"access_token\":\"t\"}",
          "400 | {\"error\":\"invalid_client\",\"error_description\":\"AADSTS700016: gone\"}",
          "400 | {\"error\":\"x\",\"error_codes\":[1]}",
          "400 | {\"error\":\"x\",\"error_codes\":[700016,1]}",
          "401 | not json",
          "404 | ",
          "429 | {\"error\":\"x\",\"error_codes\":[700016]}",
          "503 | {\"error\":\"x\",\"error_codes\":[700016]}",
          "302 | "
        })
    void withoutATokenIsUnavailable(int status, String body) {
      VaultAnswer<SecretBytes> answer = unwrapAfterLogin(status, body == null ? "" : body);
      assertUnavailable(answer, UnavailableReason.TOKEN);
      assertThat(answer.evidence().stage()).isEqualTo(Stage.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {65001, 700016, 7000112})
    void thatKnowsUsNoMoreIsADenial(int number) {
      VaultAnswer<SecretBytes> answer =
          unwrapAfterLogin(400, "{\"error\":\"x\",\"error_codes\":[" + number + "]}");
      assertThat(answer).isInstanceOf(VaultAnswer.Denied.class);
      assertThat(answer.evidence().errorCode()).isEqualTo("AADSTS" + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {7000215, 7000222, 700027})
    void thatRefusesOurCredentialIsOurs(int number) {
      assertUnavailable(
          unwrapAfterLogin(401, "{\"error\":\"x\",\"error_codes\":[" + number + "]}"),
          UnavailableReason.OUR_CREDENTIAL);
    }

    @Test
    void largerThanAnyTokenIsUnavailable() {
      server.behave(socket -> socket.write(RawServer.head(200, 1 << 20)));
      assertUnavailable(unwrapByServersLogin(), UnavailableReason.TOKEN);
    }

    @Test
    void cutOffIsUnreachable() {
      server.behave(socket -> {
        socket.write(RawServer.head(200, 1000) + "{\"access_token\"");
        socket.close();
      });
      assertUnavailable(unwrapByServersLogin(), UnavailableReason.UNREACHABLE);
    }

    private VaultAnswer<SecretBytes> unwrapAfterLogin(int status, String body) {
      server.answer(status, body);
      return unwrapByServersLogin();
    }

    private VaultAnswer<SecretBytes> unwrapByServersLogin() {
      URI authority = URI.create("https://" + server.authority());
      return stack
          .adapter(authority, stack.certificates().vaultTrust())
          .unwrap(request(), WRAPPED)
          .await()
          .atMost(Duration.ofSeconds(20));
    }
  }

  private VaultRequest request() {
    return stack.request(key, DIRECTORY, Duration.ofSeconds(10));
  }

  private static String answer(String kid, int bytes) {
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
    return "{\"kid\":\"" + kid + "\",\"value\":\"" + value + "\"}";
  }

  private static void pour(NetSocket socket, AtomicLong sent) {
    Buffer chunk = Buffer.buffer("4000\r\n").appendBytes(new byte[0x4000]).appendString("\r\n");
    socket
        .write(chunk)
        .onSuccess(_ -> {
          sent.addAndGet(0x4000);
          pour(socket, sent);
        });
  }

  private static void assertUnavailable(VaultAnswer<?> answer, UnavailableReason reason) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            VaultAnswer.Unavailable.class, gone -> assertThat(gone.reason()).isEqualTo(reason));
  }

  private static void assertFault(VaultAnswer<?> answer, FaultReason reason) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            VaultAnswer.Fault.class, fault -> assertThat(fault.reason()).isEqualTo(reason));
  }
}
