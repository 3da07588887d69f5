package dev.adjoint.examples.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

class AnimationTest {
  private static final Duration QUARTER = Duration.ofMillis(250);

  @TempDir private Path folder;

  private static BufferedImage drawn(Consumer<Graphics2D> draw) {
    var image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
    Composition.paint(
        image,
        g -> {
          g.setColor(Color.WHITE);
          g.fillRect(0, 0, 160, 90);
          draw.accept(g);
        });
    return image;
  }

  private static BufferedImage text(String text, int x) {
    return drawn(g -> {
      g.setColor(Color.BLACK);
      g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 30));
      g.drawString(text, 10, 50);
      g.setColor(Charts.COLORS.get(1));
      g.fillOval(x, 60, 12, 12);
    });
  }

  private static BufferedImage colorful() {
    var image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 160 * 90; i++) {
      int x = i % 160;
      int y = i / 160;
      image.setRGB(x, y, new Color(x * 255 / 159, y * 255 / 89, (x + y) % 256).getRGB());
    }
    return image;
  }

  /// What a viewer shows: each frame over those before.
  private static List<BufferedImage> shown(Path file) throws IOException {
    var shown = new ArrayList<BufferedImage>();
    ImageReader reader = reader(file);
    BufferedImage screen = reader.read(0);
    for (int i = 0; i < reader.getNumImages(true); i++) {
      var next = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = next.createGraphics();
      g.drawImage(screen, 0, 0, null);
      g.drawImage(reader.read(i), 0, 0, null);
      g.dispose();
      shown.add(next);
      screen = next;
    }
    return shown;
  }

  private static ImageReader reader(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(file.toFile()));
    return reader;
  }

  private static IIOMetadataNode metadata(Path file, int frame) throws IOException {
    return (IIOMetadataNode)
        reader(file).getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
  }

  /// The largest difference of a channel.
  private static int difference(BufferedImage a, BufferedImage b) {
    int most = 0;
    for (int i = 0; i < 160 * 90; i++) {
      var p = new Color(a.getRGB(i % 160, i / 160));
      var q = new Color(b.getRGB(i % 160, i / 160));
      most = Math.max(most, Math.abs(p.getRed() - q.getRed()));
      most = Math.max(most, Math.abs(p.getGreen() - q.getGreen()));
      most = Math.max(most, Math.abs(p.getBlue() - q.getBlue()));
    }
    return most;
  }

  @Test
  void textAndPointsAreReadBackAsTheyWere() throws IOException {
    List<BufferedImage> frames = List.of(text("one", 0), text("two", 70), text("two", 140));
    List<BufferedImage> shown = shown(Animation.of(frames, QUARTER).write(folder.resolve("a.gif")));
    assertThat(shown).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(difference(frames.get(i), shown.get(i))).as("frame " + i).isLessThan(8);
    }
  }

  @Test
  void fourteenThousandColorsAreStoodForBy255() throws IOException {
    BufferedImage image = colorful();
    Path file = Animation.of(List.of(image), QUARTER).write(folder.resolve("a.gif"));
    assertThat(difference(image, shown(file).getFirst())).isLessThan(48);
  }

  @Test
  void theDelayAndTheLoopsAreWritten() throws IOException {
    List<BufferedImage> frames = List.of(text("one", 0), text("two", 0));
    Path forever = Animation.of(frames, QUARTER).write(folder.resolve("a.gif"));
    Path thrice = new Animation(frames, QUARTER, 3).write(folder.resolve("b.gif"));
    Path once = new Animation(frames, QUARTER, 1).write(folder.resolve("c.gif"));
    for (int i = 0; i < 2; i++) {
      var control =
          (IIOMetadataNode)
              metadata(forever, i).getElementsByTagName("GraphicControlExtension").item(0);
      assertThat(control.getAttribute("delayTime")).isEqualTo("25");
      assertThat(control.getAttribute("disposalMethod")).isEqualTo("doNotDispose");
    }
    assertThat(loops(forever)).isEqualTo(new byte[] {1, 0, 0});
    assertThat(loops(thrice)).isEqualTo(new byte[] {1, 2, 0});
    assertThat(metadata(once, 0).getElementsByTagName("ApplicationExtension").getLength()).isZero();
  }

  private static byte[] loops(Path file) throws IOException {
    NodeList found = metadata(file, 0).getElementsByTagName("ApplicationExtension");
    assertThat(found.getLength()).isOne();
    return (byte[]) ((IIOMetadataNode) found.item(0)).getUserObject();
  }

  @Test
  void whatHasNotChangedCostsNothing() throws IOException {
    Path one = Animation.of(List.of(colorful()), QUARTER).write(folder.resolve("a.gif"));
    List<BufferedImage> same = List.of(colorful(), colorful(), colorful());
    Path three = Animation.of(same, QUARTER).write(folder.resolve("b.gif"));
    assertThat(three.toFile().length()).isLessThan(one.toFile().length() + 2 * 1200);
  }

  @Test
  void settingsThatMakeNoSense() {
    List<BufferedImage> frames = List.of(text("one", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Animation.of(frames, Duration.ofMillis(9)))
        .withMessage("animation with a delay of 9 ms: from 10 ms to ten minutes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Animation(frames, QUARTER, -1))
        .withMessage("animation shown -1 times: from 1 to 65536, or 0 for ever");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Animation.of(List.of(), QUARTER).write(folder.resolve("a.gif")))
        .withMessage("animation without frames");
    var smaller = new BufferedImage(80, 90, BufferedImage.TYPE_INT_RGB);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Animation.of(List.of(text("one", 0), smaller), QUARTER).write(folder.resolve("a.gif")))
        .withMessage("animation with a frame of 80 × 90 after one of 160 × 90: one size for all");
  }
}
