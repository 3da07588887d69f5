package dev.adjoint.nn.optim;

import static dev.adjoint.nn.optim.Walks.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.optim.Groups.Group;
import dev.adjoint.nn.optim.Walks.Point;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

final class GroupsTest {
  private static final Point START = new Point(Tensor.vector(1, 2), Tensor.scalar(3));

  private static Tensor loss(Point p) {
    return p.x().squared().sum().plus(p.y().squared());
  }

  @Test
  void eachParameterFollowsItsOwnOptimiser() {
    var groups =
        new Groups(List.of(new Group("x", new Adam(0.1)), new Group("y", new Momentum(0.2))));
    Point both = run(groups, GroupsTest::loss, START, 7);
    assertThat(both.x().value())
        .isEqualTo(run(new Adam(0.1), GroupsTest::loss, START, 7).x().value());
    assertThat(both.y().value())
        .isEqualTo(run(new Momentum(0.2), GroupsTest::loss, START, 7).y().value());
  }

  @Test
  void theFirstMatchCountsAndTheRestStays() {
    var groups = new Groups(List.of(new Group("x|z", new Sgd(0.1)), new Group("x", new Sgd(9))));
    Point next = run(groups, GroupsTest::loss, START, 1);
    assertThat(next.x().value().toDoubleArray()).containsExactly(0.8, 1.6);
    assertThat(next.y().value().item()).isEqualTo(3);
  }

  @Test
  void nothingIsRememberedOfOtherGroups() {
    var groups = new Groups(List.of(new Group("x", new Adam(0.1)), new Group("y", new Sgd(0.1))));
    var moments = groups.init(START).moments();
    assertThat(moments).hasSize(2).allMatch(m -> m.y().type().count() == 0);
  }

  @Test
  void misuseIsNamed() {
    assertThatExceptionOfType(PatternSyntaxException.class)
        .isThrownBy(() -> new Groups(List.of(new Group("(", new Sgd(1)))));
    var misspelt = new Groups(List.of(new Group("x", new Sgd(1)), new Group("Y", new Sgd(1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> misspelt.init(START))
        .withMessage("a group of 'Y' matches no parameter; there are [x, y]");
  }
}
