package dev.slipway.engine.apply;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.file.Digest;
import dev.slipway.engine.file.MigrationFileReader;
import dev.slipway.engine.finding.Finding;
import dev.slipway.engine.structure.StructureWishes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What is to become of a target. */
sealed interface Wanted permits Wanted.Release, TakenBack {
  MigrationFileReader file();

  StructureWishes wishes();

  /** The structure that is to be reached from the one that is there. */
  Catalog structure(Catalog target);

  /** What stands in the way; of use once nobody can write to the tables that are concerned. */
  List<Finding> findings(TargetSession session, StagedMigration staged)
      throws SQLException, IOException;

  /** Once the structure is changed, and before its rows are. */
  void writeValues() throws SQLException;

  /** Fails where the change did not lead to what was wanted. */
  void requireReached(TargetSession session, Catalog before) throws SQLException;

  default Digest digest() {
    return file().digest();
  }

  /** What a file of another environment brings. */
  record Release(MigrationFileReader file, boolean destructiveAllowed) implements Wanted {
    @Override
    public StructureWishes wishes() {
      return new StructureWishes(destructiveAllowed, file.manifest().casts());
    }

    @Override
    public Catalog structure(Catalog target) {
      return file.structure();
    }

    @Override
    public List<Finding> findings(TargetSession session, StagedMigration staged) {
      return List.of();
    }

    @Override
    public void writeValues() {}

    @Override
    public void requireReached(TargetSession session, Catalog before) {}
  }
}
