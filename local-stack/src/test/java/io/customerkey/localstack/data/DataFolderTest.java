package io.customerkey.localstack.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temporary;

  @Test
  void makesWhatIsMissingForItsOwnerAlone() throws IOException {
    DataFolder folder = DataFolder.open(temporary.resolve("a/b"));

    assertThat(permissions(folder.root())).isEqualTo("rwx------");
    assertThat(permissions(folder.secrets())).isEqualTo("rwx------");
  }

  @Test
  void leavesThePermissionsOfAFolderAloneThatItDidNotMake() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataFolder folder = DataFolder.open(temporary);

    assertThat(permissions(temporary)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(folder.secrets())).isEqualTo("rwx------");
  }

  @Test
  void deletesItselfWithAllThatIsInIt() throws IOException {
    DataFolder folder = DataFolder.open(temporary.resolve("data"));
    Files.writeString(folder.secret("one"), "x");

    folder.delete();

    assertThat(folder.root()).doesNotExist();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
