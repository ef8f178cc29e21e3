package io.customerkey.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What an instance tells of itself. */
final class Metrics implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  /**
   * Of one instance.
   *
   * @param base of its health and metrics
   */
  Metrics(String base) {
    this.uri = URI.create(base + "/q/metrics");
  }

  /**
   * {@return the sum of all values of that name; 0 where there is none}
   *
   * @param name as in the text format of Prometheus
   */
  double value(String name) {
    try {
      String text =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      return text.lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
