package io.customerkey.unwrap.azure;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.id.InstanceId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.attempt.AttemptIds;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.attempt.RecordedVault;
import io.customerkey.unwrap.house.House;
import io.customerkey.unwrap.policy.CustomerKeyCopy;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policykey.CopyOpener;
import io.customerkey.unwrap.vault.CustomerVault;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyFacts;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.customerkey.unwrap.verdict.Pair;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays answers to the genuine SDK, byte for byte. */
final class AnswerStage implements AutoCloseable {
  static final DirectoryId DIRECTORY = VaultsOfTheStack.directory(1);
  static final DirectoryId ELSEWHERE = VaultsOfTheStack.directory(2);
  static final String SERVER_REQUEST = "0e57042c-b600-47ba-bfac-27238ec41a3a";
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final Bytes WRAPPED = Bytes.takeOwnershipOf(new byte[256]);
  private static final int LONGEST_PLAIN = 256 - 66;
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** For what never ends by itself. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  final VaultsOfTheStack stack;
  final RawServer server;
  final NetworkEvents events;
  private final AzureVault azure;
  private final AzureVault atServersLogin;
  private final AtomicInteger directories = new AtomicInteger(1000);

  AnswerStage(Path folder) {
    stack = new VaultsOfTheStack(folder);
    stack.createVault(DIRECTORY);
    server = new RawServer(stack.certificates());
    events = new NetworkEvents(server, stack.certificates());
    azure = stack.freshAdapter();
    atServersLogin = adapter(server.authority());
    server.answer(503, "");
    unwrap(azure, server.authority(), DIRECTORY, PATIENT);
  }

  /**
   * What was asked and what came of it.
   *
   * @param request as it was made; the attempt's own for {@code open}
   * @param counted how many answers were counted as unknown meanwhile
   */
  record Played(VaultRequest request, VaultAnswer<?> answer, int counted) {}

  /** Plays an answer as it stands in the corpus. */
  Played play(CorpusAnswer answer) {
    return answer.where().equals("network")
        ? playEvent(answer)
        : play(answer, answer.operation(), answer.text(), answer.headers());
  }

  /** Plays an answer with another body or other headers. */
  Played play(CorpusAnswer answer, String operation, String body, String... headers) {
    boolean atLogin = answer.where().equals("token endpoint");
    DirectoryId directory =
        atLogin ? VaultsOfTheStack.directory(directories.incrementAndGet()) : DIRECTORY;
    String[] all = new String[headers.length + 1];
    all[0] = "x-ms-request-id: " + SERVER_REQUEST;
    for (int i = 0; i < headers.length; i++) {
      all[i + 1] = filled(headers[i]);
    }
    server.answer(answer.status(), filled(body), all);
    return ask(atLogin ? atServersLogin : azure, server.authority(), directory, operation, PATIENT);
  }

  private Played playEvent(CorpusAnswer answer) {
    String event = answer.json().path("event").asText();
    boolean atLogin = answer.json().path("at").asText().equals("token");
    String authority = events.prepare(event);
    Duration patience = event.contains("stall") ? SHORT : PATIENT;
    return atLogin
        ? ask(adapter(authority), server.authority(), DIRECTORY, "unwrap", patience)
        : ask(azure, authority, DIRECTORY, answer.operation(), patience);
  }

  private Played ask(
      AzureVault vault,
      String authority,
      DirectoryId directory,
      String operation,
      Duration patience) {
    VaultRequest request = request(authority, directory, patience);
    int before = stack.unknownAnswers();
    Uni<? extends VaultAnswer<?>> answer =
        switch (operation) {
          case "wrap" -> vault.wrap(request, SecretBytes.takeOwnershipOf(new byte[64]));
          case "open" -> open(vault, request);
          default -> vault.unwrap(request, WRAPPED);
        };
    VaultAnswer<?> observed = answer.await().atMost(PATIENT.plus(PATIENT));
    return new Played(request, observed, stack.unknownAnswers() - before);
  }

  private void unwrap(
      AzureVault vault, String authority, DirectoryId directory, Duration patience) {
    ask(vault, authority, directory, "unwrap", patience);
  }

  private VaultRequest request(String authority, DirectoryId directory, Duration patience) {
    return stack.request(key(authority), directory, patience);
  }

  private KeyUri key(String authority) {
    return stack.parse("https://" + authority + "/keys/ck/" + VERSION);
  }

  /**
   * Answers come on threads of the SDK, whose context class loader may be that of an application
   * that other tests of this JVM started; what is looked up from there has to be of our own.
   */
  private record InOwnClasses(CustomerVault vault) implements CustomerVault {
    @Override
    public Uni<VaultAnswer<KeyFacts>> describe(VaultRequest request) {
      return vault.describe(request).emitOn(InOwnClasses::run);
    }

    @Override
    public Uni<VaultAnswer<SecretBytes>> unwrap(VaultRequest request, Bytes wrapped) {
      return vault.unwrap(request, wrapped).emitOn(InOwnClasses::run);
    }

    @Override
    public Uni<VaultAnswer<Bytes>> wrap(VaultRequest request, SecretBytes plain) {
      return vault.wrap(request, plain).emitOn(InOwnClasses::run);
    }

    private static void run(Runnable task) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(AnswerStage.class.getClassLoader());
      try {
        task.run();
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  /** Opens a policy's copy, so that what comes back is checked. */
  private static Uni<? extends VaultAnswer<?>> open(CustomerVault vault, VaultRequest request) {
    House house = new House();
    AttemptIds ids = new AttemptIds(InstanceId.random(house.random));
    Cause cause =
        new Cause(
            house.record.ref(),
            Operation.UNWRAP,
            Optional.empty(),
            "",
            VerdictId.random(house.random));
    CopyOpener copies =
        new CopyOpener(
            new RecordedVault(
                house.logs, ids, house.board, house.logs, house.budgets, house.clocks),
            new InOwnClasses(vault));
    return copies.open(cause, onKey(house.record, request), 0, request.timeout());
  }

  private static PolicyRecord onKey(PolicyRecord of, VaultRequest request) {
    CustomerKeyCopy first = of.keys().getFirst();
    CustomerKeyCopy copy =
        new CustomerKeyCopy(
            request.key(),
            first.owner(),
            request.directory(),
            first.publicKeySha256(),
            WRAPPED,
            first.bits());
    return new PolicyRecord(
        of.ref(),
        of.workload(),
        of.providerManaged(),
        of.policyVersion(),
        of.sequence(),
        of.previous(),
        List.of(copy, of.keys().getLast()),
        Pair.of(copy.key(), of.keys().getLast().key()),
        of.availability(),
        of.checkValue(),
        of.created(),
        of.statement(),
        of.hash());
  }

  private AzureVault adapter(String authority) {
    return stack.adapter(URI.create("https://" + authority), stack.certificates().vaultTrust());
  }

  private String filled(String text) {
    String vault = "https://" + server.authority();
    return text.replace("${kid}", vault + "/keys/ck/" + VERSION)
        .replace("${vault}", vault)
        .replace("${version}", VERSION)
        .replace("${plain}", base64(64))
        .replace("${wrapped}", base64(256))
        .replace("${tooLong}", base64(LONGEST_PLAIN + 1))
        .replace("${client}", "9a8b7c6d-0000-4000-8000-aaaabbbbcccc")
        .replace("${directory}", DIRECTORY.toString())
        .replace("${elsewhere}", ELSEWHERE.toString());
  }

  private static String base64(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[bytes]);
  }

  @Override
  public void close() {
    events.close();
    server.close();
    stack.close();
  }
}
