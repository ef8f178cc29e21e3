package io.customerkey.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.customerkey.cli.failure.CkException;
import java.io.PrintWriter;
import java.util.List;

/**
 * Where a command writes. Results go to {@code out}: a table, or with {@code --json} exactly one
 * JSON object. What tells of progress goes to {@code err}, and with {@code --json} nowhere.
 */
public final class Output {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean terminal;

  /**
   * Both writers are flushed after each result.
   *
   * @param out results
   * @param err progress and failures
   * @param json whether programs read it
   * @param terminal whether {@code err} is a terminal
   */
  public Output(PrintWriter out, PrintWriter err, boolean json, boolean terminal) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.terminal = terminal;
  }

  /** {@return whether a person sees {@code err} as it is written} */
  public boolean isTerminal() {
    return terminal;
  }

  /** {@return whether programs read it} */
  public boolean json() {
    return json;
  }

  /**
   * Prints one object.
   *
   * @param object everything in it is shown
   */
  public void object(JsonNode object) {
    if (json) {
      out.println(Json.pretty(object));
    } else {
      Table.fields(object).forEach(out::println);
    }
    out.flush();
  }

  /**
   * Prints a list.
   *
   * @param items an array of objects
   * @param columns what a table shows of each; JSON shows everything
   */
  public void list(JsonNode items, Column... columns) {
    if (json) {
      ObjectNode whole = Json.object();
      whole.set("items", items);
      out.println(Json.pretty(whole));
    } else if (items.isEmpty()) {
      out.println("none");
    } else {
      Table.rows(items, List.of(columns)).forEach(out::println);
    }
    out.flush();
  }

  /**
   * Prints an object whose best part is a list.
   *
   * @param whole what JSON shows
   * @param items the list in it, for people
   * @param columns what a table shows of each
   */
  public void report(JsonNode whole, JsonNode items, Column... columns) {
    if (json) {
      object(whole);
    } else {
      list(items, columns);
    }
  }

  /**
   * Prints a line above what follows, for people only.
   *
   * @param line after an empty one
   */
  public void heading(String line) {
    if (!json) {
      out.println();
      out.println(Printable.lines(line));
    }
  }

  /**
   * Prints a result: the sentence for people, the object for programs.
   *
   * @param sentence one line
   * @param object the same for programs
   */
  public void done(String sentence, JsonNode object) {
    out.println(json ? Json.pretty(object) : Printable.lines(sentence));
    out.flush();
  }

  /**
   * Tells of progress.
   *
   * @param line for people
   */
  public void progress(String line) {
    if (!json) {
      err.println(Printable.lines(line));
      err.flush();
    }
  }

  /**
   * Tells of progress on a line that the next one takes the place of; only on a terminal.
   *
   * @param line for people; empty: the line is cleared
   */
  public void passing(String line) {
    if (terminal && !json) {
      err.print("\r\u001b[K" + Printable.line(line));
      err.flush();
    }
  }

  /**
   * Prints a failure.
   *
   * @param failure reason, message, advice
   */
  public void failure(CkException failure) {
    if (json) {
      ObjectNode error = Json.object();
      error.put("reason", failure.reason()).put("message", failure.getMessage());
      error.put("exit", failure.exit().code());
      if (!failure.advice().isEmpty()) {
        error.put("advice", failure.advice());
      }
      failure.details().forEach((name, value) -> error.putIfAbsent(name, TextNode.valueOf(value)));
      ObjectNode whole = Json.object();
      whole.set("error", error);
      err.println(Json.pretty(whole));
    } else {
      err.println(
          "ck: "
              + Printable.lines(String.valueOf(failure.getMessage()))
              + " ["
              + Printable.line(failure.reason())
              + "]");
      failure
          .details()
          .forEach((name, value) ->
              err.println("    " + Printable.line(name) + ": " + Printable.line(value)));
      if (!failure.advice().isEmpty()) {
        err.println("    " + failure.advice());
      }
    }
    err.flush();
  }
}
