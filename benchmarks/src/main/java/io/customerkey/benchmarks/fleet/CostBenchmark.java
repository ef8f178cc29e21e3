package io.customerkey.benchmarks.fleet;

import io.customerkey.benchmarks.Bounds;
import io.customerkey.benchmarks.Report;
import io.customerkey.cli.access.Who;
import io.customerkey.client.Content;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.NewItem;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Calls that the vaults of three tenants count in some minutes with default settings, and what they
 * would cost in a month: one policy with keys of 2048 bits, one with keys of 4096 bits, and 50
 * policies each on keys of its own. Meanwhile the users of the first read their mail. Reopening a
 * policy key ahead of its expiry and the daily look at keys do not happen within minutes; their
 * calls are added by the rule.
 */
@Command(
    name = "cost",
    description = "Calls of vaults, counted for some minutes, and their price in a month.",
    mixinStandardHelpOptions = true)
public final class CostBenchmark implements Callable<Integer> {
  private static final int INSTANCES = 3;
  private static final int MANY = 50;
  private static final int AT_ONCE = 16;
  private static final int CONTENT = 1_000;
  private static final double MONTH_SECONDS = Duration.ofDays(30).toSeconds();

  /** Each instance opens a key again so often: the time to live less what it is ahead by. */
  private static final double REFRESH_SECONDS = Duration.ofHours(22).toSeconds();

  /** Keys in use are looked at daily, up to a tenth sooner: described, wrapped and unwrapped. */
  private static final double LOOK_SECONDS = Duration.ofHours(24).toSeconds() * 0.9;

  private static final int CALLS_OF_A_LOOK = 2 * 3;

  /** Dollars for an operation with a key of 2048 bits, and with one of more. */
  private static final double PRICE = 0.03 / 10_000;

  private static final double PRICE_OF_LONG_KEYS = 0.15 / 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print exactly one JSON object.")
  private boolean json;

  @Option(names = "--minutes", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int minutes;

  @Option(
      names = "--mailboxes",
      defaultValue = "1000",
      description = "Of the first tenant (default: ${DEFAULT-VALUE}).")
  private int mailboxes;

  private final Clock clock = Clock.systemUTC();

  /**
   * A tenant and its policies.
   *
   * @param price of one operation
   * @param policies each on two keys of its own
   */
  private record Case(String name, Vaults vaults, double price, List<BenchPolicy> policies) {}

  @Override
  public Integer call() throws IOException {
    Bounds.require(spec, "--minutes", minutes, 1, 1_440);
    Bounds.require(spec, "--mailboxes", mailboxes, 1, 100_000);
    try (BenchStack stack = BenchStack.start(INSTANCES, clock, Progress.to(json))) {
      Tenants made = new Tenants(stack);
      Case usual = make(stack, made, "usual", 2048, 1);
      Case many = make(stack, made, "many", 2048, MANY);
      Case longer = make(stack, made, "longer", 4096, 1);
      stack.say("policies are made; now " + mailboxes + " mailboxes");
      BenchPolicy policy = usual.policies().getFirst();
      Map<MailboxId, ItemId> items = new ConcurrentHashMap<>();
      try (MailboxClient mail = stack.local().mailboxes(Who.content(policy.owner().id())).open()) {
        BenchStack.each(
            IntStream.range(0, mailboxes).boxed().toList(),
            AT_ONCE,
            number -> write(mail, made.mailbox(policy), items));
        stack.say("counting for " + minutes + " minutes");
        List<Case> cases = List.of(usual, many, longer);
        cases.forEach(each -> each.vaults().forgetCalls());
        Instant from = clock.instant();
        long reads = readUntil(from.plus(Duration.ofMinutes(minutes)), mail, items);
        double window = Duration.between(from, clock.instant()).toMillis() / 1e3;
        report(usual, many, longer, window)
            .with("reads", reads)
            .withMachine()
            .print(System.out, json);
      }
      return 0;
    }
  }

  private static Case make(BenchStack stack, Tenants made, String name, int bits, int policies) {
    Owner owner = made.owner("cost-" + name);
    List<BenchPolicy> all = Collections.synchronizedList(new ArrayList<>());
    BenchStack.each(
        IntStream.range(0, policies).boxed().toList(),
        AT_ONCE,
        number -> {
          made.key(owner, "dep-" + number, bits);
          all.add(made.policy(owner, Tenants.Wish.exchange("dep-" + number)));
        });
    double price = bits > 2048 ? PRICE_OF_LONG_KEYS : PRICE;
    return new Case(name, new Vaults(stack, List.of(owner)), price, List.copyOf(all));
  }

  private static void write(MailboxClient mail, MailboxId mailbox, Map<MailboxId, ItemId> items) {
    ItemId item = ItemId.random(new SecureRandomSource());
    try {
      var _ =
          mail.put(
              new NewItem(
                  mailbox,
                  item,
                  ItemKind.ITEM_KIND_MAIL,
                  Purpose.PURPOSE_USER_WRITE,
                  ItemProperties.newBuilder().setSubject("Benchmark").build()),
              Content.of(new byte[CONTENT]));
      items.put(mailbox, item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every user reads, one after the other, again and again. */
  private long readUntil(Instant until, MailboxClient mail, Map<MailboxId, ItemId> items)
      throws IOException {
    long reads = 0;
    while (clock.instant().isBefore(until)) {
      for (Map.Entry<MailboxId, ItemId> each : items.entrySet()) {
        var _ =
            mail.get(
                each.getKey(),
                each.getValue(),
                Purpose.PURPOSE_USER_READ,
                OutputStream.nullOutputStream());
        reads++;
        if (!clock.instant().isBefore(until)) {
          break;
        }
      }
    }
    return reads;
  }

  private Report report(Case usual, Case many, Case longer, double window) {
    Report report = new Report().with("benchmark", "cost");
    report.with("usd_per_user_month", dollars(usual, window) / mailboxes);
    report.with("usd_per_user_month_50_policies", dollars(many, window) / mailboxes);
    report.with("usd_per_user_month_rsa_4096", dollars(longer, window) / mailboxes);
    for (Case each : List.of(usual, many, longer)) {
      report
          .with(each.name() + "_vault_calls_counted", each.vaults().calls())
          .with(each.name() + "_vault_calls_per_month", calls(each, window))
          .with(each.name() + "_usd_per_month", dollars(each, window));
    }
    return report
        .with("window_s", window)
        .with("mailboxes", (long) mailboxes)
        .with("instances", (long) INSTANCES);
  }

  /**
   * What was counted, over a month; each instance's opening of each key ahead of its expiry; and
   * the daily look at both keys of each policy.
   */
  private static double calls(Case each, double window) {
    double refreshes = MONTH_SECONDS / REFRESH_SECONDS * INSTANCES * each.policies().size();
    double looks = MONTH_SECONDS / LOOK_SECONDS * CALLS_OF_A_LOOK * each.policies().size();
    return each.vaults().calls() / window * MONTH_SECONDS + refreshes + looks;
  }

  private static double dollars(Case each, double window) {
    return calls(each, window) * each.price();
  }
}
