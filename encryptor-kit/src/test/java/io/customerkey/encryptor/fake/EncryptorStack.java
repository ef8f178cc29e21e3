package io.customerkey.encryptor.fake;

import io.customerkey.localstack.data.Service;
import io.customerkey.localstack.testing.StackResource;
import io.customerkey.localstack.testing.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The local stack, with the service under test as its own peers. What sweeps by the clock is left
 * to the tests.
 */
public abstract class EncryptorStack implements QuarkusTestResourceLifecycleManager {
  private final StackResource stack = new StackResource();
  private final Service service;

  protected EncryptorStack(Service service) {
    this.service = service;
  }

  @Override
  public Map<String, String> start() {
    stack.init(Map.of("service", service.identity()));
    Map<String, String> settings = new HashMap<>(stack.start());
    // In tests Quarkus would put a key pair and an issuer of its own in place of these.
    settings.put("mp.jwt.verify.publickey", "NONE");
    settings.put("mp.jwt.verify.publickey.location", settings.get("customerkey.token.public-key"));
    settings.put("mp.jwt.verify.issuer", settings.get("customerkey.token.issuer"));
    List<String> taken = new ArrayList<>(TestStack.shared().settings(service).values());
    String port = freePort(taken);
    taken.add(port);
    settings.put("quarkus.http.test-port", freePort(taken));
    settings.put("quarkus.grpc.server.port", port);
    settings.put("quarkus.grpc.server.test-port", port);
    settings.put("encryptor.test.port", port);
    settings.put("customerkey.encryptor.sweep-interval", "1h");
    settings.putAll(peers(port));
    return settings;
  }

  /** Settings of an encryptor whose peers are the fakes behind one port. */
  static Map<String, String> peers(String port) {
    return Map.of(
        "customerkey.peer.dep-service.host",
        "localhost",
        "customerkey.peer.dep-service.port",
        port,
        "customerkey.peer.key-unwrap-service.addresses",
        "localhost:" + port);
  }

  /** None of those at which a test may launch the service in a process of its own. */
  private static String freePort(List<String> taken) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(socket.getLocalPort());
      return taken.contains(port) ? freePort(taken) : port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    stack.stop();
  }
}
