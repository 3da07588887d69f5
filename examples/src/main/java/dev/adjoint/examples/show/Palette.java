package dev.adjoint.examples.show;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// At most 255 colours that stand for all of an image, and one that is transparent.
///
/// Of few colours each is kept, up to those that differ by less than 8 of 255. Of many, boxes of
/// neighbouring colours are halved at their medians until there are enough, and each stands for its
/// mean. Source: Heckbert, *Color image quantization for frame buffer display*, SIGGRAPH 1982.
final class Palette {
  /// The index of the colour that lets see what was there before.
  static final int TRANSPARENT = 255;

  /// Colours are counted in cells of 32 × 32 × 32.
  private static final int CELLS = 1 << 15;

  /// Cells that share a colour: a part of the sorted ones.
  private record Box(int[] cells, int from, int to, int channel, double weight) {
    static Box of(int[] cells, int from, int to, long[] counts) {
      int widest = 0;
      int width = -1;
      for (int channel = 0; channel < 3; channel++) {
        int low = 31;
        int high = 0;
        for (int i = from; i < to; i++) {
          int value = part(cells[i], channel);
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
        if (high - low > width) {
          width = high - low;
          widest = channel;
        }
      }
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += counts[cells[i]];
      }
      return new Box(cells, from, to, widest, width * Math.sqrt((double) sum));
    }
  }

  private final int[] colors;
  private final byte[] indices;

  private Palette(int[] colors, byte[] indices) {
    this.colors = colors;
    this.indices = indices;
  }

  private static int part(int cell, int channel) {
    return cell >> (10 - 5 * channel) & 31;
  }

  private static int cell(int rgb) {
    return (rgb >> 9 & 0x7c00) | (rgb >> 6 & 0x3e0) | (rgb >> 3 & 31);
  }

  /// {@return the colours of some pixels}
  ///
  /// @param pixels red, green and blue in eight bits each
  static Palette of(int[] pixels) {
    var counts = new long[CELLS];
    var sums = new long[3][CELLS];
    for (int rgb : pixels) {
      int cell = cell(rgb);
      counts[cell]++;
      for (int channel = 0; channel < 3; channel++) {
        sums[channel][cell] += rgb >> (16 - 8 * channel) & 255;
      }
    }
    return of(boxes(counts), counts, sums);
  }

  private static List<Box> boxes(long[] counts) {
    int[] cells = IntStream.range(0, CELLS).filter(c -> counts[c] > 0).toArray();
    var boxes = new ArrayList<Box>();
    boxes.add(Box.of(cells, 0, cells.length, counts));
    while (boxes.size() < TRANSPARENT) {
      Box largest = boxes.stream().max(Comparator.comparingDouble(Box::weight)).orElseThrow();
      if (largest.weight() == 0) {
        break;
      }
      int middle = median(largest, counts);
      boxes.remove(largest);
      boxes.add(Box.of(largest.cells(), largest.from(), middle, counts));
      boxes.add(Box.of(largest.cells(), middle, largest.to(), counts));
    }
    return boxes;
  }

  /// Sorts the cells of a box along its widest channel, and says where half of its pixels are.
  private static int median(Box box, long[] counts) {
    int[] sorted =
        Arrays.stream(box.cells(), box.from(), box.to())
            .boxed()
            .sorted(Comparator.comparingInt(c -> part(c, box.channel())))
            .mapToInt(c -> c)
            .toArray();
    System.arraycopy(sorted, 0, box.cells(), box.from(), sorted.length);
    long half = Arrays.stream(sorted).mapToLong(c -> counts[c]).sum() / 2;
    int middle = 0;
    for (long sum = 0; middle < sorted.length - 1 && sum <= half; middle++) {
      sum += counts[sorted[middle]];
    }
    return box.from() + Math.max(1, middle);
  }

  private static Palette of(List<Box> boxes, long[] counts, long[][] sums) {
    var colors = new int[256];
    var indices = new byte[CELLS];
    for (int k = 0; k < boxes.size(); k++) {
      Box box = boxes.get(k);
      long count = 0;
      var sum = new long[3];
      for (int i = box.from(); i < box.to(); i++) {
        int cell = box.cells()[i];
        indices[cell] = (byte) k;
        count += counts[cell];
        for (int channel = 0; channel < 3; channel++) {
          sum[channel] += sums[channel][cell];
        }
      }
      colors[k] =
          (int) (sum[0] / count) << 16 | (int) (sum[1] / count) << 8 | (int) (sum[2] / count);
    }
    return new Palette(colors, indices);
  }

  /// {@return an image in these colours}
  ///
  /// @param pixels row by row
  /// @param before pixels of the image before, which are left out where nothing has changed; of
  ///   length 0 if there is none
  /// @param width of a row
  BufferedImage image(int[] pixels, int[] before, int width) {
    var model = new IndexColorModel(8, 256, colors, 0, false, TRANSPARENT, 0);
    var image =
        new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      boolean same = before.length > 0 && before[i] == pixels[i];
      target[i] = same ? (byte) TRANSPARENT : indices[cell(pixels[i])];
    }
    return image;
  }
}
