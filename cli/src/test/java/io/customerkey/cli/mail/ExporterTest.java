package io.customerkey.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.client.StoredItem;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExporterTest {
  private static final Path ROOT = Path.of("/export");

  private static StoredItem named(String name) {
    return new StoredItem(
        new ItemId(new Id128(0, 1)),
        ItemKind.ITEM_KIND_MAIL,
        1,
        1,
        Instant.EPOCH,
        ItemProperties.newBuilder().putOther(Importer.PATH, name).build());
  }

  @Test
  void writesUnderTheNameItWasImportedFrom() {
    assertThat(Exporter.file(ROOT, named("inbox/1.eml"))).isEqualTo(ROOT.resolve("inbox/1.eml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../1.eml", "/etc/passwd", "a/../../b", ".", "a\0b"})
  void neverLeavesTheFolder(String name) {
    assertThat(Exporter.file(ROOT, named(name)))
        .isEqualTo(ROOT.resolve("00000000-0000-0000-0000-000000000001.eml"));
  }
}
