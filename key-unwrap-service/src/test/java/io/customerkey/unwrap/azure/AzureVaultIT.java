package io.customerkey.unwrap.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DenialReason;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.FaultReason;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyType;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.Stage;
import io.customerkey.unwrap.vault.UnavailableReason;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The genuine SDK against the emulator of the local stack. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureVaultIT {
  private static final DirectoryId DIRECTORY = VaultsOfTheStack.directory(1);
  private static final DirectoryId ELSEWHERE = VaultsOfTheStack.directory(2);
  private static final JsonArray EVERYTHING =
      new JsonArray().add("get").add("wrapKey").add("unwrapKey");

  private VaultsOfTheStack stack;
  private String vault;
  private KeyUri key;
  private CustomerVault azure;

  @BeforeAll
  void start(@TempDir Path folder) {
    stack = new VaultsOfTheStack(folder);
    vault = stack.createVault(DIRECTORY);
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @BeforeEach
  void freshKeyAndAdapter() {
    stack.admin().clearFaults(vault, Optional.empty());
    stack.admin().clearLoginFaults(Optional.empty());
    stack.admin().consent(DIRECTORY.toString(), "customer-key", true);
    stack.admin().permit(vault, "customer-key", new JsonObject().put("permissions", EVERYTHING));
    key = stack.createKey(vault, new JsonObject().put("name", "ck"));
    azure = stack.freshAdapter();
    stack.admin().clearCalls(vault);
    stack.admin().clearLoginCalls();
  }

  @Nested
  class WhenTheVaultServes {
    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void opensWhatItWrapped(int bits) {
      KeyUri sized =
          stack.createKey(vault, new JsonObject().put("name", "rsa" + bits).put("size", bits));
      stack.admin().clearCalls(vault);
      try (SecretBytes plain = secret();
          SecretBytes opened = value(unwrap(sized, value(wrap(sized, plain))))) {
        assertThat(opened).isEqualTo(plain);
      }
      assertThat(calls()).isEqualTo(new JsonObject().put("wrapKey", 1).put("unwrapKey", 1));
    }

    @Test
    void opensWithAnOlderVersionWhatItWrapped() {
      Bytes wrapped = value(wrap(key, secret()));
      KeyUri newer = stack.parse(stack.admin().keys(vault).rotate("ck").getString("id"));
      assertThat(newer).isNotEqualTo(key);
      assertThat(value(unwrap(key, wrapped))).isEqualTo(secret());
      assertFault(unwrap(newer, wrapped), FaultReason.REQUEST_REFUSED);
    }

    @Test
    void keepsEvidence() {
      VaultAnswer<Bytes> answer = wrap(key, secret());
      assertThat(answer.evidence().httpStatus()).isEqualTo(200);
      assertThat(answer.evidence().stage()).isEqualTo(Stage.RESPONSE);
      assertThat(answer.evidence().serverRequestId()).isNotEmpty();
      assertThat(answer.evidence().ended()).isAfterOrEqualTo(answer.evidence().started());
    }

    @Test
    void describesTheNewestVersion() {
      KeyUri tagged =
          stack.createKey(
              vault,
              new JsonObject()
                  .put("name", "described")
                  .put("size", 3072)
                  .put("tags", new JsonObject().put("customerkey-tenant", "t")));
      KeyFacts newest = value(describe(new KeyUri(tagged.host(), "described", Optional.empty())));
      assertThat(newest.key()).isEqualTo(tagged);
      assertThat(newest.type()).isEqualTo(KeyType.RSA);
      assertThat(newest.bits()).isEqualTo(3072);
      assertThat(newest.publicKeySha256().size()).isEqualTo(32);
      assertThat(newest.tags()).isEqualTo(Map.of("customerkey-tenant", "t"));
      assertThat(newest.enabled()).isTrue();
      assertThat(newest.recoveryLevel()).contains("Recoverable");
      assertThat(value(describe(tagged))).isEqualTo(newest);
    }

    @Test
    void describesAnEllipticCurveKeyAsOther() {
      KeyUri curve = stack.createKey(vault, new JsonObject().put("name", "ec").put("type", "EC"));
      KeyFacts facts = value(describe(curve));
      assertThat(facts.type()).isEqualTo(KeyType.OTHER);
      assertThat(facts.bits()).isZero();
      assertThat(facts.publicKeySha256()).isEqualTo(Bytes.empty());
    }

    @Test
    void answersOnTheCallersContext() throws Exception {
      Vertx vertx = Vertx.vertx();
      try {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> answeredOn = new CompletableFuture<>();
        context.runOnContext(_ ->
            azure
                .describe(stack.request(key, DIRECTORY))
                .subscribe()
                .with(_ -> answeredOn.complete(Vertx.currentContext())));
        assertThat(answeredOn.get()).isSameAs(context);
      } finally {
        vertx.close().toCompletionStage().toCompletableFuture().get();
      }
    }

    @Test
    void refusesToWrapWithoutAVersion() {
      KeyUri bare = new KeyUri(key.host(), key.name(), Optional.empty());
      assertThatThrownBy(() -> wrap(bare, secret())).isInstanceOf(IllegalArgumentException.class);
      assertThat(calls()).isEqualTo(new JsonObject());
    }
  }

  @Nested
  class WhenTheCustomerActs {
    @Test
    void disabledKeyIsDenied() {
      stack.admin().keys(vault).update("ck", key.version().orElseThrow(), disabled(true));
      assertDenied(wrap(key, secret()), DenialReason.KEY_DISABLED, 403);
      stack.admin().keys(vault).update("ck", key.version().orElseThrow(), disabled(false));
      assertThat(wrap(key, secret())).isInstanceOf(VaultAnswer.Ok.class);
    }

    @Test
    void removedPermissionIsDenied() {
      stack.admin().revoke(vault, "customer-key");
      assertDenied(wrap(key, secret()), DenialReason.PERMISSION_REMOVED, 403);
    }

    @Test
    void firewallIsDenied() {
      vaultFault(new JsonObject().put("kind", "firewall"));
      assertDenied(wrap(key, secret()), DenialReason.NETWORK_RULE, 403);
    }

    @Test
    void deletedKeyIsDenied() {
      KeyUri gone = stack.createKey(vault, new JsonObject().put("name", "gone"));
      stack.admin().keys(vault).delete("gone");
      assertDenied(wrap(gone, secret()), DenialReason.KEY_DELETED, 404);
      assertDenied(describe(gone), DenialReason.KEY_DELETED, 404);
    }

    @Test
    void movedVaultIsDeniedAndWorksAtOnceWhenMovedBack() {
      assertThat(wrap(key, secret())).isInstanceOf(VaultAnswer.Ok.class);
      vaultFault(new JsonObject().put("kind", "moved").put("directory", ELSEWHERE.toString()));
      assertDenied(wrap(key, secret()), DenialReason.VAULT_MOVED, 401);
      assertDenied(wrap(key, secret()), DenialReason.VAULT_MOVED, 401);
      stack.admin().clearFaults(vault, Optional.empty());
      assertThat(wrap(key, secret())).isInstanceOf(VaultAnswer.Ok.class);
    }

    @Test
    void removedConsentIsDenied() {
      stack.admin().consent(DIRECTORY.toString(), "customer-key", false);
      VaultAnswer<Bytes> answer = wrap(key, secret());
      assertDenied(answer, DenialReason.CONSENT_REMOVED, 400);
      assertThat(answer.evidence().errorCode()).isEqualTo("AADSTS700016");
      assertThat(answer.evidence().stage()).isEqualTo(Stage.TOKEN);
      assertThat(calls()).isEqualTo(new JsonObject());
    }
  }

  @Nested
  class WhenNobodyAnswers {
    @Test
    void ourWrongCredentialIsNotADenial() {
      loginFault(new JsonObject().put("kind", "aadsts").put("number", 7000215));
      assertUnavailable(wrap(key, secret()), UnavailableReason.OUR_CREDENTIAL);
    }

    @Test
    void throttlingSaysWhenToComeBack() {
      vaultFault(new JsonObject().put("kind", "throttled").put("retryAfterSeconds", 7));
      VaultAnswer<Bytes> answer = wrap(key, secret());
      assertUnavailable(answer, UnavailableReason.THROTTLED);
      assertThat(((VaultAnswer.Unavailable<Bytes>) answer).retryAfter())
          .contains(Duration.ofSeconds(7));
      assertThat(calls()).as("one request").isEqualTo(new JsonObject().put("wrapKey", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 503})
    void serverErrorsAreUnavailable(int status) {
      vaultFault(new JsonObject().put("kind", "answer").put("status", status));
      assertUnavailable(wrap(key, secret()), UnavailableReason.VAULT_ERROR);
      assertThat(calls()).as("one request").isEqualTo(new JsonObject().put("wrapKey", 1));
    }

    @Test
    void unknownRefusalIsUnavailableAndCounted() {
      int before = stack.unknownAnswers();
      vaultFault(new JsonObject().put("kind", "answer").put("status", 403).put("code", "Whim"));
      assertUnavailable(wrap(key, secret()), UnavailableReason.UNKNOWN_ANSWER);
      assertThat(stack.unknownAnswers()).isEqualTo(before + 1);
    }

    @Test
    void stalledVaultIsUnreachableInTime() {
      vaultFault(new JsonObject().put("kind", "stall"));
      VaultAnswer<Bytes> answer =
          azure
              .wrap(stack.request(key, DIRECTORY, Duration.ofMillis(300)), secret())
              .await()
              .atMost(Duration.ofSeconds(2));
      assertUnavailable(answer, UnavailableReason.UNREACHABLE);
      assertThat(answer.evidence().stage()).isEqualTo(Stage.BEFORE_RESPONSE);
    }

    @Test
    void stalledLoginIsUnreachableInTime() {
      loginFault(new JsonObject().put("kind", "stall"));
      VaultAnswer<Bytes> answer =
          azure
              .wrap(stack.request(key, DIRECTORY, Duration.ofMillis(300)), secret())
              .await()
              .atMost(Duration.ofSeconds(2));
      assertUnavailable(answer, UnavailableReason.UNREACHABLE);
      assertThat(answer.evidence().stage()).isEqualTo(Stage.TOKEN);
    }

    @Test
    void resetAndClosedPortAreUnreachable() {
      vaultFault(new JsonObject().put("kind", "reset"));
      assertUnavailable(wrap(key, secret()), UnavailableReason.UNREACHABLE);
      stack.admin().clearFaults(vault, Optional.empty());
      vaultFault(new JsonObject().put("kind", "closed-port"));
      assertUnavailable(wrap(key, secret()), UnavailableReason.UNREACHABLE);
    }

    @Test
    void resetLoginIsUnreachable() {
      loginFault(new JsonObject().put("kind", "reset"));
      assertUnavailable(wrap(key, secret()), UnavailableReason.UNREACHABLE);
    }
  }

  @Nested
  class WhenManyCallAtOnce {
    @Test
    void oneLoginServesAllOfADirectory() {
      List<CompletableFuture<VaultAnswer<Bytes>>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(
            azure
                .wrap(stack.request(key, DIRECTORY, Duration.ofSeconds(20)), secret())
                .subscribeAsCompletionStage());
      }
      assertThat(answers).allMatch(each -> each.join() instanceof VaultAnswer.Ok);
      assertThat(logins()).isEqualTo(1);
    }

    @Test
    void firstCallsOfFortyDirectoriesDoNotBlockEachOther() {
      loginFault(new JsonObject().put("kind", "latency").put("millis", 200));
      List<CompletableFuture<VaultAnswer<Bytes>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        DirectoryId directory = VaultsOfTheStack.directory(100 + i);
        stack.admin().consent(directory.toString(), "customer-key", true);
        answers.add(
            azure
                .wrap(stack.request(key, directory, Duration.ofSeconds(20)), secret())
                .subscribeAsCompletionStage());
      }
      assertThat(answers)
          .allMatch(
              each -> each.join().evidence().httpStatus() == 401,
              "each has its own directory's token, which the vault of another refuses");
      assertThat(logins()).isEqualTo(40);
    }
  }

  private VaultAnswer<Bytes> wrap(KeyUri by, SecretBytes plain) {
    return await(azure.wrap(stack.request(by, DIRECTORY), plain));
  }

  private VaultAnswer<SecretBytes> unwrap(KeyUri by, Bytes wrapped) {
    return await(azure.unwrap(stack.request(by, DIRECTORY), wrapped));
  }

  private VaultAnswer<KeyFacts> describe(KeyUri which) {
    return await(azure.describe(stack.request(which, DIRECTORY)));
  }

  private static <T> T await(Uni<T> answer) {
    return answer.await().atMost(Duration.ofSeconds(20));
  }

  private static <T> T value(VaultAnswer<T> answer) {
    assertThat(answer).isInstanceOf(VaultAnswer.Ok.class);
    return ((VaultAnswer.Ok<T>) answer).value();
  }

  private static void assertDenied(VaultAnswer<?> answer, DenialReason reason, int status) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            VaultAnswer.Denied.class, denied -> assertThat(denied.reason()).isEqualTo(reason));
    assertThat(answer.evidence().httpStatus()).isEqualTo(status);
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

  private void vaultFault(JsonObject fault) {
    stack.admin().addFault(vault, fault);
  }

  private void loginFault(JsonObject fault) {
    stack.admin().addLoginFault(fault);
  }

  private JsonObject calls() {
    return stack.admin().calls(vault).getJsonObject("operations");
  }

  private int logins() {
    return stack.admin().login().getJsonObject("calls").getInteger("total");
  }

  private static JsonObject disabled(boolean disabled) {
    return new JsonObject().put("enabled", !disabled);
  }

  private static SecretBytes secret() {
    byte[] bytes = new byte[64];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return SecretBytes.takeOwnershipOf(bytes);
  }
}
