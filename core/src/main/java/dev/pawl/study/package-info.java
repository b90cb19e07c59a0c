/// A study is the YAML file that says what a run does. [dev.pawl.study.StudyFile] reads it without
/// trusting it, [dev.pawl.study.Section] hands out its values, typed and in range, and whatever is
/// wrong anywhere in it is reported at once, with file, line and column.
@NullMarked
package dev.pawl.study;

import org.jspecify.annotations.NullMarked;
