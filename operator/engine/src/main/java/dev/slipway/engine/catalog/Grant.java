package dev.slipway.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A right that a role has on a table, sequence or view; or on a column of it alone.
 *
 * @param grantee as SQL reads it: PUBLIC, or a role, quoted where it has to be
 * @param privilege such as {@code SELECT}
 * @param grantable whether the role may pass it on
 */
public record Grant(
    String object, @Nullable String column, String grantee, String privilege, boolean grantable) {}
