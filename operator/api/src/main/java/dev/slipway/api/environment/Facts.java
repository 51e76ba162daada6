package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Digest;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Word;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker saw of an app and its database. */
public record Facts(
    @JsonPropertyDescription("Version of the app.") @Nullable @Word String coreVersion,
    @JsonPropertyDescription("The app's plugins.") @Nullable PluginFacts plugins,
    @JsonPropertyDescription("Version of the database server.") @Nullable @Word
        String serverVersion,
    @JsonPropertyDescription("The database.") @Nullable DatabaseFacts database,
    @Items(max = 16)
        @JsonPropertyDescription(
            "The app's settings that have to be equal in all environments of a chain, as far as spec.variables has them.")
        @Nullable Map<String, @Word String> settings,
    @JsonPropertyDescription(
            "A digest of the app's configuration, less what the app writes by itself and what is the environment's own.")
        @Nullable
        @Digest
        String configuration,
    @JsonPropertyDescription("When this was seen.") @Nullable Instant observedAt) {}
