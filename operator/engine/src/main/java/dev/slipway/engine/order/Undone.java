package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What taking a release back did; the ledger of the database has it, too.
 *
 * @param undone the run whose change is taken back
 * @param undo what takes this back in its turn; absent where the ledger knows of none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Undone(String undone, @Nullable UndoFile undo) implements WorkResult {}
