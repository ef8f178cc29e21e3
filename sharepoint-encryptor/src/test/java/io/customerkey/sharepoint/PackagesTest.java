package io.customerkey.sharepoint;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.customerkey.protocol.common.v1.Authority;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** domain ← orchestration ← adapters, executed. */
class PackagesTest {
  private static final String ROOT = "io.customerkey.sharepoint.";
  private static final String KIT = "io.customerkey.encryptor.";
  private static final String[] ADAPTERS = {
    ROOT + "api..",
    ROOT + "store..",
    ROOT + "assembly..",
    ROOT + "azure..",
    ROOT + "disk..",
    KIT + "api..",
    KIT + "store..",
    KIT + "events..",
    KIT + "peer..",
    KIT + "assembly.."
  };
  private static final String[] CONCEPTS = {ROOT + "content..", ROOT + "blob.."};

  /** Words of the protocol that everybody uses; every other generated class is a message. */
  private static final Set<String> VOCABULARY =
      Set.of(Authority.class.getName(), FailureReason.class.getName(), Purpose.class.getName());

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.customerkey.sharepoint");

  private static final DescribedPredicate<JavaClass> MESSAGES =
      resideInAnyPackage("io.customerkey.protocol..")
          .and(not(resideInAnyPackage("io.customerkey.protocol.failure..")))
          .and(
              DescribedPredicate.describe(
                  "are messages or stubs",
                  type -> VOCABULARY.stream().noneMatch(word -> type.getName().startsWith(word))));

  @Test
  void conceptsDoNotKnowAdapters() {
    noClasses()
        .that()
        .resideInAnyPackage(CONCEPTS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ADAPTERS)
        .check(all);
  }

  @Test
  void conceptsDoNotKnowTheFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(CONCEPTS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.grpc..", "org.eclipse..")
        .check(all);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "java.sql..")
        .check(all);
  }

  @Test
  void onlyOnePackageSpeaksToAzure() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "azure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "reactor..")
        .check(all);
  }

  @Test
  void onlyOnePackageTouchesFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "disk..", ROOT + "assembly..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.nio.channels..")
        .check(all);
  }

  @Test
  void onlyTheEdgesKnowMessages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "api..")
        .should()
        .dependOnClassesThat(MESSAGES)
        .check(all);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
        .check(all);
  }
}
