package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Names as a file system has them: bytes, which are text only by custom. As a string each character
 * stands for the byte of its number, so that no locale comes between an archive and a folder. A
 * path's URI has the very bytes.
 */
final class RawName {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Nothing can be below it, so that its URI is not taken for a folder's. */
  private static final Path NO_FOLDER = Path.of("/dev/null");

  private static final String NO_FOLDERS_URI = "/dev/null/";

  private RawName() {}

  /** The name of a path below a folder. */
  static String below(Path folder, Path path) {
    var text = folder.relativize(path).toString();
    if (isPlain(text)) {
      return text;
    }
    var root = decoded(folder.toUri());
    var name =
        decoded(path.toUri()).substring(root.endsWith("/") ? root.length() : root.length() + 1);
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  /** Where a symbolic link leads to, to the last slash. */
  static String ofTarget(Path target) {
    var text = target.toString();
    if (isPlain(text)) {
      return text;
    }
    var relative = target.subpath(0, target.getNameCount());
    var name = decoded(NO_FOLDER.resolve(relative).toUri()).substring(NO_FOLDERS_URI.length());
    return target.isAbsolute() ? "/" + name : name;
  }

  /** Fails with IllegalArgumentException where no path can be called so. */
  static Path path(String raw) {
    if (isPlain(raw) && !raw.contains("//") && !(raw.endsWith("/") && raw.length() > 1)) {
      return Path.of(raw);
    }
    var absolute = raw.startsWith("/");
    var encoded = new StringBuilder("file:///");
    for (byte one : raw.substring(absolute ? 1 : 0).getBytes(ISO_8859_1)) {
      HEX.toHexDigits(encoded.append('%'), one);
    }
    var path = Path.of(URI.create(encoded.toString()));
    return absolute ? path : path.subpath(0, path.getNameCount());
  }

  /** For people: as UTF-8, and where it is none, with its bytes as numbers. */
  static String inWords(String raw) {
    if (isPlain(raw)) {
      return raw;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException _) {
      var words = new StringBuilder();
      for (int i = 0; i < raw.length(); i++) {
        char it = raw.charAt(i);
        words.append(
            it < 0x80 ? String.valueOf(it) : "\\x" + HexFormat.of().toHexDigits((byte) it));
      }
      return words.toString();
    }
  }

  /** Such names are the same bytes in every locale. */
  private static boolean isPlain(String text) {
    return text.chars().allMatch(it -> it < 0x80);
  }

  private static String decoded(URI uri) {
    var path = uri.getRawPath();
    var bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(path, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(path.charAt(i));
      }
    }
    return bytes.toString(ISO_8859_1);
  }
}
