package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.examples.show.GrayImages;
import dev.adjoint.examples.show.Panels;
import java.awt.image.BufferedImage;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PanelsTest {
  private static final int FRAME = 0xffa0a0a0;
  private static final int BLACK = 0xff000000;
  private static final int WHITE = 0xffffffff;

  @Test
  void theLargestIsBlackAndTheLeastWhite() {
    BufferedImage image = GrayImages.of(NDArray.of(-1.0, 3.0, 1.0, 3.0), 2, 4);
    assertThat(image.getWidth()).isEqualTo(10);
    assertThat(image.getHeight()).isEqualTo(10);
    assertThat(image.getRGB(0, 5)).isEqualTo(FRAME);
    assertThat(image.getRGB(1, 1)).isEqualTo(WHITE);
    assertThat(image.getRGB(8, 1)).isEqualTo(BLACK);
    assertThat(image.getRGB(1, 8)).isEqualTo(0xff808080);
    assertThat(image.getRGB(8, 8)).isEqualTo(BLACK);
  }

  @Test
  void numbersThatAreAllTheSameAreWhite() {
    assertThat(GrayImages.of(NDArray.of(2.0, 2.0), 1, 3).getRGB(2, 2)).isEqualTo(WHITE);
  }

  @Test
  void aGridHasRoomForItsImagesAndItsTitle() {
    BufferedImage black = GrayImages.of(NDArray.of(0.0, 1.0), 1, 100);
    BufferedImage grid = Panels.grid("five", 3, Collections.nCopies(5, black));
    assertThat(grid.getWidth()).isEqualTo(20 + 3 * 102 + 2 * 12 + 20);
    assertThat(grid.getHeight()).isEqualTo(64 + 2 * 202 + 12 + 20);
    int inTheLowerHalf = 64 + 150;
    assertThat(grid.getRGB(20 + 50, inTheLowerHalf)).isEqualTo(BLACK);
    assertThat(grid.getRGB(20 + 114 + 50, inTheLowerHalf + 214)).isEqualTo(BLACK);
    assertThat(grid.getRGB(20 + 228 + 50, inTheLowerHalf + 214)).isEqualTo(WHITE);
    assertThat(
            Panels.grid(
                    "a title that is wider than its only image", 3, Collections.nCopies(1, black))
                .getWidth())
        .isGreaterThan(346);
  }

  @Test
  void aCaptionStandsBelow() {
    BufferedImage image = GrayImages.of(NDArray.of(1.0), 1, 60);
    BufferedImage captioned = Panels.captioned(image, "(3, 5)");
    assertThat(captioned.getHeight()).isEqualTo(62 + 28);
    boolean letters = false;
    for (int x = 0; x < captioned.getWidth(); x++) {
      for (int y = 64; y < captioned.getHeight(); y++) {
        letters |= captioned.getRGB(x, y) != WHITE;
      }
    }
    assertThat(letters).isTrue();
  }
}
