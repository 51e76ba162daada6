package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a migration did; the ledger of the database has it, too.
 *
 * @param preview the digest of the target as it was just before
 * @param undo what takes it back; absent where the ledger knows of none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Applied(
    String file,
    String preview,
    long added,
    long changed,
    long removed,
    long kept,
    @Nullable UndoFile undo)
    implements WorkResult {}
