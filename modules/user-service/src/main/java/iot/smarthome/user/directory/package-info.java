/**
 * Who is who: users, the groups they are in, what they own and what they prefer. The identity
 * provider says that somebody is who he claims to be; everything else about a person is kept here,
 * found by the provider's subject.
 */
package iot.smarthome.user.directory;
