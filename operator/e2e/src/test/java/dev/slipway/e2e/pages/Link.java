package dev.slipway.e2e.pages;

import java.nio.file.Files;
import java.nio.file.Path;

/** A link to somewhere else in the repository, as a page has it. */
record Link(Path from, String written) {
  /** The file or folder that it leads to. */
  Path target() {
    var path = written.replaceFirst("#.*", "");
    return path.isEmpty() ? from : from.resolveSibling(path).normalize();
  }

  /** Whether somebody who follows it arrives, at the heading too. */
  boolean arrives() {
    if (!Files.exists(target())) {
      return false;
    }
    var hash = written.indexOf('#');
    return hash < 0 || Page.read(target()).anchors().contains(written.substring(hash + 1));
  }
}
