package iot.smarthome.user.authorization.entity;

/**
 * One policy as it is written, and what its annotations say of it.
 *
 * @param id its {@code @id}, by which decisions name it
 * @param description its {@code @description}: one sentence for people
 * @param text Cedar
 */
public record PolicyText(String id, String description, Effect effect, String text) {}
