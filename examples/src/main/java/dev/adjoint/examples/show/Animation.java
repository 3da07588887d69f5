package dev.adjoint.examples.show;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/// Images shown one after another: an animated GIF.
///
/// ```java
/// Animation.of(frames, Duration.ofMillis(250)).write(Path.of("course.gif"));
/// ```
///
/// Each frame has 255 colours of its own, and only what has changed is written.
///
/// @param frames the images, of one size; each may be made when it is asked for
/// @param delay how long a frame is shown, in steps of 10 ms
/// @param loops how often all are shown; 0 for ever
public record Animation(Iterable<BufferedImage> frames, Duration delay, int loops) {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if the delay is not from 10 ms to ten minutes, or the number
  ///   of loops not from 0 to 65536
  public Animation {
    if (delay.toMillis() < 10 || delay.toMinutes() >= 10) {
      throw new IllegalArgumentException(
          "animation with a delay of %d ms: from 10 ms to ten minutes".formatted(delay.toMillis()));
    }
    if (loops < 0 || loops > 65_536) {
      throw new IllegalArgumentException(
          "animation shown %d times: from 1 to 65536, or 0 for ever".formatted(loops));
    }
  }

  /// {@return an animation that goes on for ever}
  ///
  /// @param frames the images, of one size
  /// @param delay how long each is shown
  public static Animation of(Iterable<BufferedImage> frames, Duration delay) {
    return new Animation(frames, delay, 0);
  }

  /// Writes it.
  ///
  /// @param file a GIF file; what is there is replaced
  /// @return the file
  /// @throws IOException if it cannot be written
  /// @throws IllegalArgumentException if there are no frames, or they differ in size
  public Path write(Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var out = Files.newOutputStream(file);
        var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      write(writer);
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return file;
  }

  private void write(ImageWriter writer) throws IOException {
    var before = new int[0];
    int width = 0;
    for (BufferedImage frame : frames) {
      int[] pixels = pixels(frame);
      boolean first = before.length == 0;
      if (!first && (frame.getWidth() != width || pixels.length != before.length)) {
        throw new IllegalArgumentException(
            "animation with a frame of %d × %d after one of %d × %d: one size for all"
                .formatted(frame.getWidth(), frame.getHeight(), width, before.length / width));
      }
      BufferedImage image = Palette.of(pixels).image(pixels, before, frame.getWidth());
      writer.writeToSequence(new IIOImage(image, null, metadata(writer, image, first)), null);
      before = pixels;
      width = frame.getWidth();
    }
    if (width == 0) {
      throw new IllegalArgumentException("animation without frames");
    }
  }

  private static int[] pixels(BufferedImage frame) {
    int width = frame.getWidth();
    int height = frame.getHeight();
    int[] pixels = frame.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xffffff;
    }
    return pixels;
  }

  private IIOMetadata metadata(ImageWriter writer, BufferedImage image, boolean first)
      throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
    var root = new IIOMetadataNode(FORMAT);
    var control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "doNotDispose");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "TRUE");
    control.setAttribute("delayTime", Long.toString(delay.toMillis() / 10));
    control.setAttribute("transparentColorIndex", Integer.toString(Palette.TRANSPARENT));
    if (first && loops != 1) {
      addLoops(root);
    }
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }

  /// The extension counts how often all are shown again; 0 for ever.
  private void addLoops(IIOMetadataNode root) {
    int again = Math.max(0, loops - 1);
    var extension = child(child(root, "ApplicationExtensions"), "ApplicationExtension");
    extension.setAttribute("applicationID", "NETSCAPE");
    extension.setAttribute("authenticationCode", "2.0");
    extension.setUserObject(new byte[] {1, (byte) again, (byte) (again >> 8)});
  }

  private static IIOMetadataNode child(IIOMetadataNode parent, String name) {
    var node = new IIOMetadataNode(name);
    parent.appendChild(node);
    return node;
  }
}
