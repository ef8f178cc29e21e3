package io.customerkey.localstack.services;

import io.customerkey.localstack.certificates.Certificates;
import io.customerkey.localstack.data.Instance;
import io.customerkey.localstack.data.PortBook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks services whether they are ready. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient client;
  private final PortBook ports;

  Readiness(Certificates certificates, PortBook ports) {
    this.client =
        HttpClient.newBuilder()
            .sslContext(certificates.clientContext())
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.ports = ports;
  }

  boolean isReady(Instance instance) throws InterruptedException {
    String scheme = instance.service().servesRest() ? "https" : "http";
    URI uri = URI.create(scheme + "://localhost:" + ports.http(instance) + "/q/health/ready");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
