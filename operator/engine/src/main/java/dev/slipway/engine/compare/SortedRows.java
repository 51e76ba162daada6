package dev.slipway.engine.compare;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file in another order than the file's. Sorted in pieces that fit into memory, which
 * wait on disk and are merged as they are read; gone once this is closed.
 */
public final class SortedRows implements RowSource {
  private static final int PIECE_BYTES = 4 << 20;

  /** What an object for each row takes beside its text. */
  private static final int ROW_BYTES = 64;

  private static final int MERGED_AT_ONCE = 64;

  /** So little never gets to the disk: several inputs of a merge wait like this side by side. */
  private static final int KEPT_BYTES = 1 << 20;

  private final Comparator<CopyRow> order;
  private final int columns;
  private final Path scratch;
  private final int pieceBytes;
  private final List<Path> pieces = new ArrayList<>();
  private final List<Piece> open = new ArrayList<>();
  private final PriorityQueue<Piece> queue;
  private @Nullable Path folder;
  private Iterator<CopyRow> kept = Collections.emptyIterator();
  private int written;

  private SortedRows(Comparator<CopyRow> order, int columns, Path scratch, int pieceBytes) {
    this.order = order;
    this.columns = columns;
    this.scratch = scratch;
    this.pieceBytes = pieceBytes;
    this.queue = new PriorityQueue<>((one, other) -> order.compare(one.head, other.head));
  }

  public static SortedRows of(RowSource rows, Comparator<CopyRow> order, int columns, Path scratch)
      throws IOException {
    return of(rows, order, columns, scratch, PIECE_BYTES);
  }

  /** Takes the rows and closes them. */
  static SortedRows of(
      RowSource rows, Comparator<CopyRow> order, int columns, Path scratch, int pieceBytes)
      throws IOException {
    var sorted = new SortedRows(order, columns, scratch, pieceBytes);
    try (rows) {
      sorted.cut(rows);
      sorted.begin(sorted.pieces);
      return sorted;
    } catch (IOException | RuntimeException e) {
      sorted.close();
      throw e;
    }
  }

  @Override
  public @Nullable CopyRow next() throws IOException {
    var first = queue.poll();
    if (first == null) {
      return kept.hasNext() ? kept.next() : null;
    }
    var row = first.head;
    if (first.advance()) {
      queue.add(first);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    end();
    if (folder != null) {
      try (var left = Files.newDirectoryStream(folder)) {
        for (var file : left) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void cut(RowSource rows) throws IOException {
    var piece = new ArrayList<CopyRow>();
    long bytes = 0;
    for (var row = rows.next(); row != null; row = rows.next()) {
      piece.add(row);
      bytes += row.length() + ROW_BYTES;
      if (bytes >= pieceBytes) {
        write(piece);
        piece.clear();
        bytes = 0;
      }
    }
    if (pieces.isEmpty() && bytes <= Math.min(KEPT_BYTES, pieceBytes)) {
      piece.sort(order);
      kept = piece.iterator();
    } else {
      write(piece);
    }
  }

  private void write(List<CopyRow> piece) throws IOException {
    piece.sort(order);
    var file = nextFile();
    try (var out = output(file)) {
      for (var row : piece) {
        row.writeTo(out);
      }
    }
    pieces.add(file);
    if (pieces.size() == MERGED_AT_ONCE) {
      mergePieces();
    }
  }

  /** Else a long file would be more pieces than files may be open. */
  private void mergePieces() throws IOException {
    var file = nextFile();
    begin(pieces);
    try (var out = output(file)) {
      for (var row = next(); row != null; row = next()) {
        row.writeTo(out);
      }
    }
    end();
    for (var piece : pieces) {
      Files.delete(piece);
    }
    pieces.clear();
    pieces.add(file);
  }

  private void begin(List<Path> files) throws IOException {
    for (var file : files) {
      var rows = new FileRows(Files.newInputStream(file), file.toString(), columns);
      var first = rows.next();
      if (first == null) {
        rows.close();
      } else {
        var piece = new Piece(rows, first);
        open.add(piece);
        queue.add(piece);
      }
    }
  }

  private void end() throws IOException {
    queue.clear();
    for (var piece : open) {
      piece.rows.close();
    }
    open.clear();
  }

  private Path nextFile() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory(scratch, "sort-");
    }
    return folder.resolve("piece-" + written++);
  }

  private static OutputStream output(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private static final class Piece {
    private final FileRows rows;
    private CopyRow head;

    Piece(FileRows rows, CopyRow head) {
      this.rows = rows;
      this.head = head;
    }

    boolean advance() throws IOException {
      var row = rows.next();
      if (row != null) {
        head = row;
      }
      return row != null;
    }
  }
}
