package io.customerkey.benchmarks.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Vaults of the emulator: what goes wrong with them and how often they were called. */
final class Vaults {
  private static final int AT_ONCE = 8;

  private final BenchStack stack;
  private final List<String> names;

  Vaults(BenchStack stack, Collection<Owner> owners) {
    this.stack = stack;
    this.names = owners.stream().flatMap(owner -> owner.vaults().stream()).toList();
  }

  /** Every answer of every vault comes so much later. */
  void latency(int millis) {
    fault(names, Json.object().put("kind", "latency").put("millis", millis));
  }

  /** Some never answer when they are to open a key; the fault's ids in the same order. */
  List<String> stall(List<String> some) {
    return fault(some, Json.object().put("kind", "stall").put("operation", "unwrapKey"));
  }

  private List<String> fault(List<String> some, ObjectNode fault) {
    return some.stream()
        .map(vault ->
            Json.text(
                stack.admin().send("POST", "/v1/vaults/" + vault + "/faults", fault).body(), "/id"))
        .toList();
  }

  /** Ends one fault of one vault. */
  void heal(String vault, String fault) {
    stack.admin().send("DELETE", "/v1/vaults/" + vault + "/faults/" + fault);
  }

  /** Counts from zero. */
  void forgetCalls() {
    BenchStack.each(
        names, AT_ONCE, vault -> stack.admin().send("DELETE", "/v1/vaults/" + vault + "/calls"));
  }

  /** Empties their logs. */
  void forgetLog() {
    BenchStack.each(
        names, AT_ONCE, vault -> stack.admin().send("DELETE", "/v1/vaults/" + vault + "/log"));
  }

  /** How many milliseconds these say they took to open keys since their logs were emptied. */
  List<Double> loggedMillis(Collection<String> some) {
    return some.stream()
        .map(vault ->
            stack.admin().get("/v1/vaults/" + vault + "/log?operation=KeyUnwrap&limit=5000"))
        .flatMap(log -> log.path("records").valueStream())
        .map(each -> each.path("durationMs").asDouble())
        .toList();
  }

  /** How often all of them together were asked to do something. */
  long calls(String operation) {
    return names.stream()
        .mapToLong(vault -> counted(vault).path("operations").path(operation).asLong())
        .sum();
  }

  /** How often all of them together were called. */
  long calls() {
    return names.stream().mapToLong(vault -> counted(vault).path("total").asLong()).sum();
  }

  /** The most calls that one of them had in any ten seconds. */
  long mostPerTenSeconds() {
    return names.stream()
        .mapToLong(vault -> counted(vault).path("mostPerTenSeconds").asLong())
        .max()
        .orElse(0);
  }

  /** When one of these first said no since calls were forgotten. */
  Optional<Instant> firstRefusal(Owner owner) {
    return owner.vaults().stream()
        .map(vault -> Json.text(counted(vault), "/first/403"))
        .filter(text -> !text.isEmpty())
        .map(Instant::parse)
        .min(Instant::compareTo);
  }

  private JsonNode counted(String vault) {
    return stack.admin().get("/v1/vaults/" + vault + "/calls");
  }
}
