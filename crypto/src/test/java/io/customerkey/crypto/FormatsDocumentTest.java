package io.customerkey.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.file.ChunkEntry;
import io.customerkey.crypto.file.ChunkLayout;
import io.customerkey.crypto.file.FileVersion;
import io.customerkey.crypto.file.Manifest;
import io.customerkey.crypto.file.NameContext;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.ItemKind;
import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.item.ItemContext;
import io.customerkey.crypto.item.MailboxKey;
import io.customerkey.crypto.key.AvailabilityKey;
import io.customerkey.crypto.key.AvailabilityKeyContext;
import io.customerkey.crypto.key.HsmKeyId;
import io.customerkey.crypto.key.KeyWrapper;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.key.SlotPayload;
import io.customerkey.crypto.key.WrappedKey;
import io.customerkey.crypto.key.WrappedObject;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import io.customerkey.crypto.statement.StatementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The vectors of {@code docs/formats.md} are what the code makes, all of them and no others. */
class FormatsDocumentTest {
  private static final Pattern VECTOR = Pattern.compile("^([a-z0-9-]+) = ([0-9a-f]+)$");

  private final TenantId tenant = new TenantId(id(0x10));
  private final PolicyId policy = new PolicyId(id(0x20));
  private final GenerationId generation = new GenerationId(id(0x30));
  private final MailboxId mailbox = new MailboxId(id(0x40));
  private final KeyVersionId version = new KeyVersionId(id(0x60));
  private final PolicyKey policyKey = PolicyKey.generate(new Repeated(0xa1));
  private final SlotContext availabilitySlot =
      new SlotContext(tenant, Workload.EXCHANGE, policy, generation, Slot.AVAILABILITY);
  private final AvailabilityKey availabilityKey = AvailabilityKey.generate(new Repeated(0xa3));
  private final MailboxKey mailboxKey = MailboxKey.takeOwnershipOf(secret(0xa2), version);
  private final ItemContext context =
      new ItemContext(tenant, mailbox, new ItemId(id(0x50)), 1, ItemKind.MAIL);
  private final SiteKey siteKey =
      SiteKey.takeOwnershipOf(secret(0xa4), tenant, new SiteId(id(0x90)), version);
  private final FileVersion file = new FileVersion(new FileId(id(0xb0)), 3);
  private final NameContext name = NameContext.of(file.file(), 2);

  @Test
  void documentStatesWhatTheCodeMakes() throws IOException {
    Map<String, String> stated = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Repository.root().resolve("docs/formats.md"))) {
      var vector = VECTOR.matcher(line);
      if (vector.matches()) {
        assertThat(stated.put(vector.group(1), vector.group(2))).isNull();
      }
    }
    assertThat(stated).containsExactlyEntriesOf(made());
  }

  @Test
  void codeOpensWhatTheDocumentStates() {
    Map<String, String> vectors = made();
    Bytes copy = Bytes.ofHex(vectors.getOrDefault("availability-copy", ""));
    assertThat(availabilityKey.unwrap(copy).open(availabilitySlot)).isEqualTo(policyKey);
    byte[] segment = Bytes.ofHex(vectors.getOrDefault("item-segment", "")).toByteArray();
    try (var reader = mailboxKey.decryptor(mailboxKey.header(), context)) {
      assertThat(reader.decryptSegment(segment, true)).asString().isEqualTo("customer key");
    }
    var wrapped = new WrappedKey(Bytes.ofHex(vectors.getOrDefault("wrapped-mailbox-key", "")));
    try (KeyWrapper wrapper = policyKey.wrapper(tenant, generation)) {
      assertThat(wrapper.unwrap(wrapped, WrappedObject.mailbox(mailbox, version)))
          .isEqualTo(secret(0xa2));
    }
  }

  @Test
  void codeReadsTheFileTheDocumentStates() {
    Map<String, String> vectors = made();
    Bytes sealed = Bytes.ofHex(vectors.getOrDefault("manifest", ""));
    Manifest manifest = siteKey.open(sealed, file);
    Bytes chunk = Bytes.ofHex(vectors.getOrDefault("chunk", ""));
    ByteBuffer plaintext = ByteBuffer.allocate((int) manifest.totalLength());
    siteKey.chunkDecryptor(manifest.chunk(0)).decrypt(chunk.asByteBuffer(), plaintext);
    assertThat(plaintext.array()).asString().isEqualTo("customer key");
    Bytes sealedName = Bytes.ofHex(vectors.getOrDefault("name", ""));
    assertThat(siteKey.openName(sealedName, name)).isEqualTo("Übersicht.txt");
  }

  private Map<String, String> made() {
    Map<String, String> vectors = new LinkedHashMap<>();
    for (Slot slot : Slot.values()) {
      try (SlotPayload payload = SlotPayload.of(policyKey, availabilitySlot.in(slot))) {
        vectors.put("slot-payload-" + slot.number(), hex(payload.secret().toByteArray()));
      }
    }
    vectors.put("check-value", policyKey.checkValue(generation).bytes().toHex());
    SlotPayload payload = SlotPayload.of(policyKey, availabilitySlot);
    vectors.put("availability-copy", availabilityKey.wrap(payload).toHex());
    vectors.put("hsm-associated-data", hex(hsmContext().associatedData()));
    addStatement(vectors);
    addWrappedKey(vectors);
    addItem(vectors);
    addFile(vectors);
    return vectors;
  }

  private AvailabilityKeyContext hsmContext() {
    return new AvailabilityKeyContext(
        tenant,
        policy,
        new AvailabilityKeyId(id(0x70)),
        new KeyVersionId(id(0x80)),
        new HsmKeyId("ck-hsm-1"));
  }

  private static void addStatement(Map<String, String> vectors) {
    Bytes pkcs8 =
        Bytes.ofHex(
            "302e020100300506032b657004220420"
                + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    StatementSigner signer =
        StatementSigner.ofPkcs8(new SigningKeyId("dep-1"), SecretBytes.copyOf(pkcs8.toByteArray()));
    SignedStatement statement = signer.sign(StatementType.POLICY_RECORD, Bytes.ofHex("0a0b0c"));
    vectors.put("statement-signed-bytes", hex(statement.signedBytes()));
    vectors.put("statement-hash", statement.hash().bytes().toHex());
    vectors.put("statement-signature", statement.signatures().getFirst().signature().toHex());
  }

  private void addWrappedKey(Map<String, String> vectors) {
    WrappedObject object = WrappedObject.mailbox(mailbox, version);
    assertThat(object.kind()).isEqualTo(KeyKind.MAILBOX);
    try (KeyWrapper wrapper = policyKey.wrapper(tenant, generation)) {
      WrappedKey wrapped = wrapper.wrap(secret(0xa2), object, new Counting());
      vectors.put("wrapped-mailbox-key", wrapped.bytes().toHex());
    }
  }

  private void addItem(Map<String, String> vectors) {
    vectors.put("item-header", mailboxKey.header().toBytes().toHex());
    List<byte[]> segments = new ArrayList<>();
    try (var writer = mailboxKey.encryptor(context, new Counting())) {
      byte[] plaintext = "customer key".getBytes(StandardCharsets.US_ASCII);
      writer.update(plaintext, (number, segment, last) -> segments.add(segment));
      writer.finish((number, segment, last) -> segments.add(segment));
    }
    vectors.put("item-segment", hex(segments.getFirst()));
  }

  private void addFile(Map<String, String> vectors) {
    byte[] plaintext = "customer key".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer chunk = ByteBuffer.allocate(ChunkLayout.encryptedLength(plaintext.length));
    ChunkEntry entry =
        siteKey.chunkEncryptor(new Counting()).encrypt(ByteBuffer.wrap(plaintext), chunk);
    vectors.put("wrapped-chunk-key", entry.wrappedKey().bytes().toHex());
    vectors.put("chunk", hex(chunk.array()));
    vectors.put("manifest", siteKey.seal(siteKey.draft().add(entry), file).toHex());
    vectors.put("name", siteKey.sealName("Übersicht.txt", name, new Counting()).toHex());
  }

  private static Id128 id(int value) {
    byte[] bytes = new byte[Id128.SIZE];
    Arrays.fill(bytes, (byte) value);
    return Id128.of(bytes);
  }

  private static SecretBytes secret(int value) {
    return SecretBytes.random(32, new Repeated(value));
  }

  private static String hex(byte[] bytes) {
    return Bytes.copyOf(bytes).toHex();
  }

  /** Yields the same byte for ever. */
  private record Repeated(int value) implements RandomGenerator {
    @Override
    public long nextLong() {
      return value * 0x0101010101010101L;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) value);
    }
  }

  /** Yields 00 01 02 …, anew in each call. */
  private record Counting() implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0x0001020304050607L;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) i;
      }
    }
  }
}
