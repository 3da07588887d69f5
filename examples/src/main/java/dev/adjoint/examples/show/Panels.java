package dev.adjoint.examples.show;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/// Images beside and below each other, as one image with a title.
public final class Panels {
  private static final int MARGIN = 20;
  private static final int GAP = 12;
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
  private static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 18);

  private Panels() {}

  /// {@return a grid of images, row by row, each in the middle of a cell for the largest}
  ///
  /// @param title what stands above
  /// @param columns how many images a row has
  /// @param images the images
  public static BufferedImage grid(String title, int columns, List<BufferedImage> images) {
    int width = images.stream().mapToInt(BufferedImage::getWidth).max().orElse(0);
    int height = images.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
    int rows = Math.ceilDiv(images.size(), columns);
    int top = MARGIN + 44;
    int total = Math.max(columns * (width + GAP) - GAP, width(title, TITLE));
    BufferedImage sheet =
        Composition.white(total + 2 * MARGIN, top + rows * (height + GAP) - GAP + MARGIN);
    Graphics2D pen = pen(sheet);
    centred(pen, title, TITLE, sheet.getWidth() / 2, MARGIN + 24);
    int left = (sheet.getWidth() - columns * (width + GAP) + GAP) / 2;
    for (int i = 0; i < images.size(); i++) {
      BufferedImage image = images.get(i);
      int x = left + i % columns * (width + GAP) + (width - image.getWidth()) / 2;
      pen.drawImage(image, x, top + i / columns * (height + GAP), null);
    }
    pen.dispose();
    return sheet;
  }

  /// {@return an image with a line of text below}
  ///
  /// @param image the image
  /// @param caption the text
  public static BufferedImage captioned(BufferedImage image, String caption) {
    int width = Math.max(image.getWidth(), width(caption, CAPTION));
    BufferedImage sheet = Composition.white(width, image.getHeight() + 28);
    Graphics2D pen = pen(sheet);
    pen.drawImage(image, (width - image.getWidth()) / 2, 0, null);
    centred(pen, caption, CAPTION, width / 2, image.getHeight() + 21);
    pen.dispose();
    return sheet;
  }

  private static Graphics2D pen(BufferedImage sheet) {
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    return pen;
  }

  private static void centred(Graphics2D pen, String text, Font font, int x, int baseline) {
    pen.setFont(font);
    pen.drawString(text, x - pen.getFontMetrics().stringWidth(text) / 2, baseline);
  }

  private static int width(String text, Font font) {
    Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    FontMetrics metrics = pen.getFontMetrics(font);
    pen.dispose();
    return metrics.stringWidth(text);
  }
}
