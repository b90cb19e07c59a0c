/// The report: one HTML file that needs nothing else, made from run journals and from nothing but
/// them. A journal is folded once into the facts of a run ([dev.pawl.cli.report.RunFold]); the
/// facts become sections of text, tables and charts; and a page holds the sections, their data, and
/// the script that draws them.
///
/// Whatever a journal says is untrusted, for programs under improvement wrote much of it: it
/// reaches the page only through [dev.pawl.cli.report.Html], which escapes it, or as data, and the
/// page forbids every script but its own.
@NullMarked
package dev.pawl.cli.report;

import org.jspecify.annotations.NullMarked;
