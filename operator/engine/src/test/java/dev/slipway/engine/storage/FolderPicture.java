package dev.slipway.engine.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** All that is in a folder, as find sees it: names byte for byte, and nothing of it by Java. */
final class FolderPicture {
  /** Name, kind, mode, owner, time, where a link leads. */
  private static final String LINE = "%P %y %#m %U:%G %T@ %l\\0";

  /** Than a ten-millionth of a second, which is as much as the archive's library writes. */
  private static final Pattern FINER = Pattern.compile("( \\d+\\.\\d{7})\\d+");

  private FolderPicture() {}

  static List<String> of(Path folder) throws IOException {
    var builder =
        new ProcessBuilder("find", folder.toString(), "-mindepth", "1", "-printf", LINE)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", "C");
    var find = builder.start();
    try (var output = find.getInputStream()) {
      var lines = new String(output.readAllBytes(), ISO_8859_1).split("\0");
      return Arrays.stream(lines).map(it -> FINER.matcher(it).replaceFirst("$1")).sorted().toList();
    }
  }
}
