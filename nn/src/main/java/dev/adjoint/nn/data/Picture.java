package dev.adjoint.nn.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// One image of a file, as planes of numbers from 0 to 255.
///
/// @param height the number of rows
/// @param width the number of columns
/// @param planes one for gray; red, green and blue for colours
record Picture(int height, int width, float[][] planes) {
  /// More pixels than this are refused before memory is taken for them.
  private static final long PIXELS = 1L << 27;

  /// {@return the image in a file; what is transparent is as its colours have it}
  ///
  /// @throws IOException that names the file, if it holds no image that can be read
  static Picture read(Path file, boolean gray) throws IOException {
    try (InputStream bytes = Files.newInputStream(file); // which the other does not close
        ImageInputStream in = ImageIO.createImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("%s: is no image that can be read".formatted(file));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return of(checked(file, reader).read(0), gray);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw named(file, e);
    } catch (RuntimeException e) { // readers throw these, too, at bytes they did not expect
      throw new IOException("%s: is a damaged image: %s".formatted(file, e), e);
    }
  }

  private static IOException named(Path file, IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file + ":")
        ? e
        : new IOException("%s: is a damaged image: %s".formatted(file, message), e);
  }

  private static ImageReader checked(Path file, ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > PIXELS) {
      throw new IOException(
          "%s: declares %d by %d pixels, but an image of at most %d is read"
              .formatted(file, reader.getWidth(0), reader.getHeight(0), PIXELS));
    }
    return reader;
  }

  private static Picture of(BufferedImage image, boolean gray) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[][] planes = new float[gray ? 1 : 3][height * width];
    boolean plain = isPlainGray(image);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int place = y * width + x;
        if (plain) {
          float value = sample(image.getRaster(), x, y);
          for (float[] plane : planes) {
            plane[place] = value;
          }
        } else {
          fill(planes, place, image.getRGB(x, y));
        }
      }
    }
    return new Picture(height, width, planes);
  }

  private static void fill(float[][] planes, int place, int rgb) {
    int red = rgb >> 16 & 255;
    int green = rgb >> 8 & 255;
    int blue = rgb & 255;
    if (planes.length == 1) {
      planes[0][place] = Math.round((299 * red + 587 * green + 114 * blue) / 1000f);
    } else {
      planes[0][place] = red;
      planes[1][place] = green;
      planes[2][place] = blue;
    }
  }

  /// Java takes gray for linear light and would brighten it on its way to RGB; files mean the
  /// numbers as they are.
  private static boolean isPlainGray(BufferedImage image) {
    int type = image.getRaster().getDataBuffer().getDataType();
    return image.getColorModel().getNumColorComponents() == 1
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  private static float sample(Raster raster, int x, int y) {
    int value = raster.getSample(x, y, 0);
    return raster.getDataBuffer().getDataType() == DataBuffer.TYPE_USHORT ? value >> 8 : value;
  }

  Picture resized(int newHeight, int newWidth) {
    float[][] others = new float[planes.length][];
    for (int c = 0; c < planes.length; c++) {
      others[c] = Resize.of(planes[c], height, width, newHeight, newWidth);
    }
    return new Picture(newHeight, newWidth, others);
  }

  /// Writes the planes as bytes.
  void copy(byte[] target, int at) {
    int place = at;
    for (float[] plane : planes) {
      for (float value : plane) {
        target[place++] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
  }
}
