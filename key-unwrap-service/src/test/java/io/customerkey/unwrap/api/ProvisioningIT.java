package io.customerkey.unwrap.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.customerkey.protocol.common.v1.Workload;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.protocol.failure.GrpcFailures;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyRequest;
import io.customerkey.protocol.unwrap.v1.ProvisionPolicyKeyResponse;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.runtime.GrpcServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pair of keys must be, shown by pairs that are not. */
@QuarkusTest
@QuarkusTestResource(
    value = StackResource.class,
    initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
final class ProvisioningIT {
  @Inject GrpcServer server;
  @Inject Clock clock;

  private Parties parties;
  private List<String> vaults;
  private Tenancy tenancy;

  @BeforeEach
  void meet() {
    parties = new Parties(TestStack.shared(), server.getPort());
    vaults = Tenancy.vaults(TestStack.shared(), "healthy");
    tenancy = Tenancy.fresh(parties, vaults, clock.instant());
  }

  @AfterEach
  void part() {
    parties.close();
  }

  @Test
  void wrapsAPolicyKeyThreeTimes() {
    ProvisionPolicyKeyResponse made = parties.dep().provisionPolicyKey(tenancy.provision().build());

    assertThat(made.getCustomerKeysList())
        .allSatisfy(copy -> {
          assertThat(copy.getWrappedCopy().size()).isEqualTo(256);
          assertThat(copy.getPublicKeySha256().size()).isEqualTo(32);
          assertThat(copy.getAlgorithm()).isEqualTo("RSA-OAEP-256");
        });
    assertThat(made.getCustomerKeys(0).getKeyId()).isEqualTo(tenancy.keyIds.get(0));
    assertThat(made.getAvailabilityCopy().size()).isEqualTo(72);
    assertThat(made.getCheckValue().size()).isEqualTo(16);
  }

  @Test
  void takesTheNewestVersionOfAKeyThatIsNamedWithoutOne() {
    String unversioned = tenancy.keyIds.get(0).substring(0, tenancy.keyIds.get(0).lastIndexOf('/'));

    ProvisionPolicyKeyResponse made =
        parties.dep().provisionPolicyKey(tenancy.provision().setKeyIds(0, unversioned).build());

    assertThat(made.getCustomerKeys(0).getKeyId()).isEqualTo(tenancy.keyIds.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/keys/ck",
        "http://contoso.vault.azure.net/keys/ck",
        "https://contoso.vault.azure.net/keys/ck?x=1",
        "https://localhost:1/keys/ck",
        "not a uri"
      })
  void refusesAKeyIdOutsideTheGrammar(String id) {
    CustomerKeyException refusal = refusal(tenancy.provision().setKeyIds(1, id));

    assertThat(refusal.reasonName()).isEqualTo("ARGUMENT_INVALID");
    assertThat(refusal.metadata()).containsEntry("field", "keys[1]");
  }

  @Test
  void refusesTwoKeysOfOneVault() {
    String second = parties.stack().createKey(vaults.get(0), "other", tenancy.tenant.toString());

    CustomerKeyException refusal = refusal(tenancy.provision().setKeyIds(1, second));

    assertThat(refusal.reasonName()).isEqualTo("ARGUMENT_INVALID");
    assertThat(refusal.metadata()).containsEntry("field", "keys[1]");
  }

  @Test
  void refusesAnEllipticKey() {
    CustomerKeyException refusal = refusal(withKey(new JsonObject().put("type", "EC")));

    assertThat(refusal.reasonName()).isEqualTo("ARGUMENT_INVALID");
    assertThat(refusal.metadata()).containsEntry("field", "keys[0]");
  }

  @Test
  void refusesADisabledKey() {
    CustomerKeyException refusal = refusal(withKey(new JsonObject().put("enabled", false)));

    assertThat(refusal.metadata()).containsEntry("field", "keys[0]");
  }

  @Test
  void refusesAKeyWithoutTheTenantsTag() {
    CustomerKeyException refusal =
        refusal(withKey(new JsonObject().put("tags", new JsonObject().put("a", "b"))));

    assertThat(refusal.reasonName()).isEqualTo("VAULT_NOT_YOURS");
    assertThat(refusal.metadata()).containsEntry("cause", "tag_missing");
  }

  @Test
  void refusesAKeyThatAnotherTenantClaimed() {
    parties.dep().provisionPolicyKey(tenancy.provision().build());
    Tenancy other = Tenancy.fresh(parties, vaults, clock.instant());
    parties
        .stack()
        .admin()
        .patch(
            "/v1/vaults/" + vaults.get(0) + "/keys/" + tenancy.keyNames.get(0),
            new JsonObject()
                .put("tags", new JsonObject().put("customerkey-tenant", other.tenant.toString())));

    CustomerKeyException refusal = refusal(other.provision().setKeyIds(0, tenancy.keyIds.get(0)));

    assertThat(refusal.reasonName()).isEqualTo("VAULT_NOT_YOURS");
    assertThat(refusal.metadata()).containsEntry("cause", "claimed");
  }

  @Test
  void wrapsThePolicyKeysOfManyTenantsByTheProvidersOwnKeys() {
    RootKeys provider = RootKeys.ofProvider(parties.stack(), "own");

    for (Workload workload : List.of(Workload.WORKLOAD_EXCHANGE, Workload.WORKLOAD_SHAREPOINT)) {
      var made = parties.dep().provisionPolicyKey(anybody(workload, provider).provision().build());

      assertThat(made.getCustomerKeysList())
          .extracting(copy -> copy.getKeyId())
          .isEqualTo(provider.ids());
    }
  }

  @Test
  void refusesTheProvidersKeysForATenantsOwnPolicy() {
    RootKeys provider = RootKeys.ofProvider(parties.stack(), "own");
    Tenancy thief = anybody(Workload.WORKLOAD_EXCHANGE, provider);
    parties
        .dep()
        .provisionPolicyKey(anybody(Workload.WORKLOAD_EXCHANGE, provider).provision().build());

    CustomerKeyException tagged = refusal(thief.provision().setProviderManaged(false));
    assertThat(tagged.reasonName()).isEqualTo("VAULT_NOT_YOURS");
    assertThat(tagged.metadata()).containsEntry("cause", "tag_missing");

    thief.tagKeys(thief.tenant.toString());
    CustomerKeyException claimed = refusal(thief.provision().setProviderManaged(false));
    assertThat(claimed.reasonName()).isEqualTo("VAULT_NOT_YOURS");
    assertThat(claimed.metadata()).containsEntry("cause", "claimed");
  }

  @Test
  void refusesATenantsKeysForAProviderManagedPolicy() {
    CustomerKeyException tagged = refusal(tenancy.provision().setProviderManaged(true));
    assertThat(tagged.reasonName()).isEqualTo("VAULT_NOT_YOURS");
    assertThat(tagged.metadata()).containsEntry("cause", "tag_missing");

    parties.dep().provisionPolicyKey(tenancy.provision().build());
    tenancy.tagKeys("provider");
    CustomerKeyException claimed = refusal(tenancy.provision().setProviderManaged(true));
    assertThat(claimed.metadata()).containsEntry("cause", "claimed");
  }

  private Tenancy anybody(Workload workload, RootKeys keys) {
    var tenant = TenantId.random(new SecureRandomSource());
    return new Tenancy(parties, tenant, workload, keys, clock.instant());
  }

  @Test
  void refusesAKeyThatIsNotThere() {
    String absent = tenancy.keyIds.get(0).replaceAll("/keys/.*", "/keys/absent");

    CustomerKeyException refusal = refusal(tenancy.provision().setKeyIds(0, absent));

    assertThat(refusal.reasonName()).isEqualTo("CUSTOMER_KEY_DENIED");
    assertThat(refusal.metadata()).containsEntry("cause", "key_deleted");
  }

  @Test
  void refusesAnythingButTwoKeys() {
    assertThat(refusal(tenancy.provision().clearKeyIds()).metadata())
        .containsEntry("field", "keys");
  }

  private ProvisionPolicyKeyRequest.Builder withKey(JsonObject difference) {
    JsonObject key =
        new JsonObject()
            .put("name", "x" + tenancy.keyNames.get(0))
            .put("tags", new JsonObject().put("customerkey-tenant", tenancy.tenant.toString()))
            .mergeIn(difference);
    String id =
        parties.stack().admin().post("/v1/vaults/" + vaults.get(0) + "/keys", key).getString("id");
    return tenancy.provision().setKeyIds(0, id);
  }

  private CustomerKeyException refusal(ProvisionPolicyKeyRequest.Builder request) {
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> parties.dep().provisionPolicyKey(request.build()));
    return GrpcFailures.fromThrowable(failure);
  }
}
