/** What decisions are made of: people, things and where they are, policies, questions, answers. */
package iot.smarthome.user.authorization.entity;
