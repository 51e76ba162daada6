package dev.slipway.engine.outlook;

import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.AppNames;
import dev.slipway.engine.secrets.MissingVariables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What people are to know of a target before a release: everything at once. */
public final class Outlook {
  private Outlook() {}

  /** What keeps a release from beginning, beside its rules and structure. */
  public static List<Finding> ofApp(Release release) throws SQLException {
    var facts =
        AppFacts.read(release.connection(), release.schema(), release.preset(), release.naming());
    var findings = new ArrayList<>(Versions.of(release.manifest(), facts));
    findings.addAll(
        Versions.ofNaming(
            release.preset(), release.structure(), release.target(), release.naming()));
    return findings;
  }

  /** What the release does to what it leaves alone; reads rows. */
  public static List<Finding> ofRows(Release release) throws SQLException {
    var names = AppNames.of(release.naming(), release.target(), release.structure());
    var questions = new Questions(release.connection());
    new HeldRows(release, names, questions).find();
    new DanglingReferences(release, names, questions).find();
    new UnfinishedRuns(release, names, questions).find();
    new Lineage(release, names, questions).find();
    new Numbers(release, questions).find();
    new UserTables(release, names, questions).find();
    new LeftBehind(release, names, questions).find();
    return questions.findings();
  }

  /** Variables that the file's content refers to and that the target's database does not have. */
  public static List<Finding> ofVariables(Release release) throws SQLException {
    return release.preset().facts().variables().sql() == null
        ? List.of()
        : MissingVariables.inDatabase(
            release.manifest().variables(),
            release.connection(),
            release.schema(),
            release.preset(),
            release.naming());
  }
}
