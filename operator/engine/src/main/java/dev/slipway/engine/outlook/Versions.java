package dev.slipway.engine.outlook;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.file.Manifest;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the app in the target is the one that the file was made with. Of what either side does
 * not tell nothing is said.
 */
public final class Versions {
  private final AppFacts source;
  private final AppFacts target;
  private final List<Finding> findings = new ArrayList<>();

  private Versions(AppFacts source, AppFacts target) {
    this.source = source;
    this.target = target;
  }

  public static List<Finding> of(Manifest manifest, AppFacts target) {
    var versions = new Versions(manifest.origin().app(), target);
    versions.compareCore();
    versions.comparePlugins();
    return versions.findings;
  }

  /** Settings that change the names of tables show in these names. */
  public static List<Finding> ofNaming(
      Preset preset, Catalog structure, Catalog target, Naming naming) {
    var theirs = names(structure);
    var ours = names(target);
    var fitting = Naming.fitting(preset, theirs);
    if (fitting.equals(naming)
        || preset.settings().isEmpty()
        || naming.fits(preset, ours) * 2 < preset.tables().size()
        || fitting.fits(preset, theirs) * 2 < preset.tables().size()
        || naming.fits(preset, theirs) > 0) {
      return List.of();
    }
    return List.of(
        Finding.refusal(
            "setting-differs",
            "names of tables",
            "the app's own tables are called otherwise in the file than in the target, so that none meets its counterpart",
            "build the file from an installation with the same "
                + String.join(", ", preset.settings())));
  }

  private static List<String> names(Catalog catalog) {
    return catalog.tables().stream().map(Table::name).toList();
  }

  private void compareCore() {
    if (source.version() != null
        && target.version() != null
        && !source.version().equals(target.version())) {
      findings.add(
          Finding.refusal(
              "core-version",
              "core",
              "the file was made with version %s, the target runs %s"
                  .formatted(source.version(), target.version()),
              "bring both to one version, then build the file anew"));
    }
  }

  private void comparePlugins() {
    if (source.plugins() == null || target.plugins() == null) {
      return;
    }
    source
        .plugins()
        .forEach(
            (name, plugin) -> {
              if (plugin.enabled()) {
                compare(name, plugin.version(), target.plugins().get(name));
              }
            });
  }

  private void compare(String name, String version, AppFacts.@Nullable Plugin other) {
    if (other == null) {
      missing(name, version);
    } else if (!version.isEmpty()
        && !other.version().isEmpty()
        && !version.equals(other.version())) {
      findings.add(
          Finding.acceptableRefusal(
              "plugin-version",
              name,
              "the file was made with version %s, the target says %s"
                  .formatted(version, other.version()),
              "bring both to one version, or accept plugin-version:%s with a reason"
                  .formatted(name)));
    } else if (!other.enabled()) {
      disabled(name, "the target has this plugin, and it is off");
    }
  }

  /** What comes with the core is there, whether or not anybody has switched it on. */
  private void missing(String name, String version) {
    if (!version.isEmpty()
        && Objects.equals(version, source.version())
        && Objects.equals(version, target.version())) {
      disabled(name, "the target has never switched on this plugin, which comes with the core");
    } else {
      findings.add(
          Finding.acceptableRefusal(
              "plugin-missing",
              name,
              "the file was made with this plugin, and the target does not know it",
              "install it in the target, or accept plugin-missing:%s with a reason"
                  .formatted(name)));
    }
  }

  private void disabled(String name, String what) {
    findings.add(
        Finding.warning(
            "plugin-disabled",
            name,
            what,
            "the release switches it on; see that the target's image has it"));
  }
}
