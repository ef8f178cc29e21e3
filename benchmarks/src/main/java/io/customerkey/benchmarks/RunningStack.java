package io.customerkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.stack.StackFolder;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which stack a benchmark measures and how it tells its figures: its options, and what runs. */
final class RunningStack {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${sys:ck.data:-.ck}",
      description = "Data folder of the running stack (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".ck");

  /** Refuses a number outside of its bounds as the command line's mistake. */
  void require(String option, long value, long least, long most) {
    Bounds.require(spec, option, value, least, most);
  }

  StackFolder folder() {
    return new StackFolder(data);
  }

  void print(Report report) {
    report.print(System.out, json);
  }

  /**
   * @return host and port where a service takes gRPC
   */
  String grpc(String service) {
    return Json.text(found(service), "/grpc");
  }

  ProcessHandle process(String service) {
    return ProcessHandle.of(found(service).path("pid").asLong())
        .orElseThrow(() -> CkException.local(service + " has ended", "See its log."));
  }

  private JsonNode found(String service) {
    for (JsonNode each : folder().running().tree().path("services")) {
      if (Json.text(each, "/name").equals(service)) {
        return each;
      }
    }
    throw CkException.local("the stack runs no " + service, "'ck status' shows what runs.");
  }
}
