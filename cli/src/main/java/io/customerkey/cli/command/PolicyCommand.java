package io.customerkey.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.customerkey.cli.output.Column;
import io.customerkey.cli.output.Json;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Data encryption policies, for the tenant's admin. */
@Command(name = "policy", description = "Data encryption policies.")
final class PolicyCommand extends PolicyActCommands {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Context context;

  PolicyCommand(Context context) {
    super(context);
    this.context = context;
  }

  @Command(
      name = "create",
      description = {
        "Create a policy of two keys in two vaults, and wait until all three copies of its key are"
            + " proven.",
        "A key is given as https://VAULT/keys/NAME[/VERSION]; of the local stack's vaults also as"
            + " VAULT/NAME."
      })
  void create(
      @Parameters(paramLabel = "NAME", description = "1 to 200 characters.") String name,
      @Option(
              names = "--keys",
              paramLabel = "KEY",
              split = ",",
              required = true,
              description = "Exactly two, separated by a comma.")
          List<String> keys,
      @Option(
              names = "--workload",
              paramLabel = "WORKLOAD",
              defaultValue = "exchange",
              description = "exchange (mailboxes) or sharepoint (sites); default: exchange.")
          String workload,
      @Option(names = "--id", paramLabel = "UUID", description = "Default: a random one.")
          @Nullable String id,
      @Option(
              names = "--probe-interval",
              paramLabel = "SECONDS",
              description =
                  "How often a key is tried, 1 to 300 (default: 40), or up to a tenth sooner. Every 40 s"
                      + " makes 65,000 to 72,000 calls to the vaults in 30 days: about $0.20 at"
                      + " Azure's list price for RSA-2048 keys.")
          @Nullable Integer probeInterval,
      @Option(
              names = "--outage-grace",
              paramLabel = "SECONDS",
              description =
                  "How long cached keys serve while both vaults are unreachable, 0 to 86400 (default:"
                      + " 14400).")
          @Nullable Integer outageGrace,
      @Option(names = "--strict", description = "A denial stops system actions too.")
          boolean strict,
      @Option(
              names = "--fallback",
              description =
                  "One vault that denies and one unreachable count as unreachable for user"
                      + " actions.")
          boolean fallback) {
    PolicyId policy = new PolicyId(Ids.orRandom(Optional.ofNullable(id), context.random()));
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      ObjectNode body = Json.object().put("name", name).put("workload", Query.word(workload));
      body.set("keys", Json.array(KeyRefs.resolve(session, keys)));
      body.put("strict", strict).put("fallback", fallback);
      if (probeInterval != null) {
        body.put("probeIntervalSeconds", probeInterval);
      }
      if (outageGrace != null) {
        body.put("outageGraceSeconds", outageGrace);
      }
      Creation creation =
          new Creation(session.admin(tenant), context.environment().clock(), PATIENCE);
      context
          .out()
          .object(
              creation.run(
                  session.policyPath(tenant, policy.toString()), body, context.out()::progress));
    }
  }

  @Command(name = "list", description = "List the tenant's policies.")
  void list(
      @Option(
              names = "--workload",
              paramLabel = "WORKLOAD",
              description = "Only exchange or sharepoint.")
          @Nullable String workload,
      @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
          @Nullable String state,
      @Option(names = "--name", paramLabel = "TEXT", description = "Only names with this in them.")
          @Nullable String name) {
    context.list(
        (_, tenant) ->
            new Query("/tenants/" + tenant + "/policies")
                .withWord("workload", workload)
                .withWord("state", state)
                .with("name", name)
                .text(),
        Column.of("ID", "/id"),
        Column.of("NAME", "/name"),
        Column.of("WORKLOAD", "/workload"),
        Column.of("STATE", "/state"),
        Column.of("DATA ENCRYPTION POLICY ID", "/dataEncryptionPolicyId"),
        Column.of("CREATED", "/created"));
  }

  @Command(name = "rename", description = "Give a policy another name; nothing else changes.")
  void rename(
      @Parameters(paramLabel = "POLICY", description = "Id or name.") String text,
      @Parameters(paramLabel = "NEW", description = "1 to 200 characters.") String name) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = session.policyPath(tenant, text);
      ObjectNode body = Json.object().put("name", name);
      context.out().object(session.admin(tenant).send("PATCH", path, body).body());
    }
  }

  @Command(
      name = "show",
      description = "Show a policy, its keys, and how many mailboxes or sites it protects.")
  void show(@Parameters(paramLabel = "POLICY", description = "Id or name.") String text) {
    try (Session session = context.session()) {
      TenantId tenant = session.tenant();
      String path = session.policyPath(tenant, text);
      context.out().object(session.admin(tenant).get(path));
    }
  }
}
