package io.customerkey.localstack.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {
  @TempDir private Path root;

  @Test
  void keepsItsPortsAndChoosesThoseThatAnOlderFolderLacks() {
    DataFolder folder = DataFolder.open(root);
    PortBook first = PortBook.open(folder);
    Path file = root.resolve("ports.properties");
    PrivateFiles.write(
        file,
        PrivateFiles.read(file)
            .lines()
            .filter(line -> !line.startsWith("sharepoint-encryptor"))
            .collect(Collectors.joining("\n")));

    PortBook second = PortBook.open(folder);

    assertThat(second.vaults()).isEqualTo(first.vaults());
    assertThat(second.grpc(Instance.first(Service.DEP)))
        .isEqualTo(first.grpc(Instance.first(Service.DEP)));
    assertThat(second.grpc(Instance.first(Service.SHAREPOINT_ENCRYPTOR))).isPositive();
    assertThat(new HashSet<>(second.vaults())).hasSize(PortBook.VAULTS);
  }
}
