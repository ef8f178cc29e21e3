package io.customerkey.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes. */
final class Options {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object instead of a table; failures too, on standard error.")
  boolean json;

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description =
          "Data folder of the local stack (default: .ck beside ck, or what CK_DATA names).")
  @Nullable Path data;

  @Option(
      names = "--tenant",
      scope = ScopeType.INHERIT,
      paramLabel = "TENANT",
      description = "Id or name (default: CK_TENANT; in a local stack with one tenant, that one).")
  @Nullable String tenant;

  @Option(
      names = "--token",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "File with your token; CK_TOKEN holds the token itself. Without one the local stack mints what is needed.")
  @Nullable Path token;

  @Option(
      names = "--rest",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "dep-service of an installation that is not local, up to /api/v1 (or CK_REST).")
  @Nullable String rest;

  @Option(
      names = "--exchange",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "HOST:PORT",
      description = "exchange-encryptor of an installation that is not local (or CK_EXCHANGE).")
  @Nullable String exchange;

  @Option(
      names = "--sharepoint",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "HOST:PORT",
      description = "sharepoint-encryptor of an installation that is not local (or CK_SHAREPOINT).")
  @Nullable String sharepoint;

  @Option(
      names = "--ca",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Certificate authorities of that installation, PEM (or CK_CA).")
  @Nullable Path ca;

  @Option(
      names = "--cert",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Your certificate for it, PEM (or CK_CERT).")
  @Nullable Path cert;

  @Option(
      names = "--cert-key",
      hidden = true,
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Its private key, PKCS#8 PEM (or CK_KEY).")
  @Nullable Path key;
}
