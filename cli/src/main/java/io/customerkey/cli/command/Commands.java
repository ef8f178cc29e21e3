package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The tree of commands, and how each ends. */
public final class Commands {
  private static final String JSON = "--json";

  private final Environment environment;
  private final Context context;
  private final CkCommand root;

  /**
   * A tree for one run.
   *
   * @param environment everything from outside
   */
  public Commands(Environment environment) {
    this.environment = environment;
    Options options = new Options();
    this.context = new Context(environment, options);
    this.root = new CkCommand(options, new Stack(context));
  }

  /**
   * Runs a command line.
   *
   * @param arguments after {@code ck}
   * @return the exit code
   */
  public int run(String... arguments) {
    return tree().execute(arguments);
  }

  /** The tree, to be executed. */
  CommandLine tree() {
    CommandLine ck = new CommandLine(root);
    CommandLine vault = new CommandLine(new VaultCommand(context));
    vault.addSubcommand(inOrder(new CommandLine(new VaultKeyCommand(context))));
    vault.addSubcommand(inOrder(new CommandLine(new VaultPermissionCommand(context))));
    vault.addSubcommand(inOrder(new CommandLine(new VaultFaultCommand(context))));
    ck.addSubcommand(new DemoCommand(context));
    ck.addSubcommand(new BenchCommand(context));
    ck.addSubcommand(new TestCommand());
    CommandLine policy = new CommandLine(new PolicyCommand(context));
    policy.addSubcommand(new PolicyHealthCommand(context));
    policy.addSubcommand(new PolicyHistoryCommand(context));
    ck.addSubcommand(inOrder(new CommandLine(new TenantCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new ApproverCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new BrakeCommand(context))));
    ck.addSubcommand(inOrder(policy));
    ck.addSubcommand(inOrder(new CommandLine(new VerdictCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new ContactCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new MailboxCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new SiteCommand(context))));
    ck.addSubcommand(inOrder(new CommandLine(new RegistrationCommand(context))));
    ck.addSubcommand(new CoverageCommand(context));
    ck.addSubcommand(inOrder(vault));
    ck.addSubcommand(inOrder(new CommandLine(new AzureCommand(context))));
    ck.addSubcommand(new KeyUsesCommand(context));
    ck.addSubcommand(new TokenCommand(context));
    return configured(ck);
  }

  private CommandLine configured(CommandLine ck) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.code()), code.meaning());
    }
    ck.getCommandSpec().usageMessage().exitCodeList(codes);
    return ck.setOut(environment.out())
        .setErr(environment.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(this::failed)
        .setParameterExceptionHandler(this::misused);
  }

  /** Commands that are methods come in no order of their own. Before options are inherited. */
  private static CommandLine inOrder(CommandLine group) {
    CommandSpec spec = group.getCommandSpec();
    new TreeMap<>(group.getSubcommands())
        .forEach((name, each) -> {
          spec.removeSubcommand(name);
          spec.addSubcommand(name, each);
        });
    spec.usageMessage().synopsisSubcommandLabel("COMMAND");
    return group;
  }

  private int failed(Exception thrown, CommandLine command, ParseResult parsed) {
    if (environment.variable("CK_TRACE").isPresent()) {
      thrown.printStackTrace(environment.err());
    }
    CkException failure = Explanation.of(thrown);
    context.out().failure(failure);
    return failure.exit().code();
  }

  private int misused(ParameterException thrown, String[] arguments) {
    Output out = context.out(List.of(arguments).contains(JSON));
    out.failure(CkException.usage(String.valueOf(thrown.getMessage())));
    if (!out.json()) {
      CommandLine command = thrown.getCommandLine();
      environment.err().println("    " + command.getUsageMessage().lines().findFirst().orElse(""));
      environment
          .err()
          .println("    More: " + command.getCommandSpec().qualifiedName() + " --help");
      UnmatchedArgumentException.printSuggestions(thrown, environment.err());
      environment.err().flush();
    }
    return ExitCode.USAGE.code();
  }

  /** Named in the help; the script runs it without this program. */
  @Command(name = "test", description = "Run every test, as CI does (./mvnw verify).")
  static final class TestCommand implements Runnable {
    @Override
    public void run() {
      throw CkException.usage("'ck test' is run by the ck script of the repository");
    }
  }
}
