/**
 * What happened becomes a request to notify somebody: <em>that</em> it is to be told and to whom,
 * not how and where. Whoever delivers finds the people behind the audience, and what they prefer.
 *
 * <p><b>Areas.</b> The group that is responsible for an area is told once that the area is there:
 * when the area is created with the group, or when it gets the group later. The change of an area
 * tells the state after it only, so whether the group is a new one is not in it, and there is no
 * database here to remember the one before. It needs none: the request's id is made of the area and
 * the group. Whatever else changes in the area, and however often an event comes (at least once,
 * history published anew), it is the same request, with the same {@code correlationId} and event
 * id, and <em>whoever consumes requests takes one of an id it knows for done</em>. The most recent
 * ids are remembered in memory, which only saves Kafka the repetitions.
 *
 * <p>What changed longer than {@code smarthome.request.news-age} ago is no news: when the history
 * of all areas is published anew, or is read for the first time, nobody is told of areas that have
 * stood there for years.
 *
 * <p>A request is published before the change it comes from is acknowledged, so none is lost.
 */
package iot.smarthome.notify.request;
