package io.customerkey.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.client.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What runs and where: the content of {@code stack.json}.
 *
 * @param tree as written by the stack
 */
public record StackState(JsonNode tree) {
  /**
   * {@return whether the stack says it is in this state}
   *
   * @param state for example {@code RUNNING}
   */
  public boolean is(String state) {
    return Json.text(tree, "/state").equals(state);
  }

  /** {@return the stack's process id} */
  public long pid() {
    return tree.at("/pid").asLong(-1);
  }

  /**
   * {@return whether that process runs, and is the stack of this folder} A process id alone proves
   * nothing: after a power loss it may be anybody's. One that has ended may stay in the process
   * table for long, where the first process of a container does not collect it; it has no command
   * line any more.
   */
  public boolean isAlive() {
    return pid() > 0
        && ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false)
        && isStack(commandLine(pid()));
  }

  private boolean isStack(List<String> commandLine) {
    return commandLine.contains(StackLauncher.MAIN)
        && commandLine.contains(Json.text(tree, "/data"));
  }

  private static List<String> commandLine(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "cmdline");
      return List.of(Files.readString(file).split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** {@return base of the admin API} */
  public URI admin() {
    return URI.create(Json.text(tree, "/admin/url"));
  }

  /** {@return base of the REST API of dep-service} */
  public URI rest() {
    return URI.create(service("dep-service", "rest") + "/api/v1");
  }

  /** {@return the mailbox service} */
  public Endpoint exchange() {
    return Endpoint.parse(service("exchange-encryptor", "grpc"));
  }

  /** {@return the file service} */
  public Endpoint sharepoint() {
    return Endpoint.parse(service("sharepoint-encryptor", "grpc"));
  }

  /** {@return port of PostgreSQL} */
  public int postgresPort() {
    return tree.at("/postgres/port").asInt();
  }

  /** {@return bootstrap servers of Kafka} */
  public String kafka() {
    return Json.text(tree, "/kafka/bootstrap");
  }

  private String service(String name, String field) {
    for (JsonNode service : tree.path("services")) {
      if (service.path("name").asText().equals(name) && service.has(field)) {
        return service.get(field).asText();
      }
    }
    throw CkException.local("the stack runs no " + name, "'ck status' shows what runs.");
  }
}
