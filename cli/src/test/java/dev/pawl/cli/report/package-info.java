/// Tests of the report: the fold against hand-made journals, the statistics against published
/// values, and the page against hostile text.
@NullMarked
package dev.pawl.cli.report;

import org.jspecify.annotations.NullMarked;
