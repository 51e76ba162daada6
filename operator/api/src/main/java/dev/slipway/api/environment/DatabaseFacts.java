package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import org.jspecify.annotations.Nullable;

/** A database in short: which one it is, and how large. */
public record DatabaseFacts(
    @JsonPropertyDescription("The server's system identifier.") @Nullable @Word
        String systemIdentifier,
    @JsonPropertyDescription("The database's object id.") @Nullable Long oid,
    @JsonPropertyDescription("Its size, such as 1.2Gi.") @Nullable @Word String size,
    @JsonPropertyDescription("How many tables it has.") @Nullable Integer tables) {}
