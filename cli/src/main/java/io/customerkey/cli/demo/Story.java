package io.customerkey.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Json;
import io.customerkey.cli.output.Output;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells the steps as they happen, and times them. The first that does not hold ends the story. */
final class Story {
  private static final int WIDTH = 92;

  private final Output out;
  private final Clock clock;
  private final Instant started;
  private final ArrayNode steps = Json.array();
  private final ObjectNode figures = Json.object();

  Story(Output out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** What a step does; it answers what was seen, in a sentence. */
  @FunctionalInterface
  interface Step {
    String run() throws Exception;
  }

  /**
   * Tells and runs a step.
   *
   * @param title a few words
   * @param why what it means, for a newcomer
   */
  void step(String title, String why, Step step) {
    int number = steps.size() + 1;
    out.progress("");
    out.progress(String.format(Locale.ROOT, "%2d. %s", number, title));
    wrapped(why);
    Instant begun = clock.instant();
    String seen;
    try {
      seen = step.run();
    } catch (Exception e) {
      throw failed(number, title, e);
    }
    Duration took = Duration.between(begun, clock.instant());
    wrapped("-> " + seen + " (" + seconds(took) + ")");
    steps.add(
        Json.object()
            .put("step", number)
            .put("title", title)
            .put("seen", seen)
            .put("millis", took.toMillis()));
  }

  private CkException failed(int number, String title, Exception thrown) {
    if (thrown instanceof InterruptedException) {
      return Explanation.of(thrown);
    }
    CkException cause = Explanation.of(thrown);
    Map<String, String> details = new TreeMap<>(cause.details());
    details.put("step", Integer.toString(number));
    String message =
        thrown instanceof StepFailed
            ? thrown.getMessage()
            : cause.getMessage() + " [" + cause.reason() + "]";
    CkException failure =
        new CkException(
            ExitCode.DEMO_FAILED,
            "DEMO_FAILED",
            "step " + number + " (" + title + ") did not hold: " + message,
            "",
            details);
    failure.initCause(thrown);
    return failure;
  }

  /** Tells a line within a step. */
  void note(String line) {
    wrapped(line);
  }

  /** Keeps a figure for the summary. */
  void figure(String name, Duration value) {
    figures.put(name, value.toMillis() / 1000.0);
  }

  /** Closes the story. */
  void end(String moral) {
    Duration took = Duration.between(started, clock.instant());
    out.progress("");
    ObjectNode whole = Json.object().put("ok", true).put("millis", took.toMillis());
    whole.set("figures", figures);
    whole.set("steps", steps);
    out.done("All " + steps.size() + " steps held, in " + seconds(took) + ". " + moral, whole);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void wrapped(String text) {
    StringBuilder line = new StringBuilder("    ");
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        out.progress(line.toString().stripTrailing());
        line.setLength(0);
        line.append("    ");
      }
      line.append(word).append(' ');
    }
    out.progress(line.toString().stripTrailing());
  }
}
