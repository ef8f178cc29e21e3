package io.customerkey.cli.command;

import io.customerkey.cli.output.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who used which root key or availability key, when and why. */
@Command(
    name = "key-uses",
    description = "Every recorded use of customer keys and availability keys, newest first.")
final class KeyUsesCommand implements Runnable {
  private final Context context;

  @Option(names = "--kind", paramLabel = "KIND", description = "CUSTOMER_KEY or AVAILABILITY_KEY.")
  private @Nullable String kind;

  @Option(names = "--policy", paramLabel = "POLICY", description = "Id or name.")
  private @Nullable String policy;

  KeyUsesCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    context.list(
        (session, tenant) ->
            new Query("/tenants/" + tenant + "/key-uses")
                .withWord("kind", kind)
                .with("policy", policy == null ? null : session.policy(tenant, policy))
                .text(),
        Column.of("USED", "/used"),
        Column.of("KIND", "/kind"),
        Column.of("OPERATION", "/operation"),
        Column.of("PURPOSE", "/purpose"),
        Column.of("OUTCOME", "/outcome"),
        Column.of("SUBJECT", "/subject"),
        Column.of("KEY", "/key"),
        Column.of("REASON", "/reason"));
  }
}
