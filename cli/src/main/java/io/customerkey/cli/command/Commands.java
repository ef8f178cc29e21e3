package io.customerkey.cli.command;

import io.customerkey.cli.failure.CkException;
import io.customerkey.cli.failure.ExitCode;
import io.customerkey.cli.failure.Explanation;
import io.customerkey.cli.output.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
    ck.addSubcommand(new DemoCommand(context));
    ck.addSubcommand(new BenchCommand(context));
    ck.addSubcommand(new TestCommand());
    ck.addSubcommand(new TenantCommand(context));
    ck.addSubcommand(new ApproverCommand(context));
    ck.addSubcommand(new BrakeCommand(context));
    CommandLine policy = new CommandLine(new PolicyCommand(context));
    policy.addSubcommand(new PolicyHealthCommand(context));
    policy.addSubcommand(new PolicyHistoryCommand(context));
    ck.addSubcommand(policy);
    ck.addSubcommand(new VerdictCommand(context));
    ck.addSubcommand(new ContactCommand(context));
    ck.addSubcommand(new MailboxCommand(context));
    ck.addSubcommand(new SiteCommand(context));
    ck.addSubcommand(new RegistrationCommand(context));
    ck.addSubcommand(new CoverageCommand(context));
    CommandLine vault = new CommandLine(new VaultCommand(context));
    vault.addSubcommand(new VaultKeyCommand(context));
    vault.addSubcommand(new VaultPermissionCommand(context));
    vault.addSubcommand(new VaultFaultCommand(context));
    ck.addSubcommand(vault);
    ck.addSubcommand(new AzureCommand(context));
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
