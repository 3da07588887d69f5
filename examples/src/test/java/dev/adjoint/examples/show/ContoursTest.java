package dev.adjoint.examples.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContoursTest {
  @Test
  void theLevelLineOfABowlIsACircle() {
    Grid grid = Grid.square(2, 201);
    List<Marks.Segment> circle = Contours.of(grid, grid.values((x, y) -> x * x + y * y), 1);
    double length = 0;
    for (Marks.Segment s : circle) {
      assertThat(Math.hypot(s.x0(), s.y0())).isEqualTo(1, within(1e-3));
      assertThat(Math.hypot(s.x1(), s.y1())).isEqualTo(1, within(1e-3));
      length += Math.hypot(s.x1() - s.x0(), s.y1() - s.y0());
    }
    assertThat(length).isEqualTo(2 * Math.PI, within(1e-3));
  }

  @Test
  void aLevelThatIsNotReachedHasNoLine() {
    Grid grid = Grid.square(1, 11);
    assertThat(Contours.of(grid, grid.values((x, y) -> x * x + y * y), 5)).isEmpty();
  }

  @Test
  void aGridGoesFromTheTopLeftToTheBottomRight() {
    var grid = new Grid(0, 2, 10, 11, 3, 2);
    assertThat(grid.points())
        .isEqualTo(NDArray.of(0f, 11f, 1f, 11f, 2f, 11f, 0f, 10f, 1f, 10f, 2f, 10f).reshape(6, 2));
    assertThat(grid.values((x, y) -> x + y)).containsExactly(11, 12, 13, 10, 11, 12);
  }

  @Test
  void aGridAroundPointsHasAMarginAndAStep() {
    NDArray points = NDArray.of(new double[][] {{-1, 2}, {3, 2.5}});
    Grid grid = Grid.around(points, 0.5, 0.01);
    assertThat(grid).isEqualTo(new Grid(-1.5, 3.5, 1.5, 3, 501, 151));
  }

  @Test
  void aScaleGoesFromColorToColorInBands() {
    Scale scale = Scale.between(3, Color.BLACK, Color.WHITE);
    assertThat(scale.bands()).containsExactly(Color.BLACK, new Color(128, 128, 128), Color.WHITE);
    assertThat(scale.color(0.3)).isEqualTo(Color.BLACK);
    assertThat(scale.color(0.5)).isEqualTo(new Color(128, 128, 128));
    assertThat(scale.color(7)).isEqualTo(Color.WHITE);
    assertThat(scale.color(Double.NaN)).isEqualTo(Color.LIGHT_GRAY);
  }

  @Test
  void anArrowHasAHeadAtItsTip() {
    var shaft = new Marks.Segment(0, 0, 2, 0);
    List<Marks.Segment> arrow = Marks.arrows(List.of(shaft), 0.5);
    assertThat(arrow).hasSize(3).contains(shaft);
    for (Marks.Segment s : arrow.subList(1, 3)) {
      assertThat(s.x0()).isEqualTo(2);
      assertThat(s.y0()).isZero();
      assertThat(Math.hypot(s.x1() - 2, s.y1())).isEqualTo(1, within(1e-12));
      assertThat(s.x1()).isLessThan(2);
    }
    assertThat(arrow.get(1).y1()).isEqualTo(-arrow.get(2).y1());
  }
}
