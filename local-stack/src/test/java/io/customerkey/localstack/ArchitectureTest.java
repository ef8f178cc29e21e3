package io.customerkey.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.customerkey.localstack");

  @Test
  void keepsPackagesFreeOfCycles() {
    slices().matching("io.customerkey.localstack.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void keepsPostgresInItsPackage() {
    only("..postgres..", "io.zonky..", "java.sql..", "org.postgresql..");
  }

  @Test
  void keepsKafkaInItsPackage() {
    only("..localstack.kafka..", "org.apache.kafka..", "kafka..");
  }

  @Test
  void keepsBouncyCastleWithTheCertificates() {
    only("..certificates..", "org.bouncycastle..");
  }

  @Test
  void keepsQuarkusWithTheTestSupport() {
    only("..localstack.testing..", "io.quarkus..");
  }

  @Test
  void neverUsesTheSdkItStandsBehind() {
    only("nowhere", "com.azure..");
  }

  private static void only(String where, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage(where)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(CLASSES);
  }
}
