package io.customerkey.encryptor;

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
  private static final String ROOT = "io.customerkey.encryptor.";
  private static final String[] ADAPTERS = {
    ROOT + "api..", ROOT + "store..", ROOT + "events..", ROOT + "peer..", ROOT + "assembly.."
  };
  private static final String[] CONCEPTS = {
    ROOT + "lease..",
    ROOT + "assignment..",
    ROOT + "objectkey..",
    ROOT + "stream..",
    ROOT + "reencryption.."
  };

  /** Words of the protocol that everybody uses; every other generated class is a message. */
  private static final Set<String> VOCABULARY =
      Set.of(Authority.class.getName(), FailureReason.class.getName(), Purpose.class.getName());

  private final JavaClasses all =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.customerkey.encryptor");

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
  void leasesAreJudgedWithoutAnythingAsynchronous() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "lease..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.smallrye..")
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
  void onlyTheEdgesKnowMessages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "api..", ROOT + "events..", ROOT + "peer..")
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
