package dev.adjoint.nn.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;

/// Writes a file whole or not at all: into a file of another name beside it, forced to the disk,
/// then moved to its place in one step. Whoever reads the place finds the old file or the new one.
/// Where files have POSIX permissions, those of the old one are kept.
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /// What writes the bytes of a file.
  @FunctionalInterface
  public interface Content {
    /// Writes them.
    ///
    /// @param out where to; not to be closed
    /// @throws IOException if they cannot be written
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file.
  ///
  /// @param file its place, in a directory that exists; what is there is replaced
  /// @param content what writes its bytes
  /// @throws IOException if it cannot be written; the place is then as it was
  public static void write(Path file, Content content) throws IOException {
    Path place = file.toAbsolutePath();
    Path directory = place.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("%s: there is no directory %s".formatted(file, directory));
    }
    String name = ".%s.%s.part".formatted(place.getFileName(), UUID.randomUUID());
    Path beside = directory.resolve(name);
    try {
      fill(beside, place, content);
      move(beside, place);
    } finally {
      Files.deleteIfExists(beside);
    }
    force(directory);
  }

  private static void fill(Path beside, Path place, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      allow(beside, place); // before there is anything to read
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /// Who may read and write a file that is replaced may do so with the new one; a file that is not
  /// there yet is made with what the process gives to new files.
  private static void allow(Path beside, Path place) throws IOException {
    var view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
    if (view != null && Files.exists(place)) {
      Set<PosixFilePermission> wanted = Files.getPosixFilePermissions(place);
      if (!wanted.equals(view.readAttributes().permissions())) {
        view.setPermissions(wanted);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(to + ": its file system cannot replace a file in one step", e);
    }
  }

  /// The new name is in the directory, which Linux forces to the disk by itself; elsewhere a
  /// directory cannot be opened, and the file system orders this.
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // not a file system where directories are files
    }
  }
}
