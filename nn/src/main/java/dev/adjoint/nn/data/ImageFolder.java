package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Images in folders, one for each class: `flowers/rose/a.png`, `flowers/tulip/b.jpg`.
///
/// ```java
/// ImageFolder flowers = ImageFolder.of(Path.of("flowers"));
/// Dataset data = flowers.rgb(64, 64);          // f32[n,3,64,64] in 0…1, labels i32[n]
/// String name = flowers.classes().get(1);      // tulip
/// ```
///
/// Classes and files are in the order of their names. Hidden files, whose names begin with a dot,
/// are passed over; any other file must be an image that Java reads: PNG, JPEG, GIF, BMP, TIFF.
/// Gray is `0.299 r + 0.587 g + 0.114 b`; transparency is left out. Images are kept as bytes.
/// Errors: an [IOException] that names the file and what is wrong with it.
///
/// @param classes the names of the folders, in order
/// @param files the images, class by class
/// @param labels the number of the class of each
public record ImageFolder(List<String> classes, List<Path> files, List<Integer> labels) {
  /// Keeps copies of the lists.
  public ImageFolder {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    labels = List.copyOf(labels);
  }

  /// {@return what is in a folder; no image is read yet}
  ///
  /// @param folder the folder of the folders of the classes
  /// @throws IOException if it cannot be read, has no folder, or one of them has no image
  public static ImageFolder of(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    var labels = new ArrayList<Integer>();
    List<Path> folders = listed(folder).stream().filter(Files::isDirectory).toList();
    if (folders.isEmpty()) {
      throw new IOException(folder + ": has no folder; wants one for each class, with its images");
    }
    for (Path each : folders) {
      List<Path> own = listed(each);
      if (own.isEmpty()) {
        throw new IOException(each + ": has no image");
      }
      own.forEach(_ -> labels.add(folders.indexOf(each)));
      files.addAll(own);
    }
    return new ImageFolder(
        folders.stream().map(each -> each.getFileName().toString()).toList(), files, labels);
  }

  private static List<Path> listed(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": no such folder");
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /// {@return the images in gray, `f32[n,1,height,width]` in 0…1; all must be of one size}
  ///
  /// @throws IOException if one cannot be read, or is of another size than the first
  public Dataset gray() throws IOException {
    return read(true, 0, 0);
  }

  /// {@return the images in gray, scaled to one size}
  ///
  /// @param height the number of rows
  /// @param width the number of columns
  /// @throws IOException if one cannot be read
  /// @throws IllegalArgumentException if a size is not positive
  public Dataset gray(int height, int width) throws IOException {
    return read(true, checked(height), checked(width));
  }

  /// {@return the images in red, green and blue, `f32[n,3,height,width]` in 0…1; all must be of one
  /// size}
  ///
  /// @throws IOException if one cannot be read, or is of another size than the first
  public Dataset rgb() throws IOException {
    return read(false, 0, 0);
  }

  /// {@return the images in red, green and blue, scaled to one size}
  ///
  /// @param height the number of rows
  /// @param width the number of columns
  /// @throws IOException if one cannot be read
  /// @throws IllegalArgumentException if a size is not positive
  public Dataset rgb(int height, int width) throws IOException {
    return read(false, checked(height), checked(width));
  }

  private static int checked(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("images of size %d: at least 1".formatted(size));
    }
    return size;
  }

  /// Of the size of the first image where none is given.
  private Dataset read(boolean gray, int height, int width) throws IOException {
    Picture first = Picture.read(files.getFirst(), gray);
    int h = height == 0 ? first.height() : height;
    int w = width == 0 ? first.width() : width;
    int count = first.planes().length * h * w;
    byte[] bytes = new byte[Math.multiplyExact(files.size(), count)];
    for (int i = 0; i < files.size(); i++) {
      Picture picture = i == 0 ? first : Picture.read(files.get(i), gray);
      if (height == 0 && (picture.height() != h || picture.width() != w)) {
        throw new IOException(
            "%s: is of %d by %d pixels, but %s of %d by %d; give a size to scale all to"
                .formatted(
                    files.get(i), picture.height(), picture.width(), files.getFirst(), h, w));
      }
      picture.resized(h, w).copy(bytes, i * count);
    }
    Idx pixels = Idx.of(Shape.of(files.size(), first.planes().length, h, w), bytes);
    return Dataset.of(pixels, 255, labelArray());
  }

  private NDArray labelArray() {
    return NDArray.of(labels.stream().mapToInt(label -> label).toArray());
  }

  /// {@return how many images there are, and of which classes}
  @Override
  public String toString() {
    return "folder of %d images, classes %s".formatted(files.size(), classes);
  }
}
