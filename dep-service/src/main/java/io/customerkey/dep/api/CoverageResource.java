package io.customerkey.dep.api;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is under tenant keys and what is not: {@code docs/coverage.json}, packaged at build. */
@Path("/api/v1/coverage")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
@Tag(name = "Evidence")
class CoverageResource {
  private static final String FILE = "/coverage.json";

  private final String coverage;
  private final Admin admin;

  CoverageResource(Admin admin) {
    this.admin = admin;
    this.coverage = read();
  }

  @GET
  @Authenticated
  @Operation(
      summary = "What is under tenant keys, under which, and what is in the clear and why",
      description =
          "Every column of every table, topic, store and log. The document says how it is built.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT)))
  public String get() {
    admin.actor();
    return coverage;
  }

  private static String read() {
    try (InputStream in = CoverageResource.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("coverage.json was not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
