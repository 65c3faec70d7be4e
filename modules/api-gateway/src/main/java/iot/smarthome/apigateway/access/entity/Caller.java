package iot.smarthome.apigateway.access.entity;

import java.time.Instant;

/**
 * Who has shown a token that is in order. What the caller may do is not in the token.
 *
 * @param subject how the OpenID provider knows the caller
 * @param client the application by which the caller comes, empty if the token does not say
 * @param mfa whether the provider says that more than a password was shown
 * @param expiresAt when the token ends
 */
public record Caller(String subject, String client, boolean mfa, Instant expiresAt) {}
