package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.nn.io.Mutations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest {
  @TempDir Path folder;

  private static byte[] bytes(BufferedImage image, String format) throws IOException {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private void put(String file, BufferedImage image, String format) throws IOException {
    put(file, bytes(image, format));
  }

  private void put(String file, byte[] bytes) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private static BufferedImage rgb(int width, int height, int... pixels) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, pixels[i % pixels.length]);
    }
    return image;
  }

  private static BufferedImage gray(int width, int height, long seed) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    var random = new Random(seed);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, random.nextInt(256));
    }
    return image;
  }

  @Test
  void classesAreFoldersInOrder() throws IOException {
    put("tulip/b.png", rgb(2, 1, 0xff0000, 0x00ff00), "png");
    put("rose/z.PNG", rgb(2, 1, 0x0000ff, 0x000000), "png");
    put("tulip/a.bmp", rgb(2, 1, 0x333333, 0xffffff), "bmp");
    put("tulip/.hidden", new byte[1]);
    put("readme.txt", new byte[1]);
    ImageFolder images = ImageFolder.of(folder);
    assertThat(images.classes()).containsExactly("rose", "tulip");
    assertThat(images).hasToString("folder of 3 images, classes [rose, tulip]");
    assertThat(images.files().stream().map(file -> file.getFileName().toString()))
        .containsExactly("z.PNG", "a.bmp", "b.png");
    Dataset data = images.rgb();
    assertThat(data).hasToString("data set of 3 rows, inputs f32[3,3,1,2], labels i32[3]");
    assertThat(data.labels().toIntArray()).containsExactly(0, 1, 1);
    assertThat(data.inputs().toFloatArray())
        .containsExactly(0, 0, 0, 0, 1, 0, 0.2f, 1, 0.2f, 1, 0.2f, 1, 1, 0, 0, 1, 0, 0);
    assertThat(images.gray().inputs().toFloatArray())
        .containsExactly(29 / 255f, 0, 0.2f, 1, 76 / 255f, 150 / 255f);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void filesAreClosed() throws IOException {
    for (int i = 0; i < 50; i++) {
      put("a/%d.png".formatted(i), gray(2, 2, i), "png");
    }
    assertThat(ImageFolder.of(folder).gray().size()).isEqualTo(50);
    put("a/damaged.png", new byte[9]);
    assertThatThrownBy(() -> ImageFolder.of(folder).gray()).isInstanceOf(IOException.class);
    Path real = folder.toRealPath();
    assertThat(open()).isNotEmpty().noneMatch(file -> file.startsWith(real));
  }

  /// The files that this process has open.
  private static List<Path> open() throws IOException {
    var files = new ArrayList<Path>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        files.add(Files.readSymbolicLink(descriptor));
      }
    }
    return files;
  }

  @Test
  void grayIsTakenAsItIs() throws IOException {
    BufferedImage image = gray(5, 3, 1);
    put("a/x.png", image, "png");
    float[] values = ImageFolder.of(folder).gray().inputs().toFloatArray();
    for (int i = 0; i < 15; i++) {
      assertThat(values[i]).isEqualTo(image.getRaster().getSample(i % 5, i / 5, 0) / 255f);
    }
  }

  @Test
  void jpegsAreNearTheirImages() throws IOException {
    put("a/x.jpg", rgb(16, 16, 0x204080), "jpg");
    float[] values = ImageFolder.of(folder).rgb().inputs().toFloatArray();
    assertThat(values[0] * 255).isBetween(29f, 35f);
    assertThat(values[256] * 255).isBetween(61f, 67f);
    assertThat(values[512] * 255).isBetween(125f, 131f);
  }

  @Test
  void sizesMustAgreeOrBeGiven() throws IOException {
    put("a/x.png", gray(4, 4, 1), "png");
    put("a/y.png", gray(8, 2, 2), "png");
    ImageFolder images = ImageFolder.of(folder);
    assertThatThrownBy(images::gray)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s: is of 2 by 8 pixels, but %s of 4 by 4; give a size to scale all to",
            folder.resolve("a/y.png"), folder.resolve("a/x.png"));
    assertThat(images.gray(4, 4).inputs().shape()).hasToString("[2,1,4,4]");
    assertThat(images.rgb(3, 7).inputs().shape()).hasToString("[2,3,3,7]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.gray(0, 4))
        .withMessage("images of size 0: at least 1");
  }

  @Test
  void foldersWithoutImagesAreNamed() throws IOException {
    assertThatThrownBy(() -> ImageFolder.of(folder.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("missing") + ": no such folder");
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessage(folder + ": has no folder; wants one for each class, with its images");
    Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> ImageFolder.of(folder))
        .hasMessage(folder.resolve("empty") + ": has no image");
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    put("a/readme.txt", "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> ImageFolder.of(folder).gray())
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("a/readme.txt") + ": is no image that can be read");
  }

  /// A PNG that declares 60,000 by 60,000 pixels, in a few bytes.
  @Test
  void anImageThatPromisesTooMuchTakesNoMemory() throws IOException {
    byte[] bytes = bytes(gray(4, 4, 1), "png");
    for (int place : new int[] {16, 20}) { // width and height of its header
      bytes[place + 2] = (byte) (60_000 >> 8);
      bytes[place + 3] = (byte) 60_000;
    }
    var crc = new java.util.zip.CRC32();
    crc.update(bytes, 12, 17);
    java.nio.ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    put("a/bomb.png", bytes);
    assertThatThrownBy(() -> ImageFolder.of(folder).gray())
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("a/bomb.png")
                + ": declares 60000 by 60000 pixels, but an image of at most 134217728 is read");
  }

  /// 2,500 damaged files: each is read or refused with its name.
  @Test
  void aDamagedFileIsReadOrRefused() throws IOException {
    Path file = folder.resolve("x");
    byte[][] images = {
      bytes(gray(9, 7, 1), "png"),
      bytes(rgb(9, 7, 0x123456, 0xfedcba), "png"),
      bytes(rgb(16, 16, 0x204080, 0), "jpg"),
      bytes(rgb(9, 7, 0x123456, 0xfedcba), "gif"),
      bytes(rgb(9, 7, 0x123456, 0xfedcba), "bmp")
    };
    int refused = 0;
    for (int seed = 0; seed < 2500; seed++) {
      Files.write(file, Mutations.of(images[seed % images.length], seed));
      try {
        Picture picture = Picture.read(file, seed % 2 == 0);
        assertThat(picture.planes()[0]).hasSize(picture.height() * picture.width());
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(file + ": ");
      }
    }
    assertThat(refused).isGreaterThan(500);
  }
}
