/**
 * Many places at once, from a file: a building as its owner has it in a spreadsheet.
 *
 * <p>CSV (RFC 4180) in UTF-8, with comma, semicolon or tab. The first line names the columns, in
 * any order: {@code building, floor, area, room} hold codes and say which place a row is about, the
 * deepest that is filled; {@code name, address, usage, responsibleGroup, latitude, longitude} say
 * what it is like. An empty cell says nothing: what stood before stays, and a new place without a
 * name is called as its code. Floors and areas that no row is about are added when a place lies in
 * them; a building is not, so that a slip of the pen makes no second one.
 *
 * <p>A place is known by the codes on its way from the building. So a file may be sent again: what
 * is there is kept or brought up to date, and a file that was interrupted is completed.
 *
 * <p>All rows are checked before anything is stored. With {@code all-or-nothing} one broken row
 * refuses the file; with {@code skip-broken} the others are stored.
 */
package iot.smarthome.building.intake;
