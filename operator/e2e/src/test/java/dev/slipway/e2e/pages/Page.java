package dev.slipway.e2e.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A page of Markdown: what leads out of it, and where one may arrive in it. */
record Page(Path file, String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^()\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As they are written; those to other places of the web are left out. */
  List<Link> links() {
    var prose = CODE.matcher(withoutBlocks()).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(it -> it.group(1))
        .filter(it -> !ELSEWHERE.matcher(it).matches())
        .map(it -> new Link(file, it))
        .toList();
  }

  /** By the rule of those who show Markdown: the second heading of a name ends in -1. */
  Set<String> anchors() {
    var anchors = new HashSet<String>();
    HEADING
        .matcher(withoutBlocks())
        .results()
        .map(it -> anchor(it.group(1)))
        .forEach(
            anchor -> {
              var number = 0;
              var name = anchor;
              while (!anchors.add(name)) {
                number++;
                name = anchor + "-" + number;
              }
            });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }

  private String withoutBlocks() {
    return BLOCK.matcher(text).replaceAll("");
  }
}
