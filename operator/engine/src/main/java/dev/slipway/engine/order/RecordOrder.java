package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Keep what became of a release, and say where its file is proven from now on, or no longer is.
 *
 * @param database whose ledger tells what was committed; where it does not answer, the record says
 *     so. Absent: nothing can have been
 * @param record without what only the ledger knows
 * @param validated the mark that the release has earned; absent: none
 * @param withdrawn the digest of a file that is no longer proven here; absent: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordOrder(
    int formatVersion,
    RunStep step,
    @Nullable DatabaseAccess database,
    StoreAccess releases,
    ReleaseRecord record,
    @Nullable ValidatedMark validated,
    @Nullable String withdrawn)
    implements WorkOrder {}
