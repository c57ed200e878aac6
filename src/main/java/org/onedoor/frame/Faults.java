package org.onedoor.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/**
 * 没填好的 · What is badly filled in on a form: one finished sentence per field, in the order of the page. The same sentence
 * stands at the field and in the summary.
 */
public final class Faults {

    private final Map<String, String> sentences = new LinkedHashMap<>();

    public static Faults none() {
        return new Faults();
    }

    /** From bean validation, whose messages are keys in braces resolved in the page's language. */
    public static Faults of(BindingResult result) {
        var faults = new Faults();
        for (var error : result.getAllErrors()) {
            var field = error instanceof FieldError at ? at.getField() : "";
            faults.add(field, String.valueOf(error.getDefaultMessage()));
        }
        return faults;
    }

    /** The first sentence of a field stays. */
    public Faults add(String field, String sentence) {
        sentences.putIfAbsent(field, sentence);
        return this;
    }

    /** The sentence at this field, empty when it is well filled in. */
    public String at(String field) {
        return sentences.getOrDefault(field, "");
    }

    public boolean any() {
        return !sentences.isEmpty();
    }

    /** Field → sentence; the empty field is the form as a whole. */
    public Map<String, String> all() {
        return sentences;
    }
}
