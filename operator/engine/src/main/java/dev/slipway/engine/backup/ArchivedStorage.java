package dev.slipway.engine.backup;

import dev.slipway.engine.packing.PackedObject;
import java.util.List;

/**
 * A storage folder in a backup.
 *
 * @param entries files, folders and symbolic links
 * @param leftOut what is no such thing, and what vanished while it was read
 */
public record ArchivedStorage(
    String claim, PackedObject file, long entries, List<String> leftOut) {}
