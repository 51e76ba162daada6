package dev.slipway.engine.restore;

import dev.slipway.engine.preset.AppFacts;
import dev.slipway.engine.preset.Naming;
import dev.slipway.engine.preset.Preset;
import java.sql.Connection;
import java.sql.SQLException;

/** How a database tells which version of an app works in it. */
public record InstalledApp(Preset preset, Naming naming) {
  AppFacts facts(Connection session, String schema) throws SQLException {
    return AppFacts.read(session, schema, preset, naming);
  }
}
