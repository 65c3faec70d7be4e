/**
 * Who is who: users, the groups they are in, what they own and what they prefer.
 *
 * <p>The identity provider says that somebody is who he claims to be; everything else about a
 * person is kept here. A user is linked to the provider's <em>subject</em>, one user to one
 * subject. A login without a user is nobody: no user and no role comes into being by logging in.
 *
 * <ul>
 *   <li>A user has roles (administrator, engineer, end user), a language (BCP 47), channels by
 *       which he wants to be told, and contact data that never leaves this service with an event.
 *   <li>A group is named by a stable code such as {@code east-engineers}, which other services keep
 *       as an area's responsible group. Users are members of groups. The group {@code platform} is
 *       known to all: administrators in it administrate everything.
 *   <li>An ownership says that a user owns a room (and so the devices in it) or a device. A thing
 *       can have several owners.
 * </ul>
 *
 * <p>Three things never happen: two users with one subject, a member of a group that is not there,
 * and a platform without an administrator (see {@link
 * iot.smarthome.user.directory.control.PlatformAdministration}), however many people change things
 * at the same time.
 *
 * <p>Every change is told on {@code user.cdc.v1}, without e-mail address and phone number.
 */
package iot.smarthome.user.directory;
