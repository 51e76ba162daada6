package dev.slipway.engine.secrets;

import dev.slipway.engine.catalog.Column;
import dev.slipway.engine.preset.SecretPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of the rows that come by, with what was decided about it once and for all. */
record InspectedColumn(String name, Writing writing, SecretPaths secrets) {
  static InspectedColumn of(String name, @Nullable Column column, List<SecretPath> secrets) {
    return new InspectedColumn(name, Writing.of(column), SecretPaths.of(name, secrets));
  }

  /** Whether there may be something in it though the row shows none of the triggers. */
  boolean showsNoTrigger() {
    return writing == Writing.BYTES || !secrets.isEmpty();
  }

  /** Whether nothing can be written into it that anybody looks for. */
  boolean holdsNothing() {
    return writing == Writing.NO_TEXT && secrets.isEmpty();
  }

  boolean isWorthALook(Text field, boolean triggered, Watch watch) {
    if (RowFields.isNull(field)) {
      return false;
    }
    if (showsNoTrigger()) {
      return true;
    }
    boolean watched =
        watch.everywhere()
            || (triggered && watch.triggers().anyIn(field.bytes, field.from, field.to));
    return writing != Writing.NO_TEXT && watched;
  }
}
