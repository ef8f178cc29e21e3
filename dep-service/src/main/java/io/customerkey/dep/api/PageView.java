package io.customerkey.dep.api;

import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a list. */
@Schema(description = "A part of a list; no `next`: the last part.")
record PageView<V>(
    List<V> items,
    @Schema(description = "Value of `cursor` for the next part") Optional<String> next) {
  static <T, V> PageView<V> of(Page<T> page, Function<T, V> view) {
    return new PageView<>(page.items().stream().map(view).toList(), page.next().map(Cursor::text));
  }
}
