package io.customerkey.cli.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command itself: without a sub-command it only explains. */
@Command(
    name = "ck",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Customer Key: service encryption under root keys that each customer owns.",
      "",
      "'ck demo' tells the whole story, 'ck up' leaves a suite running for play, 'ck test' runs every test."
    },
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nAnother installation than the local stack:%n",
    footer = {
      "  --rest URL              or CK_REST        dep-service, up to /api/v1",
      "  --exchange HOST:PORT    or CK_EXCHANGE    exchange-encryptor",
      "  --sharepoint HOST:PORT  or CK_SHAREPOINT  sharepoint-encryptor",
      "  --ca FILE               or CK_CA          its certificate authorities, PEM",
      "  --cert FILE             or CK_CERT        your certificate, PEM",
      "  --cert-key FILE         or CK_KEY         its private key, PKCS#8 PEM",
      "  --token FILE            or CK_TOKEN       your token (CK_TOKEN: not a file)",
      "Give ids: your token may not be allowed to look names up."
    })
final class CkCommand {
  @Mixin private final Options options;
  private final Stack stack;

  CkCommand(Options options, Stack stack) {
    this.options = options;
    this.stack = stack;
  }

  Options options() {
    return options;
  }

  @Command(
      name = "up",
      description =
          "Start the local stack and leave it running; on a running stack, say where it is.")
  void up(
      @Option(
              names = "--instances",
              paramLabel = "N",
              defaultValue = "1",
              description = "Instances of key-unwrap-service, 1 to 3 (default: 1).")
          int instances)
      throws IOException {
    stack.up(instances);
  }

  @Command(name = "down", description = "Stop the local stack; its data stays.")
  void down() {
    stack.down();
  }

  @Command(name = "status", description = "Show what runs and where it listens.")
  void status() {
    stack.status();
  }
}
