package dev.adjoint.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import dev.adjoint.array.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class ShapesTest {
  @Provide
  Arbitrary<Shape> any() {
    return Shapes.any();
  }

  @Provide
  Arbitrary<Shape> withEmpty() {
    return Shapes.withEmpty();
  }

  @Provide
  Arbitrary<Shapes.Pair> broadcasting() {
    return Shapes.broadcasting();
  }

  @Property(seed = "1", tries = 1000, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void shapesAreSmallAndOfEveryRank(@ForAll("any") Shape shape) {
    assertThat(shape.rank()).isBetween(0, 4);
    assertThat(Ints.asList(shape.toArray())).allMatch(size -> size >= 1 && size <= Shapes.LARGEST);
    Statistics.collect(shape.rank());
    Statistics.coverage(coverage -> {
      for (int rank = 0; rank <= 4; rank++) {
        coverage.check(rank).percentage(share -> share > 5);
      }
    });
  }

  @Property(seed = "1", tries = 1000, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void someShapesAreEmpty(@ForAll("withEmpty") Shape shape) {
    Statistics.collect(shape.count() == 0);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
  }

  @Property(seed = "1", tries = 1000, generation = GenerationMode.RANDOMIZED)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void pairsBroadcastAndOftenDiffer(@ForAll("broadcasting") Shapes.Pair pair) {
    assertThat(pair.common()).isEqualTo(pair.left().broadcast(pair.right()));
    Statistics.collect(pair.left().equals(pair.right()));
    Statistics.coverage(coverage -> coverage.check(false).percentage(share -> share > 50));
  }
}
