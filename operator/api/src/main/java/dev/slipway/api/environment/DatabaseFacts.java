package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database in short: which one it is, how large, and what Slipway may do in it. */
public record DatabaseFacts(
    @JsonPropertyDescription("The server's system identifier.") @Nullable @Word
        String systemIdentifier,
    @JsonPropertyDescription("The database's object id.") @Nullable Long oid,
    @JsonPropertyDescription("Its size, such as 1.2Gi.") @Nullable @Word String size,
    @JsonPropertyDescription("How many tables it has.") @Nullable Integer tables,
    @Items(max = 16)
        @JsonPropertyDescription(
            "What the role that Slipway works with may do there, beyond reading and writing rows.")
        @Nullable List<@Word String> rights) {}
