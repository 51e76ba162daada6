/** How the engine reaches a PostgreSQL database, and what it holds constant in every session. */
@NullMarked
package dev.slipway.engine.database;

import org.jspecify.annotations.NullMarked;
