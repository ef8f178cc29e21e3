package io.customerkey.localstack.testing;

import io.customerkey.localstack.data.Service;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;

/**
 * Gives a service's Quarkus tests a real PostgreSQL, Kafka, certificates, token issuer and vaults:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(
 *     value = StackResource.class,
 *     initArgs = @ResourceArg(name = "service", value = "key-unwrap-service"))
 * }</pre>
 *
 * The service sees the configuration keys of its file in a running stack, with its own listeners on
 * port 0. A field of type {@link TestStack} in the test class is filled; {@link TestStack#shared()}
 * gives the same.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
  private Service service = Service.DEP;

  @Override
  public void init(Map<String, String> arguments) {
    service =
        Service.of(
            Objects.requireNonNull(
                arguments.get("service"), "StackResource needs the argument 'service'"));
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = TestStack.shared().settings(service);
    settings.remove("quarkus.http.port");
    settings.remove("quarkus.http.ssl-port");
    // Quarkus' test mode makes a key pair of its own unless told that there is none.
    settings.put("mp.jwt.verify.publickey", "NONE");
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.http.test-ssl-port", "0");
    settings.put("quarkus.grpc.server.port", "0");
    settings.put("quarkus.grpc.server.test-port", "0");
    return settings;
  }

  @Override
  public void stop() {}

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(TestStack.shared(), new TestInjector.MatchesType(TestStack.class));
  }
}
