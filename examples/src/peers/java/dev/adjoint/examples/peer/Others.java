package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The frameworks beside Adjoint. One that cannot be started, such as one without binaries for this
/// platform, is named and left out.
final class Others implements AutoCloseable {
  private final List<Child> children = new ArrayList<>();

  Others(Workload workload, int threads, Pace pace, Path folder) {
    for (Contender contender : List.of(Contender.PYTORCH, Contender.TENSORFLOW)) {
      try {
        children.add(new Child(contender, workload, threads, pace, folder));
      } catch (IOException e) {
        System.err.printf("%s %s: %s%n", workload, contender.title(), e.getMessage());
      }
    }
  }

  void round() throws IOException {
    for (Child child : children) {
      child.round();
    }
  }

  List<Measured> measured() {
    return children.stream().map(Child::measured).toList();
  }

  @Override
  public void close() {
    children.forEach(Child::close);
  }
}
