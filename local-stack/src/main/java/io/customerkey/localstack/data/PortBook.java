package io.customerkey.localstack.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The ports of a stack by name, chosen free at first start and kept, because a vault's port is part
 * of its keys' ids.
 */
public final class PortBook {
  /** How many vaults a stack can have. */
  public static final int VAULTS = 96;

  /** How many receivers of webhooks a stack's tenants can have on this machine. */
  public static final int WEBHOOKS = 4;

  private final Map<String, Integer> ports;

  private PortBook(Map<String, Integer> ports) {
    this.ports = ports;
  }

  /** Reads the ports of the folder; those not yet chosen are chosen now. */
  public static PortBook open(DataFolder folder) {
    Path file = folder.root().resolve("ports.properties");
    Map<String, Integer> known = read(file);
    List<String> missing = names().stream().filter(name -> !known.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      known.putAll(choose(missing, known));
      write(file, known);
    }
    return new PortBook(known);
  }

  /** PostgreSQL. */
  public int postgres() {
    return port("postgres");
  }

  /** Kafka's listener for clients. */
  public int kafka() {
    return port("kafka");
  }

  /** Kafka's own controller listener. */
  public int kafkaController() {
    return port("kafka-controller");
  }

  /** The admin API. */
  public int admin() {
    return port("admin");
  }

  /** The token endpoint of all directories. */
  public int login() {
    return port("login");
  }

  /** The ports vaults may take, in the order they are given out. */
  public List<Integer> vaults() {
    return numbered("vault", VAULTS).stream().map(this::port).toList();
  }

  /** Ports on which nobody listens but receivers of webhooks, if there are any. */
  public List<Integer> webhooks() {
    return numbered("webhook", WEBHOOKS).stream().map(this::port).toList();
  }

  /** An instance's HTTP port: health and metrics, or REST over HTTPS. */
  public int http(Instance instance) {
    return port(instance.name() + ".http");
  }

  /** An instance's gRPC port. */
  public int grpc(Instance instance) {
    return port(instance.name() + ".grpc");
  }

  private int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalStateException("no port was chosen for " + name);
    }
    return port;
  }

  private static List<String> names() {
    List<String> names =
        new ArrayList<>(List.of("postgres", "kafka", "kafka-controller", "admin", "login"));
    names.addAll(numbered("vault", VAULTS));
    names.addAll(numbered("webhook", WEBHOOKS));
    for (Instance instance : Instance.all(Instance.MOST)) {
      names.add(instance.name() + ".http");
      names.add(instance.name() + ".grpc");
    }
    return names;
  }

  private static List<String> numbered(String what, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> what + "-" + number).toList();
  }

  private static Map<String, Integer> choose(List<String> missing, Map<String, Integer> known) {
    Map<String, Integer> chosen = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (String name : missing) {
        int port;
        do {
          ServerSocket socket = new ServerSocket();
          held.add(socket);
          socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          port = socket.getLocalPort();
        } while (known.containsValue(port));
        chosen.put(name, port);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no free ports", e);
    } finally {
      held.forEach(PortBook::close);
    }
    return chosen;
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> read(Path file) {
    Map<String, Integer> ports = new TreeMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(PrivateFiles.read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> ports.put(name, Integer.valueOf(properties.getProperty(name))));
    }
    return ports;
  }

  private static void write(Path file, Map<String, Integer> ports) {
    StringWriter text = new StringWriter();
    new TreeMap<>(ports).forEach((name, port) -> text.write(name + "=" + port + "\n"));
    PrivateFiles.write(file, text.toString());
  }
}
