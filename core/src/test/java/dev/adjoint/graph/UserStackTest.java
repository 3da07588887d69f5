package dev.adjoint.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UserStackTest {
  /// A package that is forgotten there would be named as the user's line.
  @Test
  void everyPackageOfTheLibraryIsSkipped() {
    Set<String> packages =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.adjoint")
                .stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring("dev.adjoint".length()))
                .collect(Collectors.toSet());
    assertThat(packages).contains("", ".draw", ".check");
    assertThat(UserStack.PACKAGES).isEqualTo(packages);
  }
}
